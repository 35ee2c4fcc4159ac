"""Bars to drag."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from facelab.gui.pages.learn.bars import BarsView

VALUES = np.array([1.0, -2.0, 0.5, 0.0], np.float32)


@pytest.fixture
def bars(qtbot):
    made = BarsView(draggable=True)
    qtbot.addWidget(made)
    made.resize(80, 100)
    made.show_values(VALUES, 2.0)
    made.show()
    return made


def test_a_bar_is_dragged_to_where_the_hand_is_and_no_farther(qtbot, bars):
    with qtbot.waitSignal(bars.changed) as told:
        qtbot.mousePress(bars, Qt.MouseButton.LeftButton, pos=QPoint(50, 50 - 24))
    assert told.args[0] == 2
    assert told.args[1] == pytest.approx(1.0)
    qtbot.mouseMove(bars, QPoint(10, -50))  # it stays the third, wherever the hand goes
    qtbot.mouseRelease(bars, Qt.MouseButton.LeftButton)
    assert bars.values[0] == VALUES[0]


def test_keys_choose_a_bar_and_move_it(qtbot, bars):
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    qtbot.keyClick(bars, Qt.Key.Key_Up)
    assert bars.values.tolist() == pytest.approx([1, -1.9, 0.5, 0])
    assert bars.accessibleDescription() == "z2 = -1.90"
    qtbot.keyClick(bars, Qt.Key.Key_0)
    assert bars.values[1] == 0
    for _ in range(9):
        qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert bars.chosen == 3


def test_widths_are_never_below_zero(bars):
    bars.show_values(np.ones(4, np.float32), 1.2, signed=False)
    bars.set_value(0, -1.0)
    assert bars.values[0] == 0


def test_what_may_not_be_changed_stays(qtbot):
    fixed = BarsView()
    qtbot.addWidget(fixed)
    fixed.show_values(VALUES, 2.0)
    qtbot.mouseClick(fixed, Qt.MouseButton.LeftButton)
    qtbot.keyClick(fixed, Qt.Key.Key_Up)
    assert np.array_equal(fixed.values, VALUES)
    assert fixed.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_view_keeps_numbers_of_its_own(bars):
    mine = VALUES.copy()
    bars.show_values(mine, 2.0)
    bars.set_value(0, 0.0)
    assert mine[0] == VALUES[0]
