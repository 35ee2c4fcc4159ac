"""Many pictures on one sheet."""

import numpy as np
import pytest

from facelab.render.grid import grid


def flat(*levels):
    return np.stack([np.full((4, 6, 3), level, np.uint8) for level in levels])


@pytest.mark.parametrize(("count", "columns", "rows"), [(1, 1, 1), (2, 2, 1), (5, 3, 2), (9, 3, 3), (64, 8, 8)])
def test_a_sheet_is_nearly_square(count, columns, rows):
    assert grid(flat(*range(count)), margin=2).shape == (rows * 6 + 2, columns * 8 + 2, 3)


def test_pictures_go_row_by_row_with_margins_between():
    sheet = grid(flat(10, 20, 30), columns=2, margin=1, colour=255)
    assert sheet[:, 3, 0].tolist() == [255, *[10] * 4, 255, *[30] * 4, 255]
    assert sheet[:, 10, 0].tolist() == [255, *[20] * 4, 255, *[255] * 4, 255]


def test_more_columns_than_pictures_leave_no_empty_ones():
    assert grid(flat(1, 2), columns=9, margin=0).shape == (4, 12, 3)


@pytest.mark.parametrize(("count", "columns"), [(0, None), (0, 3), (2, 0)])
def test_no_pictures_or_no_columns_are_refused(count, columns):
    with pytest.raises(ValueError, match="at least one"):
        grid(np.zeros((count, 4, 6, 3), np.uint8), columns)
