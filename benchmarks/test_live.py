"""Frames of a drag: an edit blended onto the screen, a face between two others, against the decode alone."""

from itertools import count

import pytest
import torch

from facelab.latent import Edit
from facelab.pipeline.live import LiveFace, prepare
from facelab.synthesis.interpolation import Interpolation, InterpolationPreview
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import face_of_photo, sampled_face

SCREEN = 1200, 800


def networks_alone(lab, mu):
    """Structure, fade and upsampler of a drag, as the screen has them."""
    s, d = lab.vae.split(mu)
    structure, detail, edit = lab.vae.structure(s), lab.vae.detail(d), lab.compiled.edit
    fade = torch.zeros_like(structure[:, :1])
    return lambda: edit(s, lab.compiled.structure(s), structure, detail, torch.ones_like(fade), fade)


@pytest.mark.parametrize("size", ["1mp", "12mp"])
@pytest.mark.parametrize("name", ["Smiling", "Young", "Male", "Blond_Hair"])
def test_a_frame_takes_little_more_than_its_networks(ratio, lab, photos, size, name):
    photo = lab.open(photos[size])
    prepare(photo, 0)
    stage = LiveFace(photo, 0, min(SCREEN) / photo.original.picture.height)
    alone, steps = networks_alone(lab, photo.crop(0).mu), count()

    def frame():
        # Another amount each time, as a hand gives it.
        stage.frame(Edit({name: 0.1 + next(steps) % 29 / 10}), keep=1.0)

    ratio(f"a frame of {name}, photo of {size}, against its networks alone", frame, alone, limit=1.6, rounds=40)


@pytest.mark.parametrize("where", ["alone", "in its photo"])
def test_a_face_between_two_takes_little_more_than_its_decode(ratio, lab, photos, where):
    photo = lab.open(photos["12mp"])
    between = Interpolation(lab, (face_of_photo(photo, 0, "a"), sampled_face(lab, SampleSpec(7))))
    draw, steps = between.picture if where == "alone" else InterpolationPreview(between, SCREEN).at, count()
    mu = photo.crop(0).mu

    def frame():
        draw(0.01 + next(steps) % 97 / 100)

    ratio(f"a face between two, {where}", frame, lambda: lab.decode(mu), limit=2.5, rounds=40)
