"""Lips come before teeth, which neither shrink nor are seen where they meet."""

import numpy as np
import pytest

from facelab.photo.align import Similarity
from facelab.photo.mesh import LOWER_INNER_LIP, LOWER_LIP, UPPER_INNER_LIP, UPPER_LIP
from facelab.photo.picture import Picture
from facelab.render.composite import moved_photo
from facelab.render.lips import closing_lips
from facelab.render.motion import Mesh, moved
from facelab.render.mouth import gap

EVERYWHERE = np.ones((128, 128), np.float32)
LIP, TEETH = 0.2, 0.9


def opened(points, by):
    """The same face, its lower lip so many pixels below where the two meet."""
    apart = points.copy()
    apart[list(LOWER_LIP), 1] -= np.float32(gap(points))
    apart[list(LOWER_LIP), 1] += np.float32(by)
    return apart


def mouth(points):
    """(128, 128, 3): teeth between the inner lips, lips elsewhere."""
    x = y = np.arange(128, dtype=np.float32) + np.float32(0.5)
    upper, lower = (
        np.interp(x, points[list(lip), 0], points[list(lip), 1]) for lip in (UPPER_INNER_LIP, LOWER_INNER_LIP)
    )
    between = (y[:, None] > upper) & (y[:, None] < lower)
    return np.repeat(np.where(between, TEETH, LIP)[..., None], 3, 2).astype(np.float32)


@pytest.fixture
def open_face(mesh):
    return Mesh(opened(mesh.points, 9))


def closing(face, to):
    flow = face.flow(to, EVERYWHERE)
    return flow, closing_lips(face.points, to, flow, EVERYWHERE)


def test_no_teeth_are_seen_between_lips_that_meet(mesh, open_face):
    picture = mouth(open_face.points)
    flow, lips = closing(open_face, opened(mesh.points, 0))
    middle = slice(56, 72)
    assert moved(picture, flow)[:, middle].max() > 0.6  # as a flow alone has it
    assert lips.seen(lambda one: moved(picture, one), lips.edges, 1.0)[:, middle].max() < LIP + 0.25


def test_teeth_do_not_shrink(mesh):
    """Stripes 3 pixels wide between lips that come half as near are as wide as they were."""
    y = np.arange(128)
    picture = np.repeat(np.where(y % 6 < 3, 1.0, 0.0)[:, None, None], 128, 1).repeat(3, 2).astype(np.float32)
    half = opened(mesh.points, 10)
    _, lips = closing(Mesh(opened(mesh.points, 20)), half)
    seen = lips.seen(lambda one: moved(picture, one), lips.edges, 1.0)
    between = slice(int(half[13, 1]) + 2, int(half[14, 1]) - 1)
    np.testing.assert_allclose(seen[between, 64], picture[between, 64], atol=0.05)


@pytest.mark.parametrize("by", [9.0, 12.0])
def test_lips_that_do_not_come_nearer_are_moved_by_the_flow_alone(mesh, open_face, by):
    assert closing(open_face, opened(mesh.points, by))[1] is None


def test_beyond_its_extent_it_is_the_flow(mesh, open_face):
    flow, lips = closing(open_face, opened(mesh.points, 0))
    x0, y0, x1, y1 = lips.extent
    beside = np.ones((128, 128), bool)
    beside[y0:y1, x0:x1] = False
    upper, lower, _ = lips.flows
    above, below = (beside & side for side in (lips.edges[..., 0] < 0, lips.edges[..., 1] > 0))
    np.testing.assert_allclose(upper[above], flow[above], atol=1e-3)
    np.testing.assert_allclose(lower[below], flow[below], atol=1e-3)


def test_what_lies_before_the_mouth_stays(mesh, open_face):
    """A microphone at the right half of it."""
    free, to = EVERYWHERE.copy(), opened(mesh.points, 0)
    free[:, 64:] = 0
    flow = open_face.flow(to, free)
    lips, picture = closing_lips(open_face.points, to, flow, free), mouth(open_face.points)
    seen = lips.seen(lambda one: moved(picture, one), lips.edges, 1.0)
    np.testing.assert_allclose(seen[:, 67:], picture[:, 67:], atol=1e-3)
    assert np.abs(seen - picture)[:, 50:62].max() > 0.5


def test_it_begins_softly(mesh, open_face):
    """A slider that begins to close a mouth makes nothing jump."""
    picture = mouth(open_face.points)
    flow, lips = closing(open_face, opened(mesh.points, 8.95))
    np.testing.assert_allclose(
        lips.seen(lambda one: moved(picture, one), lips.edges, 1.0), moved(picture, flow), atol=0.02
    )


def test_a_photo_has_them_at_its_own_resolution_whatever_box_is_asked(mesh, open_face):
    times = 3
    large = np.kron(mouth(open_face.points), np.ones((times, times, 1), np.float32))
    picture, similarity = Picture(np.rint(255 * large).astype(np.uint8)), Similarity(np.eye(2, 3) / times)
    flow, lips = closing(open_face, opened(mesh.points, 0))
    whole = moved_photo(picture, similarity, flow, (0, 0, 384, 384), lips)
    seam = int(times * mesh.points[list(UPPER_LIP), 1].max())
    assert (
        whole[seam - 9 : seam + 9, 170:214].max()
        < moved_photo(picture, similarity, flow, (0, 0, 384, 384))[seam - 9 : seam + 9, 170:214].max()
    )
    part = moved_photo(picture, similarity, flow, (150, seam - 20, 230, seam + 5), lips)
    np.testing.assert_allclose(part, whole[seam - 20 : seam + 5, 150:230], atol=1e-3)
