"""Lists of pictures: the picture stays as it is, the chosen one is framed."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

from facelab.gui.pages.face_wall import FaceWall
from facelab.gui.panel.looks_bar import LookList
from facelab.gui.qt.images import plain_icon
from facelab.gui.qt.picture_delegate import PictureDelegate

GREY = QColor(120, 121, 122)


@pytest.fixture(params=[FaceWall, LookList])
def shown(qtbot, request):
    made = request.param()
    qtbot.addWidget(made)
    image = QImage(128, 128, QImage.Format.Format_RGB32)
    image.fill(GREY)
    made.setIconSize(QSize(64, 64))
    made.setGridSize(QSize(90, 100))
    made.resize(300, 150)
    for _ in range(2):
        made.addItem(QListWidgetItem(plain_icon(image), "seed"))
    made.show()
    made.clearFocus()
    return made


def colours(shown, row):
    """The colours of an item, and the one in the middle of its picture."""
    box = shown.visualItemRect(shown.item(row))
    image = shown.viewport().grab(box).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}, (
        image.pixelColor(box.width() // 2, 36)
    )


def test_a_chosen_picture_is_framed_and_not_tinted(shown):
    accent = QApplication.palette().highlight().color().name()
    shown.setCurrentRow(-1)
    assert accent not in colours(shown, 0)[0]
    shown.item(0).setSelected(True)
    seen, middle = colours(shown, 0)
    assert accent in seen
    assert middle == GREY
    assert accent not in colours(shown, 1)[0]


def test_its_name_is_on_the_list_s_own_ground(shown):
    shown.item(0).setSelected(True)
    box = shown.visualItemRect(shown.item(0))
    image = shown.viewport().grab(box.adjusted(0, 72, 0, 0)).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert len(seen) > 2  # something is written
    assert QApplication.palette().highlight().color().name() not in seen


def test_every_list_of_pictures_is_painted_so(opened, generate):  # noqa: ARG001 it is made
    lists = [each for each in opened.findChildren(QListWidget) if each.viewMode() is QListWidget.ViewMode.IconMode]
    assert len(lists) >= 4
    assert all(isinstance(each.itemDelegate(), PictureDelegate) for each in lists)


@pytest.mark.parametrize("width", [200, 333, 640])
def test_the_wall_fills_its_width(qtbot, width):
    wall = FaceWall()
    qtbot.addWidget(wall)
    wall.resize(width, 300)
    wall.show()
    for side in (64, 100, 128):
        wall.show_at(side)
        room, cell = wall.viewport().width(), wall.gridSize().width()
        columns = room // cell
        assert columns >= 1
        assert room - columns * cell <= columns
        assert cell < 2 * (side + 8) or columns == 1
