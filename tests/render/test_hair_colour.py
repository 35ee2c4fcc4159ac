"""The colours that hair takes: as light, as dark and as yellow as hair is, strand by strand."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from facelab.photo.colour import decode_srgb
from facelab.render import lighter_hair
from facelab.render.hair_colour import plausible, recoloured
from facelab.render.hair_tone import USUAL_SKIN, Tone, lab, middle

BLOND = np.array([45, 3, 25], np.float32)


def hair_of(colour, skin=USUAL_SKIN):
    middle, skin = (np.array(one, np.float32) for one in (colour, skin))
    return Tone(middle, np.ones(2, np.float32), 3.0, skin, np.zeros(2, np.float32), np.ones(2, np.float32))


def test_the_shadows_of_hair_that_becomes_black_lose_their_tint():
    before = hair_of([40, 10, 20])
    own = np.array([[[15, 9, 19], [40, 10, 20], [60, 9, 22]]], np.float32)
    base = np.full((1, 3, 1), 40, np.float32)
    shift = plausible(before, np.array([-40, -10, -20], np.float32))
    shadow, middle_, _ = lab(recoloured(own, base, before, shift))[0]
    assert np.abs(shadow[1:]).max() < 1.5
    assert np.abs(middle_[1:] - (0, 1)).max() < 1.5
    np.testing.assert_allclose(lab(recoloured(own, base, before, 0 * shift)), own, atol=0.2)


def test_strands_of_hair_that_becomes_grey_differ_by_more_and_those_of_blond_hair_do_not(monkeypatch):
    """White hairs are among dark ones."""
    before = hair_of([25, 4, 6])
    base = np.full((1, 3, 1), 25, np.float32)
    own = np.array([[[22, 4, 6], [25, 4, 6], [28, 4, 6]]], np.float32)

    def differ(tint):
        return np.ptp(lab(recoloured(own, base, before, np.float32([25, *tint])))[..., 0])

    grey, blond = differ((-3, -2)), differ((2, 16))
    monkeypatch.setattr(lighter_hair, "PEPPER", 0)
    assert grey > differ((-3, -2)) + 1
    assert blond == differ((2, 16))


def shifted(light, to, share=1.0):
    """CIE L*a*b* of hair (H, W, 3) in linear light, shifted, and the median that it had."""
    before = middle(light, np.ones(light.shape[:2], bool))
    tone = hair_of(before)
    base = np.full((*light.shape[:2], 1), before[0], np.float32)
    return lab(recoloured(lab(light), base, tone, np.float32(share) * np.array(to, np.float32))), before


@pytest.mark.parametrize("to", [(-25, -5, -10), (40, 0, 0), (20, 5, 20)])
def test_a_growing_shift_is_a_growing_change(to):
    light = decode_srgb(np.random.default_rng(1).uniform(0.1, 0.5, (16, 16, 3)).astype(np.float32))
    made = [shifted(light, to, share)[0] for share in np.linspace(0, 1, 11)]
    steps = [np.abs(b - a).mean() for a, b in pairwise(made)]
    assert max(steps) < 4 * np.mean(steps)
    np.testing.assert_allclose(np.median(made[-1] - made[0], axis=(0, 1))[0], to[0], atol=6)


@pytest.mark.parametrize("to", [(50, 0, 20), (-25, 0, -10)])
def test_strands_are_not_flattened_where_hair_becomes_very_light_or_dark(to):
    light = decode_srgb(np.repeat(np.linspace(0.2, 0.45, 64, dtype=np.float32)[None, :, None], 3, 2))
    after, _ = shifted(light, to)
    assert (np.diff(after[0, :, 0]) > 0.05).all()
    assert after.max() < 100


@pytest.mark.parametrize(("lightness", "shift"), [(12, 75), (40, 50), (70, 40)])
def test_hair_becomes_no_lighter_than_hair_is(lightness, shift):
    before = hair_of([lightness, 1, 2])
    steps = [plausible(before, np.array([share * shift, 0, 0], np.float32))[0] for share in np.linspace(0, 1, 11)]
    assert (np.diff(steps) > 0).all()
    assert lightness + steps[-1] <= max(72, lightness + 6)


def test_grey_hair_is_not_blue():
    before = hair_of([12, 0.5, 1])
    assert (before.middle + plausible(before, np.array([40, -1, -6], np.float32)))[2] >= 1


def test_black_hair_has_no_tint_and_brown_hair_keeps_its_own():
    before = hair_of([30, 7, 15])

    def tint(shift):
        return np.hypot(*(before.middle + plausible(before, np.array(shift, np.float32)))[1:])

    own = np.hypot(7, 15)
    assert tint([-40, 0, 0]) < 1.5
    assert tint([-4, 0, 0]) == pytest.approx(own, abs=0.1)
    grown = [tint([-amount, 0, 0]) for amount in np.linspace(0, 40, 21)]
    assert (np.diff(grown) <= 1e-4).all()  # and does not come back


def test_black_hair_shines_less_than_brown_hair():
    before = hair_of([30, 0, 1])
    base = np.full((1, 8, 1), 48, np.float32)
    shine = np.dstack([base, np.zeros_like(base), np.zeros_like(base)])
    done = lab(recoloured(shine, base, before, np.array([-22, 0, 0], np.float32)))[..., 0]
    assert (done > 8).all() and (done < 25).all()


def test_blond_hair_is_as_yellow_as_the_light_on_the_face():
    """By cool light hair is ash blond, neither lemon nor pink, by warm light golden."""
    asked = np.array([45, -6, 40], np.float32)
    cool, warm = (
        of.middle[1:] + plausible(of, asked)[1:]
        for of in (hair_of([15, 2, 3], [66, 9, 9]), hair_of([15, 2, 3], [66, 15, 28]))
    )
    assert cool[1] < 18 < 24 < warm[1]
    assert 0.15 < cool[0] / cool[1] < 0.7


def test_what_black_hair_hides_is_seen_in_light_hair_and_shine_is_not_more():
    """Strands that differ by half of their light, in the dark and in the light of one head."""
    before = replace(hair_of([6, 1, 2]), ends=np.array([0.5, 1.2], np.float32), strands=8.0)
    dark, light = np.float32([3, 6]), np.float32([24, 33])
    made = [
        lab(recoloured(np.dstack([one[None], one[None] * 0, one[None] * 0]), one[None, :, None], before, BLOND))
        for one in (dark, light)
    ]
    in_dark, in_light = (np.ptp(one[..., 0]) for one in made)
    assert in_dark > 2.5 * np.ptp(dark)
    assert in_light < 1.2 * np.ptp(light)
    assert made[1].max() < 97


def test_light_hair_has_shades_as_light_hair_has():
    """Black hair of little contrast: what it becomes reaches as far as blond hair does."""
    levels = np.repeat(np.linspace(0.002, 0.012, 64, dtype=np.float32)[None, :, None], 3, 2)
    before = middle(levels, np.ones((1, 64), bool))
    tone = replace(hair_of(before), ends=np.array([0.4, 0.4], np.float32), strands=4.0)
    after = lab(recoloured(lab(levels), lab(levels)[..., :1], tone, BLOND))
    assert np.ptp(after[..., 0]) > 2 * np.ptp(lab(levels)[..., 0])
    shade, light = after[0, 0, 1:], after[0, -1, 1:]
    assert shade[0] > light[0]  # redder
    assert np.ptp(after[..., 2]) < 6  # and much as yellow


def test_where_no_light_falls_between_brown_hair_and_the_neck_it_stays_dark():
    before = hair_of([32, 6, 12])
    base = np.float32([2, 24, 32]).reshape(1, 3, 1)
    colours = np.dstack([base, np.zeros_like(base), np.zeros_like(base)])
    done = lab(recoloured(colours, base, before, np.array([30, 0, 10], np.float32)))[0, :, 0]
    assert done[0] < 10
    assert (np.diff(done) > 5).all()
    black = hair_of([8, 0, 1])
    assert (
        lab(recoloured(colours, base, black, np.array([45, 0, 20], np.float32)))[0, 0, 0] > 30
    )  # all of it is as dark


def test_grey_hair_of_a_photo_in_blue_light_is_not_lilac():
    before = hair_of([8, 3, -3], [60, 12, 4])
    after = before.middle + plausible(before, np.array([50, 1, -6], np.float32))
    assert after[2] >= max(1, after[1])
