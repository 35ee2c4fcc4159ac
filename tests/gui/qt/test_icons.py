"""Icons of any size, nothing included."""

import pytest
from PySide6.QtCore import QSize

from facelab.gui.qt.icons import icon


@pytest.mark.parametrize("size", [QSize(), QSize(0, 0), QSize(0, 16)])
def test_an_icon_without_room_is_not_painted(qapp, qtlog, size):  # noqa: ARG001 it draws
    assert icon("open").pixmap(size).isNull()
    assert [record.message for record in qtlog.records] == []


def test_an_icon_is_painted_in_the_colour_of_the_text(qapp):
    image = icon("open").pixmap(QSize(24, 24)).toImage()
    text = qapp.palette().windowText().color()
    seen = {image.pixelColor(x, y).rgb() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255}
    assert text.rgb() in seen
