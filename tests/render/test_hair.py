"""Hair in other colours: strands stay, skin and wall stay, and nothing is nothing."""

from dataclasses import replace

import numpy as np
import pytest

from facelab.model.parser import CLASSES, SIDE
from facelab.photo.align import UNMOVED, Similarity
from facelab.photo.colour import decode_srgb, encode_srgb
from facelab.photo.picture import Picture
from facelab.render.hair_colour import Shift
from facelab.render.hair_finding import find_hair
from facelab.render.hair_preview import HairPreview
from facelab.render.hair_tone import lab
from facelab.render.parsing import Parse, to_frame
from facelab.render.recolour import recolour

BLOND = Shift(np.array([45, 3, 25], np.float32))


@pytest.fixture(scope="module")
def photo():
    """256 x 256: dark strands above, a plain face below, and a light wall around; a crop is its middle."""
    chance = np.random.default_rng(0)
    samples = np.full((256, 256, 3), 200, np.uint8)
    samples[60:120, 70:190] = np.array([50, 35, 30]) + chance.integers(-15, 16, (60, 120, 1))
    samples[120:200, 90:170] = (190, 140, 120)
    return Picture(samples, format="PNG", data=b"file")


def parse(hair=True):
    probabilities = np.full((len(CLASSES), SIDE, SIDE), 0.001, np.float32)
    names = np.full((SIDE, SIDE), CLASSES.index("background"))
    names[120:200, 90:170] = CLASSES.index("skin")
    if hair:
        names[60:120, 70:190] = CLASSES.index("hair")
    np.put_along_axis(probabilities, names[None], 1 - 0.018, 0)
    matrix = UNMOVED.matrix.copy()
    matrix[:, 2] -= (SIDE - 128) / 2
    return Parse(probabilities, np.ones((SIDE, SIDE), bool), to_frame(type(UNMOVED)(matrix)))


def test_hair_takes_the_colour_and_nothing_else_does(photo):
    hair = find_hair(photo, parse())
    done = recolour(photo, [(hair, BLOND)])
    before, after = (lab(decode_srgb(picture.samples.astype(np.float32) / 255)) for picture in (photo, done))
    inside = np.s_[70:110, 80:180]
    assert np.abs(np.median(after[inside] - before[inside], axis=(0, 1)) - BLOND.middle).max() < 6
    np.testing.assert_array_equal(done.samples[140:], photo.samples[140:])
    np.testing.assert_array_equal(done.samples[:40], photo.samples[:40])
    strands = [values[inside][..., 0].ravel() for values in (before, after)]
    assert np.corrcoef(*strands)[0, 1] > 0.98


def test_where_the_drawing_is_in_shade_hair_becomes_less_light(photo):
    left, right = halves_of_blond_hair(photo, [8, 0, 0])
    assert left[0] < -4
    assert right[0] > 4


def test_where_the_drawing_is_warm_hair_is_warmer_and_no_lighter(photo):
    left, right = halves_of_blond_hair(photo, [0, 2, 5])
    assert (left[1:] < (-1, -3)).all()
    assert (right[1:] > (1, 3)).all()
    assert np.abs([left[0], right[0]]).max() < 2


def test_hair_at_the_face_keeps_more_of_its_own_colour_where_it_becomes_lighter(photo):
    assert of_inner_change(photo, BLOND) < 0.9
    assert of_inner_change(photo, Shift(np.array([-15, 0, 0], np.float32))) > 0.95


def of_inner_change(photo, shift):
    """How much hair changes at the face for how much it does away from it."""
    done = recolour(photo, [(find_hair(photo, parse()), shift)])
    change = np.abs(done.samples.astype(int) - photo.samples).sum(2)
    return np.median(change[117:119, 100:160]) / np.median(change[85:95, 100:160])


