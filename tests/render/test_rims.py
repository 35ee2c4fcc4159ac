"""Where the frame of glasses is."""

import cv2
import numpy as np
import pytest
import torch

from facelab.render.rims import GRID, IS, MAY_BE, hidden_by_frame, is_told, pieces, share_of_frame

SHAPE = GRID.size[::-1]
SEEN = np.zeros((128, 128), np.uint8)
SEEN[50:75, 30:98] = 1
BROWS = np.zeros(SHAPE, np.float32)


def bar(value, x0, x1, y0=96, y1=104):
    """A bar of the grid, of one value."""
    plane = np.zeros(SHAPE, np.float32)
    plane[y0:y1, x0:x1] = value
    return plane


def test_a_place_that_may_be_frame_counts_with_one_that_is():
    half, alone = bar((IS + MAY_BE) / 2, 140, 180), bar((IS + MAY_BE) / 2, 220, 260)
    found = pieces(np.maximum(half + alone, bar(1.0, 120, 140)), SEEN)
    assert found[100, 130] and found[100, 160] and not found[100, 240] and not found[40].any()


def test_a_speck_is_no_frame():
    assert not pieces(bar(1.0, 120, 125), SEEN).any()


@pytest.mark.parametrize(("to", "told"), [(200, True), (105, False)])
def test_a_frame_is_told_where_the_remover_is_sure_of_enough(to, told):
    assert is_told(bar(1.0, 90, to), SEEN) == told


def test_far_from_what_the_parser_sees_the_remover_is_not_asked():
    everywhere = hidden_by_frame(np.zeros((*SHAPE, 3), np.float32), SEEN, lambda x: (x, torch.ones_like(x[:, :1])))
    assert everywhere[100, 200] == pytest.approx(1) and everywhere[:, :10].max() < 0.01


def test_it_is_asked_of_the_mirror_image_too():
    def left_alone(x):
        said = torch.zeros_like(x[:, :1])
        said[..., :192] = 1
        return x, said

    said = hidden_by_frame(np.zeros((*SHAPE, 3), np.float32), SEEN, left_alone)
    np.testing.assert_allclose(said[100, 120:260], 0.5, atol=1e-5)


def test_how_much_of_a_pixel_is_frame_says_its_colour():
    behind = np.full((*SHAPE, 3), 0.7, np.float32)
    hidden = bar(1.0, 120, 260)
    photo = behind - 0.5 * hidden[..., None]
    photo[106:109, 120:260] -= 0.04  # near it, and hardly another colour
    share = share_of_frame(photo, behind, hidden, pieces(hidden, SEEN), BROWS)
    assert share[100, 200] > 0.99 and share[112, 200] < 0.05 and share[40].max() == 0


def test_among_brows_the_remover_alone_is_asked():
    behind, hidden = np.full((*SHAPE, 3), 0.7, np.float32), bar(1.0, 120, 260)
    photo = behind - 0.5 * cv2.dilate(hidden, np.ones((13, 1)))[..., None]  # hairs, as dark, beside the frame
    frame = pieces(hidden, SEEN)
    shares = [share_of_frame(photo, behind, hidden, frame, BROWS + brows)[109, 200] for brows in (0, 1)]
    assert shares[0] > 0.9 and shares[1] < 0.5
