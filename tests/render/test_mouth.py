"""The mouth's opening: what is seen between parted lips, and where."""

import cv2
import numpy as np
import pytest

from facelab.photo.align import UNMOVED, Similarity
from facelab.photo.colour import encode_srgb
from facelab.photo.mesh import INNER_LIPS, LOWER_INNER_LIP, UPPER_INNER_LIP
from facelab.render.mouth import (
    CORNERS,
    OWN_TEETH,
    WIDEST,
    bounded,
    closed,
    closed_but_for_teeth,
    gap,
    light_between,
    opening,
    widest,
)

WHOLE = (0, 0, 128, 128)
DRAWN = np.full((128, 128, 3), encode_srgb(0.9), np.float32)


def opened(points, by):
    """The same face with its lower lip ``by`` pixels lower."""
    lower = points.copy()
    lower[list(LOWER_INNER_LIP[1:-1]), 1] += np.float32(by)
    return lower


def test_a_closed_mouth_shows_nothing(mesh):
    assert opening(DRAWN, opened(mesh.points, 8), mesh.points, mesh.points) is None


@pytest.mark.parametrize(("before", "after", "share"), [(0, 8, 1), (6, 8, 0), (6, 18, 1), (4, 0, 0)])
def test_own_teeth_are_moved_and_new_ones_drawn(mesh, before, after, share):
    own, moved = opened(mesh.points, before), opened(mesh.points, after)
    found = opening(DRAWN, moved, moved, own)
    assert (found.share if found else 0) == pytest.approx(share)


def test_lips_are_brought_together_at_the_darkest_line(mesh):
    """Read as 6 pixels apart, they meet two below the upper one."""
    points, picture = opened(mesh.points, 6), np.full((128, 128, 3), 0.6, np.float32)
    line = points[list(UPPER_INNER_LIP)] + (0, 2)
    cv2.polylines(picture, [np.rint(line - 0.5).astype(np.int32)], False, (0.1, 0.1, 0.1), 1)
    together = closed(points, picture)
    assert gap(together) == 0
    np.testing.assert_allclose(together[list(UPPER_INNER_LIP)][3:8], line[3:8], atol=1.0)
    others = np.setdiff1d(np.arange(len(points)), INNER_LIPS)
    np.testing.assert_array_equal(together[others], points[others])


@pytest.mark.parametrize(("between", "apart"), [(0.9, True), (0.3, False)])
def test_a_drawing_with_teeth_is_an_open_mouth_and_lips_alone_are_not(mesh, between, apart):
    points, picture = opened(mesh.points, 8), np.full((64, 64, 3), 0.3, np.float32)
    cv2.fillPoly(picture, [np.rint(points[list(INNER_LIPS)] / 2 - 0.5).astype(np.int32)], (between,) * 3)
    assert (gap(closed_but_for_teeth(points, picture, 1.0)) > 0) == apart


def test_what_is_as_light_as_before_is_no_tooth(mesh):
    points, picture = opened(mesh.points, 8), np.full((64, 64, 3), 0.3, np.float32)
    cv2.fillPoly(picture, [np.rint(points[list(INNER_LIPS)] / 2 - 0.5).astype(np.int32)], (0.9, 0.9, 0.9))
    assert gap(closed_but_for_teeth(points, picture, light_between(points, picture))) == 0


def test_it_fades_in_as_the_lips_part(mesh):
    shares = []
    for by in np.linspace(0, 4, 17):
        found = opening(DRAWN, opened(mesh.points, 8), opened(mesh.points, by), mesh.points)
        shares.append(found.share if found else 0.0)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert (np.diff(shares) >= 0).all()
    assert np.diff(shares).max() < 0.5


