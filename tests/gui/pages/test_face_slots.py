"""A person puts faces into the slots of a page."""

from facelab.gui.app.rail import INTERPOLATE


def test_a_face_can_be_taken_away(qtbot, between, settled):
    between.slots[2].draw(3)
    qtbot.waitUntil(lambda: len(between.request.path) == 3)
    assert not between.only.isEnabled()
    between.slots[2].clear()
    assert len(between.request.path) == 2
    assert between.only.isEnabled()
    settled(between)


def test_a_picture_without_a_face_is_said(qtbot, opened, tmp_path):
    (tmp_path / "none.jpg").write_bytes(b"no photo")
    page = opened.rail.page(INTERPOLATE)
    with qtbot.waitSignal(page.said):
        page.slots[0].open(tmp_path / "none.jpg")
    assert page.slots[0].face is None
