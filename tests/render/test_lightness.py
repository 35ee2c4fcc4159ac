"""Lightness is light as CIE L*a*b* has it, and what is bent keeps its order and comes to no end."""

import numpy as np
import pytest

from facelab.render.hair_tone import lab
from facelab.render.lightness import lightness_of, luminance, soft_limit, within

EVERY = np.linspace(0, 100, 101, dtype=np.float32)


def test_lightness_is_that_of_grey_light():
    light = np.linspace(0, 1, 33, dtype=np.float32)
    expected = lab(np.repeat(light[None, :, None], 3, 2))[0, :, 0]
    np.testing.assert_allclose(lightness_of(light), expected, atol=0.1)


def test_light_and_lightness_are_each_others_inverse():
    np.testing.assert_allclose(lightness_of(luminance(EVERY)), EVERY, atol=0.01)


@pytest.mark.parametrize("most", [3.0, 30.0])
def test_what_is_small_stays_and_what_is_large_approaches_a_limit(most):
    values = np.linspace(-1000, 1000, 2001, dtype=np.float32)
    bent = soft_limit(values, most)
    assert (np.diff(bent) > -1e-5 * most).all()
    assert bent.max() == pytest.approx(most, rel=0.01)
    np.testing.assert_allclose(soft_limit(np.float32([most / 100]), most), most / 100, rtol=1e-3)


def test_lightness_is_bent_before_black_and_white():
    bent = within(np.linspace(-50, 150, 201, dtype=np.float32), (4.0, 92.0))
    assert (np.diff(bent) > 0).all()
    assert bent.min() > 0
    assert bent.max() < 100
    np.testing.assert_array_equal(within(EVERY[4:93], (4.0, 92.0)), EVERY[4:93])
