"""Eyes narrow and widen no further than eyes do."""

import numpy as np
import pytest

from facelab.photo.mesh import EYES
from facelab.render.lids import AROUND, NARROWEST, WIDEST, lids_kept, openness

MIDDLES = ((45.0, 60.0), (83.0, 60.0))


@pytest.fixture
def own():
    """Two eyes, 16 pixels wide and 6 high; all other points far below."""
    points = np.full((468, 2), 110, np.float32)
    for ring, middle in zip(EYES, MIDDLES, strict=True):
        turn = np.pi + 2 * np.pi * np.arange(len(ring)) / len(ring)
        points[list(ring)] = np.stack([middle[0] + 8 * np.cos(turn), middle[1] + 3 * np.sin(turn)], 1)
    return points


def opened(own, times):
    """The shift that makes the eyes so many times as open."""
    shift = np.zeros_like(own)
    for ring, middle in zip(EYES, MIDDLES, strict=True):
        shift[list(ring), 1] = (times - 1) * (own[list(ring), 1] - middle[1])
    return shift


def ratio(own, shift):
    return [openness(own + shift, ring) / openness(own, ring) for ring in EYES]


@pytest.mark.parametrize(("asked", "becomes"), [(0.4, NARROWEST), (0.9, 0.9), (1.1, 1.1), (1.5, WIDEST)])
def test_eyes_stay_as_open_as_eyes_are(own, asked, becomes):
    assert ratio(own, lids_kept(own, opened(own, asked))) == pytest.approx([becomes, becomes], abs=0.01)


def test_who_asks_for_narrow_eyes_gets_them(own):
    asked = opened(own, 0.5)
    ratios = [ratio(own, lids_kept(own, asked, narrow))[0] for narrow in (0.0, 0.5, 1.0, 2.0)]
    assert (np.diff(ratios) < 0).all()
    assert ratio(own, lids_kept(own, opened(own, 1.6), -2.0))[0] == pytest.approx(1.6, abs=0.01)


def test_an_eye_may_go_elsewhere_and_what_is_far_from_it_goes_all_the_way(own):
    asked = opened(own, 0.4) + np.array([1, -2], np.float32)
    kept = lids_kept(own, asked)
    for ring in EYES:
        assert np.allclose(kept[list(ring)].mean(0), [1, -2], atol=0.1)
    assert np.array_equal(kept[0], asked[0])
    assert np.linalg.norm(own[0] - own[list(EYES[0])], axis=1).min() > AROUND
