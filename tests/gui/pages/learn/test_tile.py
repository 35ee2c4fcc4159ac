"""Pictures side by side, as large as there is room."""

import pytest
from PySide6.QtGui import QColor, QImage

from facelab.gui.pages.learn.tile import LARGEST, Tiles


def plain(colour):
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.fixture
def tiles(qtbot):
    made = Tiles(2)
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show_images([plain("red"), plain("blue")], ["a", "b\nc"])
    made.show()
    return made


def test_pictures_stand_side_by_side(tiles):
    image = tiles.grab().toImage()
    assert image.pixelColor(75, 80).red() == 255
    assert image.pixelColor(225, 80).blue() == 255


def test_they_are_as_large_as_width_and_height_allow(tiles):
    assert tiles.side == pytest.approx(146, abs=4)
    tiles.resize(3000, 3000)
    assert tiles.side == LARGEST
    tiles.resize(300, 80)
    assert tiles.side < 60


def test_a_screen_reader_is_told_what_they_are(tiles):
    tiles.show_title("two")
    assert tiles.accessibleName() == "two, a, b\nc"


def test_pictures_stand_apart_where_their_captions_are_wide(tiles):
    tiles.resize(600, 120)
    assert tiles._pitch == tiles.side + 8
    tiles.show_captions(["a caption that is wider than its picture", "b"])
    assert tiles.side + 8 < tiles._pitch <= 300
