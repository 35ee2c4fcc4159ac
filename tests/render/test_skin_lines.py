"""Lines of skin: the person's own are deepened or softened, moles and everything beside the skin stay."""

import cv2
import numpy as np
import pytest

from facelab.canonical import SIZE
from facelab.photo.align import Similarity
from facelab.photo.picture import Picture
from facelab.render.skin_lines import OWN_FINER, Skin, find_skin, own_lines

SIDE = SIZE * OWN_FINER
FLAT = np.zeros((SIZE, SIZE), np.float32)
EVERYWHERE = np.ones((SIZE, SIZE), np.float32)
UP = Similarity(np.array([[0.25, 0, 0], [0, 0.25, 0]]))
WHOLE = (0, 0, SIZE * 4, SIZE * 4)


def ridge():
    """A dark line from left to right, and a dark mole, in logs of light."""
    seen = np.zeros((SIDE, SIDE), np.float32)
    cv2.line(seen, (100, 200), (400, 200), -0.3, 3)
    cv2.circle(seen, (256, 350), 5, -0.3, -1)
    return cv2.GaussianBlur(seen, (0, 0), 1)


def test_a_line_is_found_and_a_mole_is_none():
    found = own_lines(ridge())
    assert found[200, 250] < -0.03
    assert found[350, 256] > 0.3 * found[200, 250]
    assert found.max() <= 0


@pytest.fixture(scope="module")
def skin(mesh):
    """The skin of a face that is grey but for a dark line over its left cheek."""
    samples = np.full((SIZE * 4, SIZE * 4, 3), 160, np.uint8)
    cv2.line(samples, (150, 330), (230, 330), (120, 120, 120), 2)
    where = EVERYWHERE.copy()
    where[:, 100:] = 0
    picture = Picture(samples, alpha=None, profile=None, format="PNG", data=b"")
    return find_skin((picture, UP), mesh.points, where, FLAT, FLAT)


def upon(lines):
    return lines.upon(np.full((SIZE * 4, SIZE * 4, 3), 0.4, np.float32), UP, WHOLE)


def test_years_deepen_the_own_line_and_fewer_soften_it(skin):
    older, younger = (upon(skin.lines(years, 0, None))[330, 190, 1] for years in (2.0, -2.0))
    assert older < 0.4 < younger


def test_fewer_years_leave_skin_without_lines_as_it_is(skin):
    cheek = upon(skin.lines(-3.0, 0, None))[340:380, 150:230]
    np.testing.assert_allclose(cheek, 0.4, atol=1e-3)


def test_what_is_no_skin_stays_bit_for_bit(skin):
    for years in (3.0, -3.0):
        assert (upon(skin.lines(years, 0, None))[:, 104 * 4 :] == np.float32(0.4)).all()


def test_more_years_are_deeper_up_to_an_end(skin):
    depths = [upon(skin.lines(years, 0, None)).min() for years in (0.0, 1.0, 2.0, 3.0, 9.0, 10.0)]
    assert (np.diff(depths[:4]) < 0).all()
    assert depths[4] == depths[5]


def test_lines_move_with_the_face(skin):
    flow = np.zeros((SIZE, SIZE, 2), np.float32)
    flow[..., 0] = 5  # what is seen comes from five pixels to the right
    moved, still = (upon(skin.lines(3.0, 0, one)) for one in (flow, None))
    np.testing.assert_allclose(moved[:, 100:300], still[:, 120:320], atol=2e-3)


def test_a_part_is_the_same_as_in_the_whole(skin):
    box, lines = (100, 200, 310, 420), skin.lines(3.0, 0, None)
    part = lines.upon(np.full((220, 210, 3), 0.4, np.float32), UP, box)
    np.testing.assert_allclose(part, upon(lines)[200:420, 100:310], atol=1e-5)


def test_shaved_hairs_are_as_light_as_the_skin_around_them():
    hairs = np.zeros((1024, 1024), np.float32)
    hairs[800:830, 500] = -0.4
    plain = np.zeros_like(hairs)
    lines = Skin(plain, plain, hairs, plain).lines(0.0, 1.0, None)
    assert upon(lines)[401:414, 248:252].max() > 0.41
    assert (upon(Skin(plain, plain, hairs, plain).lines(0.0, 0.0, None)) == np.float32(0.4)).all()
