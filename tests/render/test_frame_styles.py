"""Which glasses a face puts on: one face the same ones always, many faces many."""

from collections import Counter
from dataclasses import replace

import numpy as np

from facelab.render.frame_styles import HEIGHTS, OWN, STYLES, USUAL, WIDTHS, frame_for, own_numbers

FACES = np.random.default_rng(0).normal(size=(400, 256)).astype(np.float32)


def frames(drawn=USUAL):
    return [frame_for(drawn, own_numbers(s)) for s in FACES]


def test_a_face_has_numbers_of_its_own_as_if_drawn_from_a_normal_distribution():
    own = np.stack([own_numbers(s) for s in FACES])
    assert own.shape == (len(FACES), OWN)
    assert np.abs(own.mean(0)).max() < 0.2
    assert np.abs(own.std(0) - 1).max() < 0.2


def test_the_same_face_has_the_same_frame_and_much_the_same_face_mostly():
    for s in FACES[:20]:
        assert frame_for(USUAL, own_numbers(s)).shape == frame_for(USUAL, own_numbers(s.copy())).shape
    nearly = FACES + np.float32(0.05) * np.random.default_rng(1).normal(size=FACES.shape).astype(np.float32)
    same = [frame_for(USUAL, own_numbers(s)).material == one.material for s, one in zip(nearly, frames(), strict=True)]
    assert np.mean(same) > 0.9


def test_many_faces_wear_every_style_and_none_is_on_most():
    materials = Counter(frame.material for frame in frames())
    assert materials.keys() == {style.material for style in STYLES}
    assert max(materials.values()) < 0.5 * len(FACES)


def test_a_frame_is_as_wide_high_low_and_heavy_as_it_is_drawn():
    for name, change in (("width", 3.0), ("height", 4.0), ("lower", 2.0), ("rim", 0.6)):
        less, more = (replace(USUAL, **{name: getattr(USUAL, name) + by}) for by in (-change, change))
        low, high = (np.mean([getattr(frame.shape, name) for frame in frames(one)]) for one in (less, more))
        assert high > low + 0.3 * change


def test_no_frame_is_wider_or_higher_than_real_ones():
    wild = replace(USUAL, width=70.0, height=10.0, roundness=1.0)
    for frame in frames(wild):
        assert WIDTHS[0] <= frame.shape.width <= WIDTHS[1]
        assert HEIGHTS[0] <= frame.shape.height <= HEIGHTS[1]
        assert frame.shape.roundness >= 2


def test_a_face_without_a_code_has_a_frame_as_well():
    assert frame_for(USUAL, own_numbers(np.zeros(256, np.float32))).material == STYLES[0].material
