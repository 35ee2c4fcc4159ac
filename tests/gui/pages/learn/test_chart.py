"""Curves over what is dragged."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from facelab.gui.pages.learn.chart import ChartView, Curve
from facelab.gui.pages.learn.inks import FIRST, ink

XS = np.linspace(-2, 2, 5)


@pytest.fixture
def chart(qtbot):
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(400, 240)
    made.show_curves(XS, [Curve("a", FIRST, XS, np.full(5, 0.5))], [(0.0, "0")])
    made.show()
    return made


def test_the_line_is_dragged_and_stays_between_the_ends(qtbot, chart):
    with qtbot.waitSignal(chart.moved) as told:
        qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert told.args[0] == pytest.approx(1.0, abs=0.05)
    chart._choose(9.0)
    assert chart.chosen == 2


def test_arrows_move_the_line(qtbot, chart):
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen == pytest.approx(-4 / 24)
    assert chart.accessibleDescription() == "-0.17"


def test_curves_are_drawn_in_their_colour_from_lower_left_to_upper_right(chart):
    chart.show_x(-2.0)
    image, wanted = chart.grab().toImage(), ink(chart.palette(), FIRST)

    def first_in(x):
        column = [image.pixelColor(x, y) for y in range(20, 220)]
        return next(y for y, seen in enumerate(column) if (seen.red(), seen.blue()) == (wanted.red(), wanted.blue()))

    assert first_in(50) > first_in(350)