def test_it_is_seen_between_the_lips_alone(mesh):
    moved = opened(mesh.points, 10)
    found = opening(DRAWN, moved, moved, mesh.points)
    face = found.upon(np.full((128, 128, 3), 0.2, np.float32), UNMOVED, WHOLE)
    inside = moved[list(INNER_LIPS)].mean(0).astype(int)
    np.testing.assert_allclose(face[inside[1], inside[0]], 0.9, atol=0.02)
    outside = np.ones((128, 128), bool)
    x0, y0 = moved[list(INNER_LIPS)].min(0).astype(int) - 3
    x1, y1 = moved[list(INNER_LIPS)].max(0).astype(int) + 4
    outside[y0:y1, x0:x1] = False
    assert (face[outside] == np.float32(0.2)).all()


def test_a_photo_has_it_at_its_own_resolution_whatever_part_is_asked_for(mesh):
    moved = opened(mesh.points, 10)
    found = opening(DRAWN, moved, moved, mesh.points)
    large = Similarity(np.array([[0.25, 0, 0], [0, 0.25, 0]]))
    whole = found.upon(np.zeros((512, 512, 3), np.float32), large, (0, 0, 512, 512))
    box = (230, 370, 300, 512)
    part = found.upon(np.zeros((142, 70, 3), np.float32), large, box)
    np.testing.assert_allclose(part, whole[370:512, 230:300], atol=0.02)
    edge = np.abs(np.diff(whole[:, 256, 0]))
    assert edge.max() > 0.15  # one crop pixel is four here: enlarged from the crop it would be less


def test_the_lips_are_filled_in_the_mouth_frame(mesh):
    moved = opened(mesh.points, 6)
    found = opening(DRAWN, moved, moved, mesh.points)
    corners = found.to_mouth.apply(moved[list(INNER_LIPS)].astype(np.float64))
    x, y = corners.T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    assert found.within.sum() == pytest.approx(area, rel=0.03)
    assert found.within.shape == (80, 128)
    assert found.within.max() == 1


def test_what_is_drawn_is_brought_to_the_lips(mesh):
    """The drawing's mouth lies elsewhere, and has a dark spot in its middle."""
    moved, drawn = opened(mesh.points, 10), opened(mesh.points, 6) + np.float32(5)
    picture = DRAWN.copy()
    x, y = drawn[list(INNER_LIPS)].mean(0).astype(int)
    picture[y - 1 : y + 2, x - 1 : x + 2] = 0.1
    found = opening(picture, drawn, moved, mesh.points)
    at = np.unravel_index(found.picture[..., 0].argmin(), found.picture.shape[:2])
    middle = found.to_mouth.apply(moved[list(INNER_LIPS)].mean(0).astype(np.float64))
    assert np.abs(np.array(at[::-1]) - middle).max() < 8
    ends = found.to_mouth.apply(moved[[INNER_LIPS[0], INNER_LIPS[10]]].astype(np.float64))
    np.testing.assert_allclose(ends, CORNERS, atol=1e-3)


def test_the_gap_is_what_is_between_the_lips(mesh):
    assert gap(opened(mesh.points, 7)) - gap(mesh.points) == pytest.approx(7, abs=0.2)


@pytest.mark.parametrize("own", [0, 2, 4, 8, 10])
def test_no_mouth_opens_wider_than_mouths_do(mesh, own):
    """A laughing mouth gaped, and its teeth became tall, with others drawn upon them."""
    before = opened(mesh.points, own)
    apart = gap(before)
    asked = opened(before, 20) - before
    moved = before + bounded(before, asked)
    assert gap(moved) == pytest.approx(widest(apart), abs=0.3)
    if apart >= 3:
        assert gap(moved) < OWN_TEETH[0] * apart


def test_up_to_that_a_mouth_opens_as_it_is_asked(mesh):
    asked = opened(mesh.points, 4) - mesh.points
    assert bounded(mesh.points, asked) is asked
    assert widest(0.0) == WIDEST


def test_above_the_eyes_nothing_is_held_back(mesh):
    asked = opened(mesh.points, 30) - mesh.points + np.float32(1)
    above = mesh.points[:, 1] < 60
    np.testing.assert_array_equal(bounded(mesh.points, asked)[above], asked[above])
