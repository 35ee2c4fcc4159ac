"""Mouths to teach the refiner on: what is drawn of a mouth lies where the photo shows it."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.data.head_sources import HeadPhoto
from facelab.data.mouths import open_mouths
from facelab.photo.align import Similarity
from facelab.pipeline import mouth_patches
from facelab.pipeline.mouth_patches import mouth_patch
from facelab.render.mouth import MOUTH


@pytest.fixture
def head(photo) -> HeadPhoto:
    """The sample's face, which smiles."""
    crop = photo.crop(0)
    return HeadPhoto("a", np.ascontiguousarray(photo.picture.samples[..., :3]), crop.similarity, ())


def test_an_open_mouth_is_drawn_and_photographed(lab, head, monkeypatch):
    monkeypatch.setattr(mouth_patches, "PARTED", 0.5)
    drawn, photo, within, known = mouth_patch(lab, head, np.random.default_rng(0))
    assert known == 1
    assert drawn.shape == photo.shape == (MOUTH[1], MOUTH[0], 3)
    assert within.shape == (MOUTH[1], MOUTH[0])
    teeth, around = photo[within == 255].mean(), photo[within == 0].mean()
    assert teeth > around  # teeth are brighter than lips and chin


def test_the_same_head_twice_as_large_gives_the_same_mouth(lab, head, monkeypatch):
    monkeypatch.setattr(mouth_patches, "PARTED", 0.5)
    large = np.asarray(cv2.resize(head.photo, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)
    half = Similarity(head.similarity.matrix * [0.5, 0.5, 1])
    one, two = (
        mouth_patch(lab, h, np.random.default_rng(0)) for h in (head, replace(head, photo=large, similarity=half))
    )
    assert np.abs(one[1].astype(float) - two[1]).mean() < 4
    assert np.abs(one[2].astype(float) - two[2]).mean() < 6


def test_a_mouth_that_is_hardly_open_teaches_nothing(lab, head, monkeypatch):
    monkeypatch.setattr(mouth_patches, "PARTED", 100.0)
    monkeypatch.setattr(mouth_patches, "CLOSED", 0.0)
    assert mouth_patch(lab, head, np.random.default_rng(0)) is None


def test_shards_are_read_as_they_were_written(lab, head, tmp_path, monkeypatch):
    monkeypatch.setattr(mouth_patches, "PARTED", 0.5)
    drawn, photo, within, known = mouth_patch(lab, head, np.random.default_rng(0))
    edited = drawn, np.zeros_like(photo), within, np.uint8(0)
    mouth_patches._write(tmp_path, "train", iter([(drawn, photo, within, known), edited]))
    mouths = open_mouths(tmp_path, "train")
    assert list(mouths.photographed) == [0]
    assert list(mouths.edited) == [1]
    found = mouths.take(np.array([0]))
    np.testing.assert_array_equal((found[1][0].permute(1, 2, 0) * 255).round().numpy(), photo)
    assert SIZE / head.similarity.scale < mouth_patches.LEAST_SIDE
    assert not list(mouth_patches._patches(lab, [head], np.random.default_rng(0)))  # a photo so small is left out
