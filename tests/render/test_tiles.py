"""Boxes cut into tiles."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facelab.render.tiles import tiles

CORNERS = st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(0, 60), st.integers(0, 60))


@given(st.lists(CORNERS.map(lambda c: (c[0], c[1], c[0] + c[2], c[1] + c[3])), max_size=5))
def test_every_pixel_of_a_box_is_in_one_tile_that_knows_the_box(boxes):
    visits, known = np.zeros((150, 150), int), np.zeros((len(boxes), 150, 150), bool)
    for (x0, y0, x1, y1), there in tiles(boxes, 32):
        assert 0 < x1 - x0 <= 32 and 0 < y1 - y0 <= 32
        visits[y0:y1, x0:x1] += 1
        known[there, y0:y1, x0:x1] = True
    assert visits.max(initial=0) <= 1
    for index, (x0, y0, x1, y1) in enumerate(boxes):
        assert visits[y0:y1, x0:x1].all() and known[index, y0:y1, x0:x1].all()


def test_an_empty_box_has_no_tiles():
    assert list(tiles([(40, 10, 40, 90)])) == []


def test_tiles_do_not_reach_over_their_boxes():
    assert list(tiles([(10, 20, 30, 40)], 64)) == [((10, 20, 30, 40), [0])]
