"""The faces of a group photo, as thumbnails to choose from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from facelab.gui.canvas.face_strip import face_picture


def test_a_click_and_the_arrow_keys_choose_a_face(qtbot, opened):
    strip = opened.edit_page.faces
    assert strip.isVisible()
    assert [strip.item(row).toolTip() for row in range(strip.count())] == ["Face 1", "Face 2"]
    assert strip.currentRow() == opened.editor.model.face == 0
    place = strip.visualItemRect(strip.item(1)).center()
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.editor.model.face == 1
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert opened.editor.model.face == 0
    opened.editor.choose_next()
    assert strip.currentRow() == 1


def test_one_face_needs_no_row(qtbot, opened, astronaut):
    with qtbot.waitSignal(opened.editor.opened):
        opened.opener.open(astronaut)
    assert opened.edit_page.faces.isHidden()
    opened.edit_page.faces.show_faces(opened.editor.image, opened.editor.model.outlines[:1])
    assert opened.edit_page.faces.isHidden()
    qtbot.waitSignal(opened.editor.found).wait()


def test_a_head_is_shown_as_far_as_the_photo_goes():
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert face_picture(image, [(-20, 10), (40, 10), (40, 70), (-20, 70)]).pixelColor(3, 3) == QColor("red")
    assert face_picture(image, [(200, 200), (240, 240)]).isNull()
    assert face_picture(QImage(), [(0, 0), (9, 9)]).isNull()
