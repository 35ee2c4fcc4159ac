"""A frame of a drag: decode and blend onto the screen, against the decode alone."""

from itertools import count

import pytest

from facelab.latent import Edit
from facelab.live import Stage

SCREEN = 1200, 800


@pytest.mark.parametrize("size", ["1mp", "12mp"])
def test_a_frame_takes_little_more_than_its_decode(ratio, lab, photos, size):
    photo = lab.open(photos[size])
    stage = Stage(photo, 0, min(SCREEN) / photo.original.picture.height)
    mu, steps = photo.original.chosen(0)[0].mu, count()

    def frame():
        # Another amount each time, as a hand gives it.
        stage.frame(Edit({"Smiling": 0.1 + next(steps) % 29 / 10}), keep=1.0)

    ratio(f"a frame, photo of {size}", frame, lambda: lab.decode(mu), limit=2.0, rounds=40)
