import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from facelab.gui.canvas.viewport import ZOOMS, Viewport, fit

LENGTHS = st.floats(1, 5000)
POINTS = st.builds(QPointF, st.floats(-500, 1500), st.floats(-500, 1500))


@given(st.floats(*ZOOMS), POINTS, st.floats(*ZOOMS), POINTS)
def test_what_is_under_the_pointer_stays_there(zoom, origin, other, anchor):
    before = Viewport(zoom, origin)
    after = before.zoomed(other, anchor)
    there = after.transform.map(before.to_photo(anchor))
    assert (there - anchor).manhattanLength() < 1e-6 * (1 + 5000 / zoom * other)
    assert not after.fitted


@given(LENGTHS, LENGTHS, LENGTHS, LENGTHS)
def test_a_fitted_photo_is_whole_and_in_the_middle(width, height, across, down):
    photo, canvas = QSizeF(width, height), QSizeF(across, down)
    viewport = fit(photo, canvas)
    if viewport.zoom > ZOOMS[0]:
        assert width * viewport.zoom <= across + 1e-6
        assert height * viewport.zoom <= down + 1e-6
        assert -1e-6 <= across - (viewport.origin.x() * 2 + width * viewport.zoom) < 2  # to a whole pixel
    assert viewport.zoom <= ZOOMS[1]


@given(st.floats(0.5, 4), POINTS)
def test_a_large_photo_leaves_no_gap_at_its_borders(zoom, origin):
    viewport = Viewport(zoom, origin).kept(QSizeF(2000, 2000), QSizeF(800, 600))
    assert viewport.origin.x() <= 1e-9
    assert viewport.origin.y() <= 1e-9
    assert viewport.origin.x() + 2000 * zoom >= 800 - 1e-9


@given(LENGTHS, LENGTHS, st.floats(*ZOOMS), POINTS, st.sampled_from([1.0, 1.25, 2.0]))
def test_a_photo_begins_at_a_whole_pixel_of_the_screen(width, height, zoom, origin, ratio):
    kept = Viewport(zoom, origin).kept(QSizeF(width, height), QSizeF(800, 600), ratio)
    for edge in (kept.origin.x() * ratio, kept.origin.y() * ratio):
        assert edge == pytest.approx(round(edge), abs=1e-9)


def test_zoom_has_ends():
    assert Viewport().zoomed(1e9, QPointF()).zoom == ZOOMS[1]
    assert Viewport().zoomed(0, QPointF()).zoom == ZOOMS[0]


def test_no_photo_has_a_view_too():
    assert fit(QSizeF(0, 0), QSizeF(10, 10)) == Viewport()
