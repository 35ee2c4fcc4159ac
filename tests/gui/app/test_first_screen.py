"""The first screen invites, and brings back what was open last."""

from facelab.gui.app.submenus import remember_recent


def test_the_first_screen_invites(window):
    assert window.pages.currentWidget() is window.first
    assert window.windowTitle() == "FaceLab"
    assert not window.panel.isEnabled()


def test_photos_that_were_open_last_are_there_to_be_opened_again(qtbot, window, noise_photo, tmp_path):
    remember_recent(tmp_path / "gone.png")
    remember_recent(noise_photo)
    window.first.hide()
    window.first.show()
    assert window.first.recent.paths == (noise_photo,)
    assert window.first.recent.item(0).toolTip() == noise_photo.name
    qtbot.waitUntil(lambda: not window.first.recent.item(0).icon().isNull())
    with qtbot.waitSignal(window.editor.found):
        window.first.recent.itemActivated.emit(window.first.recent.item(0))
    assert window.editor.model.name == noise_photo.name


def test_a_drawn_face_is_seen_before_and_after(window):
    before, after = (picture.pixmap().toImage() for picture in window.first._pictures)
    assert (before.width(), after.width()) == (128, 128)
    assert before != after
    assert all(picture.accessibleName() for picture in window.first._pictures)
