"""The frame that a drawing puts on a face, read off it."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from facelab.model.parser import CLASSES
from facelab.photo.align import UNMOVED
from facelab.render.eyewear import FrameShape, Pose, front
from facelab.render.frames import frame_of, wears_glasses
from facelab.render.parsing import Parse, to_frame

POSE = Pose(np.array([64.0, 62.0, 0.0]), np.eye(3) * 33 / 62)
FACE = np.full((64, 64, 3), 0.6, np.float32)


def drawn(frame):
    """A face as the network draws it: 64 pixels, the frame a dark ring."""
    points = np.dstack(np.meshgrid(*((np.arange(512, dtype=np.float32) + np.float32(0.5)) / 4,) * 2))
    inner, outer = front(frame, POSE, points)
    dark = ((outer < 0) & (inner > 0)).astype(np.float32)
    small = cv2.resize(cv2.GaussianBlur(dark, (0, 0), 6), (64, 64), interpolation=cv2.INTER_AREA)
    return FACE * (1 - 0.9 * small[..., None])


@pytest.mark.parametrize("width", [47.0, 50.0, 54.0])
@pytest.mark.parametrize("height", [32.0, 40.0])
@pytest.mark.parametrize("lower", [-2.0, 2.0])
def test_a_frame_is_what_is_drawn(width, height, lower):
    found = frame_of(FACE, drawn(FrameShape(width, height, lower=lower)), POSE)
    assert found.width == pytest.approx(width, abs=1.6)
    assert found.height == pytest.approx(height, abs=2.5)
    assert found.lower == pytest.approx(lower, abs=1.5)


def test_round_and_rectangular_lenses_are_told_apart():
    round_, square = (frame_of(FACE, drawn(FrameShape(roundness=n)), POSE).roundness for n in (2.3, 3.8))
    assert square > round_ + 0.5


def test_what_is_drawn_thicker_is_thicker():
    rims = [frame_of(FACE, drawn(FrameShape(rim=rim)), POSE).rim for rim in (1.5, 2.5, 3.5)]
    assert (np.diff(rims) > 0).all()


def test_where_nothing_is_drawn_it_is_the_usual_frame():
    assert frame_of(FACE, FACE, POSE) == FrameShape()
    haze = FACE - 0.1
    assert frame_of(FACE, haze, POSE) == FrameShape()


def test_it_follows_the_drawing_smoothly():
    widths = [
        frame_of(FACE, drawn(replace(FrameShape(), width=width)), POSE).width for width in np.linspace(47, 54, 15)
    ]
    assert (np.diff(widths) >= -0.05).all()
    assert np.diff(widths).max() < 1.5


def parsed(glasses):
    said = np.zeros((19, 256, 256), np.float32)
    said[CLASSES.index("skin")] = 1 - glasses
    said[CLASSES.index("glasses")] = glasses
    return Parse(said, np.ones((256, 256), bool), to_frame(UNMOVED))


def test_who_wears_glasses_by_the_parser():
    seen = np.zeros((256, 256), np.float32)
    seen[64 + 50 : 64 + 70, 64 + 30 : 64 + 98] = 1
    assert wears_glasses(parsed(seen))
    assert not wears_glasses(parsed(np.zeros((256, 256), np.float32)))
