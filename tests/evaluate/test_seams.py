"""Whether a composite's border can be seen."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from facelab.evaluate.seams import border_jump
from facelab.files import resource
from facelab.photo.align import Similarity, align
from facelab.photo.colour import decode_srgb
from facelab.photo.crop import face_crop
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.render.composite import FaceChange, composite
from facelab.render.mask import INSIDE, mask

LANDMARKS = np.array([(200.0, 101), (249, 103), (225, 122), (208, 143), (244, 145)])
"""The astronaut's eyes, nose and mouth corners."""


def astronaut() -> tuple[Picture, Similarity]:
    return read(Path(resource("sample/astronaut.png"))), align(LANDMARKS)


def studio(dtype=np.uint8, side=700) -> tuple[Picture, Similarity]:
    """A photo in front of an even wall, where a seam would be seen first."""
    across = np.linspace(0.45, 0.65, side)
    wall = (across[None, :, None] + across[:, None, None]) / 2 + np.random.default_rng(0).normal(
        0, 0.004, (side, side, 1)
    )
    samples = np.rint(np.repeat(wall, 3, axis=2) * np.iinfo(dtype).max).astype(dtype)
    turn = np.radians(7)
    linear = 128 / (0.6 * side) * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return Picture(samples), Similarity(np.column_stack([linear, 64 - linear @ [side / 2, side / 2]]))


def hill() -> np.ndarray:
    across = np.arange(128) + 0.5
    return np.exp(-((across - 64) ** 2 + (across[:, None] - 92) ** 2) / (2 * 13**2)).astype(np.float32)[..., None]


def edit(picture: Picture, similarity: Similarity, amount: float, shape: np.ndarray, fade: float = 0.0) -> FaceChange:
    unedited = cv2.GaussianBlur(face_crop(picture, similarity), (0, 0), 1.5)
    edited = np.clip(unedited + np.float32(amount) * shape, 0, 1)
    return FaceChange(similarity, decode_srgb(edited), decode_srgb(unedited), np.float32(fade) * hill()[..., 0])


@pytest.mark.parametrize("radius", [1.0, 0.95, INSIDE])
@pytest.mark.parametrize("amount", [-0.25, 0.25])
@pytest.mark.parametrize("photo", [astronaut, studio])
def test_an_edit_of_the_face_leaves_no_seam(photo, amount, radius):
    picture, similarity = photo()
    edited = composite(picture, [edit(picture, similarity, amount, hill(), fade=1.0)])
    own, made = border_jump(picture.samples, edited.samples, similarity, radius)
    assert own > 0 and made <= own + 0.1  # a tenth of a level: what rounding to samples does


def test_a_whole_crop_made_brighter_bends_no_more_than_the_photo_bends_itself():
    picture, similarity = astronaut()
    edited = composite(picture, [edit(picture, similarity, 0.08, np.ones((1, 1, 1), np.float32))])
    own, made = border_jump(picture.samples, edited.samples, similarity)
    assert made <= own * 1.05


def test_even_a_whole_crop_made_brighter_is_a_slope_and_no_step():
    picture, similarity = studio()
    edited = composite(picture, [edit(picture, similarity, 0.1, np.ones((1, 1, 1), np.float32))])
    for radius in (1.0, 0.9, INSIDE):
        own, made = border_jump(picture.samples, edited.samples, similarity, radius)
        assert made <= own + 0.031 * 25.5  # of a change by 25.5 levels: smootherstep's sharpest bend over 14 pixels


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_an_egg_pasted_without_a_mask_is_found(dtype):
    picture, similarity = studio(dtype)
    inside = mask(similarity, (0, 0, 700, 700)) > 0
    raised = picture.samples + 8 * (1 if dtype == np.uint8 else 257)
    pasted = np.where(inside[..., None], raised, picture.samples)
    own, made = border_jump(picture.samples, pasted.astype(dtype), similarity)
    assert own < 2 and made > 5


def test_what_lies_outside_the_photo_does_not_count():
    picture, similarity = studio()
    far = Similarity(similarity.matrix + np.array([0, 0, 1000.0]))
    assert border_jump(picture.samples, picture.samples, far) == (0.0, 0.0)
    edge = replace(picture, base=picture.samples[:, :400])
    own, made = border_jump(edge.samples, edge.samples, similarity)
    assert 0 < own == made < 2
