"""Where a fringe may be: from the edge of the hair towards the brows."""

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.model.parser import CLASSES, SIDE
from facelab.photo.align import UNMOVED
from facelab.photo.mesh import MOUTH_CORNERS, OUTLINE, UPPER_BROWS
from facelab.render.hairline import ROOM, TEMPLES, falling, hairline
from facelab.render.parsing import Parse

ABOVE = 16
EDGE, BROW = 30, 60


@pytest.fixture(scope="module")
def points():
    found = np.full((468, 2), 64, np.float32)
    angles = np.linspace(0, 2 * np.pi, len(OUTLINE), endpoint=False)
    found[list(OUTLINE)] = np.stack([64 + 40 * np.sin(angles), 74 - 48 * np.cos(angles)], 1)
    for brow, left in zip(UPPER_BROWS, (36, 70), strict=True):
        found[list(brow)] = np.stack([np.linspace(left, left + 22, len(brow)), np.full(len(brow), BROW + 1)], 1)
    return found


def hair(down_to=EDGE, rows=SIZE + ABOVE, begins=-12):
    """From a row above the crop down to a row of it, all across."""
    picture = np.zeros((rows, SIZE), np.float32)
    picture[ABOVE + begins : ABOVE + down_to] = 1
    return picture


@pytest.fixture(scope="module")
def line(points):
    return hairline(points, hair(), hair(down_to=BROW + 10), ABOVE)


def test_it_ends_where_the_hair_does_and_may_go_as_far_as_the_brows(line):
    assert np.allclose(line.own, EDGE, atol=0.1)
    assert np.allclose(line.top, -12, atol=0.1)
    assert np.allclose(line.low[40:88], BROW - ROOM, atol=0.6)


def test_a_larger_amount_goes_further_down(line):
    ways = [line.way(amount)[64] for amount in (0.5, 1, 1.5, 2, 2.5)]
    assert (np.diff(ways) > 0).all()
    assert ways[-1] == pytest.approx(line.low[64] - line.own[64], abs=0.01)


def test_strands_begin_above_the_hairline_and_at_the_temples_no_lower(points):
    low_sides = hair()
    low_sides[ABOVE + EDGE : ABOVE + EDGE + 15, :40] = 1
    line = hairline(points, low_sides, hair(down_to=BROW + 10), ABOVE)
    begins = line.begins(line.way(2.0))
    assert begins.max() < EDGE
    assert np.abs(np.diff(begins[40 - TEMPLES : 64])).max() < 1


def test_where_no_hair_is_above_the_forehead_there_is_no_hairline(points):
    assert hairline(points, np.zeros((SIZE + ABOVE, SIZE), np.float32), hair(), ABOVE) is None


def test_a_fringe_that_is_there_is_not_let_down_once_more(points, line):
    strands = hair(down_to=BROW)
    strands[ABOVE + EDGE : ABOVE + EDGE + 12, 30:90] = 0  # skin is seen between them
    there = hairline(points, strands, hair(down_to=BROW + 10), ABOVE)
    assert there.way(3.0).max() < 0.1
    assert line.shortened(1.0).way(3.0).max() < 1e-5
    assert line.shortened(0.5).way(3.0).max() == pytest.approx(line.way(3.0).max() / 2, rel=1e-3)


def test_short_hair_makes_a_short_fringe(points):
    short = hairline(points, hair(begins=EDGE - 4), hair(down_to=BROW + 10), ABOVE)
    assert short.way(3.0).max() == pytest.approx(6, abs=0.2)


def test_cropped_hair_makes_a_shorter_fringe_until_all_of_one_is_asked_for(points, line):
    cropped = hairline(points, hair(), hair(down_to=BROW + 10), ABOVE, falls=0.0)
    assert cropped.way(2.0).max() < 0.7 * line.way(2.0).max()
    assert cropped.way(3.0).max() == pytest.approx(line.way(3.0).max(), abs=0.2)
    assert cropped.cropped == 1 and line.cropped == 0


def test_no_strand_begins_above_the_hair(points):
    low = hairline(points, hair(begins=EDGE - 8), hair(down_to=BROW + 10), ABOVE)
    assert (low.begins(low.way(3.0)) > EDGE - 8).all()


def test_hair_below_the_mouth_is_long(points):
    def falls(rows):
        probabilities = np.zeros((len(CLASSES), SIDE, SIDE), np.float32)
        probabilities[CLASSES.index("skin"), 90:180, 90:166] = 1
        probabilities[CLASSES.index("hair"), rows, 60:80] = 1
        return falling(points, Parse(probabilities, np.ones((SIDE, SIDE), bool), UNMOVED))

    mouth = int(points[list(MOUTH_CORNERS), 1].mean()) + (SIDE - SIZE) // 2
    assert falls(slice(60, mouth)) == 0
    assert falls(slice(60, 250)) == 1