def halves_of_blond_hair(photo, shade):
    """By how much the left half of hair and its right half differ, (3,), where the drawing has less and more of it."""
    plane = np.tile(np.array(shade, np.float32), (SIDE // 2, SIDE // 2, 1))
    plane[:, : SIDE // 4] *= -1
    hair = find_hair(photo, parse())
    plain, shaded = (
        lab(decode_srgb(recolour(photo, [(hair, Shift(BLOND.middle, one))]).samples.astype(np.float32) / 255))
        for one in (None, plane)
    )
    return [np.median((shaded - plain)[70:110, half], axis=(0, 1)) for half in (slice(80, 115), slice(145, 180))]


def test_sixteen_bits_stay_sixteen_bits(photo):
    deep = Picture(photo.samples.astype(np.uint16) * 257, format="PNG", data=b"file")
    done = recolour(deep, [(find_hair(deep, parse()), BLOND)])
    assert done.samples.dtype == np.uint16
    eight = recolour(photo, [(find_hair(photo, parse()), BLOND)]).samples
    assert np.abs(done.samples / 257 - eight).max() < 1.6


def test_where_there_is_no_hair_there_is_none(photo):
    assert find_hair(photo, parse(hair=False)) is None


def test_a_part_of_the_photo_without_hair_has_no_shade(photo):
    hair, box = find_hair(photo, parse()), (0, 230, 256, 256)
    light = decode_srgb(photo.samples[230:].astype(np.float32) / 255)
    shift = Shift(BLOND.middle, np.ones((SIDE // 2, SIDE // 2, 3), np.float32))
    np.testing.assert_array_equal(hair.recoloured(light, box, shift), light)


def test_a_small_shift_is_a_small_change_also_where_the_wall_shines_through(photo):
    hair = find_hair(photo, parse())
    light = decode_srgb(photo.samples.astype(np.float32) / 255)
    for small in (0.05, -0.05):
        done = hair.recoloured(light, (0, 0, 256, 256), Shift(np.array([small, 0, 0], np.float32)))
        assert np.abs(done - light).max() < 0.01


def test_no_shift_is_no_change(photo):
    light = decode_srgb(photo.samples.astype(np.float32) / 255)
    done = find_hair(photo, parse()).recoloured(light, (0, 0, 256, 256), Shift(np.zeros(3, np.float32)))
    np.testing.assert_array_equal(done, light)


def test_skin_between_strands_is_no_hair(photo):
    """A patch of the face's colour on the forehead, which the parser takes for hair."""
    samples = photo.samples.copy()
    samples[105:118, 110:150] = (190, 140, 120)
    covered = Picture(samples, format="PNG", data=b"file")
    done = recolour(covered, [(find_hair(covered, parse()), BLOND)])
    change = np.abs(done.samples.astype(int) - samples).mean(2)
    assert change[108:115, 118:142].mean() < 0.25 * change[70:90, 80:180].mean()


def test_hair_through_which_skin_is_seen_is_recoloured(photo):
    """It stayed dark where a fringe hangs low, with a straight edge 12 pixels above the face."""
    samples = photo.samples.copy()
    samples[96:112, 110:150] = (150, 110, 95)
    covered = Picture(samples, format="PNG", data=b"file")
    done = recolour(covered, [(find_hair(covered, parse()), BLOND)])
    change = np.abs(done.samples.astype(int) - samples).mean(2)
    assert change[108:112, 118:142].mean() > 0.7 * change[70:90, 80:180].mean()


def test_the_screen_shows_what_the_photo_gets(photo):
    hair = find_hair(photo, parse())
    preview = HairPreview(hair, photo.samples, 1.0)
    exact = recolour(photo, [(hair, BLOND)]).samples
    assert np.abs(preview.recoloured(BLOND).astype(int) - exact).max() <= 1
    x0, y0, x1, y1 = preview.box
    assert (x0, y0, x1, y1) == (0, 0, 256, 256)


def test_what_is_not_looked_at_is_left_alone(photo):
    hair = find_hair(photo, parse())
    part = HairPreview(hair, photo.samples, 1.0, (100, 80, 140, 100)).recoloured(BLOND)
    changed = (part != photo.samples).any(2)
    rows, columns = np.nonzero(changed)
    assert changed.any()
    assert (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1) == (80, 100, 100, 140)


def test_shine_within_hair_is_hair(photo):
    """A streak as light as the wall, and one as light as the face, but no redder."""
    samples = photo.samples.copy()
    samples[85:88, 90:170], samples[106:109, 90:170] = 200, (170, 160, 150)
    shining = Picture(samples, format="PNG", data=b"file")
    done = recolour(shining, [(find_hair(shining, parse()), Shift(np.array([-12, 0, 0], np.float32)))])
    change = samples.astype(int) - done.samples
    assert change[86, 95:165].min() > 35
    assert change[107, 95:165].min() > 30


def test_half_a_pixel_of_hair_takes_half_of_the_colour(photo):
    """Along the edge of hair, where it and the wall are mixed: lighter than hair, and no lighter than the wall."""
    samples = photo.samples.copy()
    edge = np.stack([photo.samples[60:120, 71], photo.samples[60:120, 60]]).astype(np.float32) / 255
    samples[60:120, 70] = np.rint(encode_srgb(decode_srgb(edge).mean(0)) * 255)
    mixed = Picture(samples, format="PNG", data=b"file")
    done = recolour(mixed, [(find_hair(mixed, parse()), BLOND)]).samples.astype(int)
    assert np.median(done[64:116, 70, 2] - samples[64:116, 70, 2]) > 3
    assert done[64:116, 70].max() <= 205


def test_a_wall_beside_face_and_hair_at_once_gets_no_outline(photo):
    """Short hair that runs down beside the face."""
    samples = photo.samples.copy()
    samples[120:170, 84:90] = (50, 35, 30)
    said = parse()
    said.probabilities[:, 120:170, 84:90] = 0.001
    said.probabilities[CLASSES.index("hair"), 120:170, 84:90] = 1 - 0.018
    short = Picture(samples, format="PNG", data=b"file")
    done = recolour(short, [(find_hair(short, said), BLOND)])
    beside = np.s_[130:165, 76:83]
    assert np.abs(done.samples[beside].astype(int) - samples[beside]).max() <= 2


def test_a_light_wall_behind_dark_hair_gets_no_outline(photo):
    done = recolour(photo, [(find_hair(photo, parse()), BLOND)])
    beside = np.s_[62:118, [62, 63, 64, 65, 66, 67, 68, 192, 193, 194, 195]]
    assert np.abs(done.samples[beside].astype(int) - photo.samples[beside]).max() <= 2


def test_a_hairline_is_told_by_this_skin(photo):
    """Dark strands between parser and face take the colour; skin in the hair's shade beside them hardly does."""
    samples = photo.samples.copy()
    samples[119:124, 95:165] = (190, 140, 120)
    samples[119:121, 95:165:4], samples[122:124, 95:165] = (50, 35, 30), (150, 110, 95)
    shaded = Picture(samples, format="PNG", data=b"file")
    change = np.abs(recolour(shaded, [(find_hair(shaded, parse()), BLOND)]).samples.astype(int) - samples).max(2)
    assert change[119, 99:160:4].mean() > 3 * change[119, 101:160:4].mean()
    assert change[122:124, 100:160].max() <= 8


def test_what_is_half_taken_for_hair_is_none(photo):
    """Leaves: an area by itself, and one that reaches away from the hair, each no more likely hair than not."""
    said = parse()
    hair, wall = CLASSES.index("hair"), CLASSES.index("background")
    for area in (np.s_[30:45, 20:50], np.s_[80:100, 20:70]):
        said.probabilities[hair][area], said.probabilities[wall][area] = 0.5, 0.482
    samples = photo.samples.copy()
    samples[30:45, 20:50] = samples[80:100, 20:70] = (60, 90, 50)
    leaves = Picture(samples, format="PNG", data=b"file")
    done = recolour(leaves, [(find_hair(leaves, said), BLOND)])
    np.testing.assert_array_equal(done.samples[:, :60], samples[:, :60])


def test_hair_below_the_frame_takes_the_colour_and_another_heads_does_not(photo):
    samples = np.full((384, 256, 3), 200, np.uint8)
    samples[:256] = photo.samples
    samples[60:340, 70:90] = samples[300:340, 150:190] = (50, 35, 30)
    long, said = Picture(samples, format="PNG", data=b"file"), parse()
    hair, wall = CLASSES.index("hair"), CLASSES.index("background")
    below = np.full((len(CLASSES), 128, SIDE), 0.001, np.float32)
    below[wall] = 0.982
    probabilities = np.concatenate([said.probabilities, below], 1)
    for area in (np.s_[60:340, 70:90], np.s_[300:340, 150:190]):
        probabilities[hair][area], probabilities[wall][area] = 0.982, 0.001
    found = find_hair(long, Parse(probabilities, np.ones((384, SIDE), bool), said.similarity))
    done = recolour(long, [(found, BLOND)])
    change = np.abs(done.samples.astype(int) - samples).max(2)
    assert change[150:330, 75:85].min() > 40
    assert change[:, 140:][290:].max() == 0
    whole = HairPreview(found, samples, 1.0).recoloured(BLOND)
    assert np.abs(whole.astype(int) - done.samples).max() <= 1


def test_skin_that_is_seen_between_black_strands_does_not_glow():
    """At a hairline: a third of a row of pixels is skin, and made as light as hair all of it would be white."""
    chance = np.random.default_rng(1)
    samples = np.full((256, 256, 3), 200, np.uint8)
    samples[60:120, 70:190] = np.array([22, 18, 18]) + chance.integers(-6, 7, (60, 120, 1))
    samples[120:200, 90:170] = (190, 140, 120)
    linear = 0.8 * decode_srgb(samples[114:119, 95:165] / np.float32(255)) + 0.2 * decode_srgb(
        np.float32([190, 140, 120]) / 255
    )
    samples[114:119, 95:165] = np.round(255 * encode_srgb(linear.astype(np.float32)))
    photo = Picture(samples, format="PNG", data=b"file")
    done = lab(decode_srgb(recolour(photo, [(find_hair(photo, parse()), BLOND)]).samples / np.float32(255)))[..., 0]
    mixed, pure = done[114:118, 100:160], done[75:95, 80:180]
    assert np.median(mixed) < np.median(pure) + 12


def test_there_is_no_less_than_no_hair(photo):
    """Where the limit of the matte is brought to a larger photo it swings below 0."""
    large = Picture(np.repeat(np.repeat(photo.samples, 4, 0), 4, 1))
    there = parse()
    hair = find_hair(large, replace(there, similarity=Similarity(there.similarity.matrix * [[0.25, 0.25, 1]])))
    light = decode_srgb(large.samples.astype(np.float32) / 255)
    assert (hair.strands(light, (0, 0, 1024, 1024)).share > 0).all()


def test_nothing_changes_beyond_the_frame_of_a_tilted_head(photo):
    """Its box has corners that are none of the frame, where the frame's mirror image would be."""
    there = parse()
    turn = np.array([[0.8, -0.6, 30.0], [0.6, 0.8, -60.0]])
    whole = np.vstack([there.similarity.matrix, [0, 0, 1]])
    hair = find_hair(photo, replace(there, similarity=Similarity(turn @ whole)))
    strands = hair.strands(decode_srgb(photo.samples.astype(np.float32) / 255), (0, 0, 256, 256))
    points = hair.similarity.apply(np.stack([strands.columns, strands.rows], 1) + 0.5)
    assert len(points)
    assert ((points > 0) & (points < SIDE)).all()
