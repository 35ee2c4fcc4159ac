"""A person puts faces into the slots of a page."""

from facelab.gui.app.rail import INTERPOLATE


def test_a_face_can_be_taken_away(qtbot, interpolate, settled):
    interpolate.slots[2].draw(3)
    qtbot.waitUntil(lambda: len(interpolate.request.path) == 3)
    assert not interpolate.only.isEnabled()
    interpolate.slots[2].clear()
    assert len(interpolate.request.path) == 2
    assert interpolate.only.isEnabled()
    settled(interpolate)


def test_a_picture_without_a_face_is_said(qtbot, opened, tmp_path):
    (tmp_path / "none.jpg").write_bytes(b"no photo")
    page = opened.rail.page(INTERPOLATE)
    with qtbot.waitSignal(page.said):
        page.slots[0].open(tmp_path / "none.jpg")
    assert page.slots[0].face is None
