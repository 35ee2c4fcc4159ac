"""A fringe is hair let down: from the edge of the hair towards the brows, and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.model.parser import SIDE
from facelab.photo.align import UNMOVED
from facelab.render.fringe import Fringe
from facelab.render.hairline import Hairline
from facelab.render.mask import smootherstep
from facelab.render.strands import WIDTHS, OwnStrands, StrandLook

EDGE, BROW = 30, 60
WHOLE = (0, 0, SIZE, SIZE)
COLOUR = np.array([0.2, 0.1, 0.05], np.float32)


@pytest.fixture(scope="module")
def line():
    """StrandLook above row 30 all across; a face between columns 24 and 104."""
    top, own, low, brows = (np.full(SIZE, row, np.float32) for row in (-12, EDGE, BROW - 3, BROW))
    x = np.arange(SIZE, dtype=np.float32)
    return Hairline(top, own, low, brows, smootherstep(np.minimum(x - 24, 104 - x) / np.float32(9)), low)


def let_down(line, amount, photo):
    """A photo (128, 128, 3), linear light, that is a crop already, with a fringe; and the fringe."""
    base = np.tile(COLOUR, (*line.grid.size[::-1], 1))
    fringe = Fringe(line, line.way(amount), StrandLook(base, (0.1,) * len(WIDTHS)))
    return fringe.upon(photo.copy(), UNMOVED, WHOLE), fringe


def skin(level=0.6):
    return np.full((SIZE, SIZE, 3), level, np.float32)


def test_no_amount_is_no_fringe(line):
    seen, fringe = let_down(line, 0.0, skin())
    assert not fringe.way.any()
    assert np.array_equal(seen, skin())


def test_hair_is_seen_down_to_its_edge(line):
    seen, fringe = let_down(line, 2.0, skin())
    hair = seen[..., 0] < 0.4
    ends = SIZE - hair[::-1].argmax(0)[40:88]
    assert np.abs(ends.mean() - fringe.edge[40:88].mean()) < 3
    assert ends.std() > 0.5  # strands end here and there
    assert hair[EDGE + 2 : int(fringe.edge[64]) - 6, 50:78].mean() > 0.9


def test_strands_have_the_colour_of_the_hair(line):
    seen, fringe = let_down(line, 2.5, skin())
    inner = seen[EDGE : int(fringe.edge[64]) - 8, 50:78].reshape(-1, 3)
    tint = np.median(inner / inner.sum(1, keepdims=True), axis=0)
    assert np.allclose(tint, COLOUR / COLOUR.sum(), atol=0.03)
    across, along = (np.abs(np.diff(inner.reshape(-1, 28, 3)[..., 0], axis=axis)).mean() for axis in (1, 0))
    assert across > 1.5 * along


def test_below_its_strands_the_forehead_is_as_it_is_in_the_photo_but_for_their_shadow(line):
    photo = np.random.default_rng(0).uniform(0.2, 0.4, (SIZE, SIZE, 3)).astype(np.float32)
    seen, fringe = let_down(line, 1.5, photo)
    below = slice(int(fringe.edge.max()) + 8, BROW - 2)
    ratio = seen[below, 40:88] / photo[below, 40:88]
    assert (np.diff(ratio.mean((1, 2))) > 0).all()  # the shadow, and nothing squeezed
    assert ratio.std((1, 2)).max() < 0.02
    assert 0.8 < ratio.min() < ratio.max() <= 1
    assert np.array_equal(seen[BROW + 3 :], photo[BROW + 3 :])


def test_brows_eyes_and_what_is_beside_the_face_stay(line):
    seen, _ = let_down(line, 3.0, skin())
    assert np.array_equal(seen[:, :22], skin()[:, :22])
    assert np.array_equal(seen[:, 106:], skin()[:, 106:])
    assert np.array_equal(seen[BROW + 4 :], skin()[BROW + 4 :])


def test_a_pixel_is_the_same_whatever_box_it_is_in(line):
    whole, fringe = let_down(line, 2.0, skin())
    part = fringe.upon(skin()[20:70, 30:90].copy(), UNMOVED, (30, 20, 90, 70))
    assert np.allclose(part, whole[20:70, 30:90], atol=1e-5)


def test_nothing_is_drawn_upon_the_wall_beside_the_head(line):
    head = np.ones((SIDE, SIDE), np.float32)
    head[:, (SIDE - SIZE) // 2 + 70 :] = 0
    seen, _ = let_down(replace(line, head=head), 2.5, skin())
    assert np.array_equal(seen[:EDGE, 75:], skin()[:EDGE, 75:])
    assert (seen[EDGE : EDGE + 8, 40:60, 0] < 0.4).mean() > 0.9


def test_a_cropped_fringe_has_the_strands_of_the_photo(line):
    """A light strand in the hair, five pixels wide, is drawn down over the forehead."""
    light = np.zeros((SIZE, SIZE, 2), np.float32)
    light[..., 1] = 1
    light[:, 62:67, 0] = 1
    own = OwnStrands(light, UNMOVED)
    base = np.tile(COLOUR, (*line.grid.size[::-1], 1))
    cropped = replace(line, cropped=1.0)
    seen = Fringe(cropped, cropped.way(2.0), StrandLook(base, (0.3,) * len(WIDTHS), own)).upon(skin(), UNMOVED, WHOLE)
    row = seen[EDGE + 4, 40:88, 0] / COLOUR[0]
    assert ((row > 2) & (row < 4)).sum() in range(3, 9)
    assert np.median(np.abs(row[row < 1.6] - 1)) < 0.3  # no strands but these
