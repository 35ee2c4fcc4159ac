"""A fringe is hair let down: from the edge of the hair towards the brows, and nowhere else."""

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.photo.align import UNMOVED
from facelab.photo.colour import encode_srgb
from facelab.photo.mesh import OUTLINE, UPPER_BROWS
from facelab.photo.picture import Picture
from facelab.render.composite import FaceChange
from facelab.render.fringe import ROOM, Beneath, hairline
from facelab.render.motion import moved

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


HAIR = np.zeros((SIZE, SIZE, 3), np.float32)
HAIR[:EDGE] = 1


def photo_of(linear):
    return Picture(np.rint(65535 * encode_srgb(linear)).astype(np.uint16))


def let_down(line, amount, linear, edited=None):
    """A photo (128, 128, 3), linear light, that is a crop already, with a fringe; and the fringe."""
    fringe, plain = line.fringe(amount), np.full((SIZE, SIZE, 3), 0.2, np.float32)
    change = FaceChange(UNMOVED, plain if edited is None else edited, plain, np.zeros((SIZE, SIZE), np.float32))
    photo = photo_of(linear)
    (below,) = fringe.upon(change, photo).over
    return below.upon(moved(linear, fringe.flow), UNMOVED, (0, 0, SIZE, SIZE)), fringe


def test_it_ends_where_the_hair_does_and_may_go_as_far_as_the_brows(line):
    assert np.allclose(line.own, EDGE, atol=0.1)
    assert np.allclose(line.top, -12, atol=0.1)
    assert np.allclose(line.low[40:88], BROW - ROOM, atol=0.6)


def test_no_amount_is_no_fringe(line):
    assert not line.fringe(0.0).flow.any()


def test_a_larger_amount_goes_further_down(line):
    ways = [line.fringe(amount).way[64] for amount in (0.5, 1, 1.5, 2, 2.5)]
    assert (np.diff(ways) > 0).all()
    assert ways[-1] == pytest.approx(line.low[64] - line.own[64], abs=0.01)


def test_the_edge_of_the_hair_is_seen_at_that_of_the_fringe(line):
    seen, fringe = let_down(line, 2.0, HAIR)
    ends = (seen[..., 0] > 0.5).sum(0)[40:88]
    assert np.abs(ends.mean() - (EDGE + fringe.way[40:88].mean())) < 1
    assert ends.std() > 0.3  # strands end here and there


def test_below_its_strands_the_forehead_is_as_it_is_in_the_photo_but_for_their_shadow(line):
    photo = HAIR.copy()
    photo[EDGE:] = np.random.default_rng(0).uniform(0.2, 0.4, (SIZE - EDGE, SIZE, 3)).astype(np.float32)
    seen, fringe = let_down(line, 1.5, photo)
    below = slice(int(fringe.edge.max()) + 6, BROW - 2)
    ratio = seen[below, 40:88] / photo[below, 40:88]
    assert (np.diff(ratio.mean((1, 2))) > 0).all()  # the shadow, and nothing squeezed
    assert ratio.std((1, 2)).max() < 0.01
    assert 0.9 < ratio.min() < ratio.max() <= 1
    assert np.array_equal(seen[BROW + 3 :], photo[BROW + 3 :])


def test_the_forehead_follows_what_an_edit_does_to_its_light(line):
    plain = np.full((SIZE, SIZE, 3), 0.2, np.float32)
    seen, _ = let_down(line, 1.5, plain, edited=1.2 * plain)
    assert seen[BROW - 3, 64] == pytest.approx(1.2 * plain[0, 0], rel=0.05)


class Dark:
    """An overlay that makes all black."""

    extent = (0, 0, SIZE, SIZE)

    def upon(self, edited, _similarity, _box):
        edited[...] = 0
        return edited


def test_lines_of_skin_lie_beneath_it_and_below_its_ends_on_the_skin(line):
    fringe = line.fringe(2.0)
    seen = Beneath(fringe, Dark()).upon(np.ones((SIZE, SIZE, 3), np.float32), UNMOVED, (0, 0, SIZE, SIZE))
    middle = int(fringe.edge[64])
    assert seen[middle - 6, 64].min() > 0.9
    assert not seen[middle + 8 :].any()
    assert not Beneath(line.fringe(0.0), Dark()).upon(np.ones_like(seen), UNMOVED, (0, 0, SIZE, SIZE)).any()


def test_brows_eyes_and_what_is_beside_the_face_stay(line):
    flow = line.fringe(3.0).flow
    assert not flow[BROW + 1 :].any()
    assert not flow[:, :22].any()
    assert not flow[:, 106:].any()
    seen, _ = let_down(line, 3.0, HAIR)
    assert np.array_equal(seen[:, :22], HAIR[:, :22])
    assert np.array_equal(seen[BROW + 4 :], HAIR[BROW + 4 :])


def test_nothing_is_turned_over(line):
    for amount in (1.0, 2.0, 3.0):
        rows = np.arange(SIZE, dtype=np.float32)[:, None] + line.fringe(amount).flow[..., 1]
        assert (np.diff(rows, axis=0) > -1e-3).all()


def test_where_no_hair_is_above_the_forehead_there_is_no_hairline(points):
    assert hairline(points, np.zeros((SIZE + ABOVE, SIZE), np.float32), hair(), ABOVE) is None


def test_a_fringe_that_is_there_is_not_let_down_once_more(points, line):
    strands = hair(down_to=BROW)
    strands[ABOVE + EDGE : ABOVE + EDGE + 12, 30:90] = 0  # skin is seen between them
    there = hairline(points, strands, hair(down_to=BROW + 10), ABOVE)
    assert there.fringe(3.0).way.max() < 0.1
    assert line.shortened(1.0).fringe(3.0).way.max() < 1e-5
    assert line.shortened(0.5).fringe(3.0).way.max() == pytest.approx(line.fringe(3.0).way.max() / 2, rel=1e-3)


def test_short_hair_makes_a_short_fringe(points):
    short = hairline(points, hair(begins=EDGE - 4), hair(down_to=BROW + 10), ABOVE)
    assert short.fringe(3.0).way.max() == pytest.approx(6, abs=0.2)


def test_what_an_edit_does_besides_goes_along(line):
    plain = np.full((SIZE, SIZE, 3), 0.4, np.float32)
    before = np.zeros((SIZE, SIZE, 2), np.float32)
    before[80:100, 50:80] = 2  # a mouth that moves
    change = FaceChange(UNMOVED, plain, plain, np.zeros((SIZE, SIZE), np.float32), before)
    after = line.fringe(2.0).upon(change, photo_of(plain))
    assert np.allclose(after.flow[80:100, 50:80], 2)
    assert np.allclose(after.unedited, plain, atol=1e-6)
    assert np.allclose(after.edited, plain, atol=1e-6)
