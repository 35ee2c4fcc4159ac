"""The one slider of the window: where it goes, what the wheel does, that it looks alike everywhere."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QSlider

from facelab.gui.panel.amount_slider import AmountSlider
from facelab.gui.qt.slider import KNOB, Slider


@pytest.fixture(params=[Slider, AmountSlider])
def slider(qtbot, request):
    made = request.param()
    qtbot.addWidget(made)
    made.resize(216, 24)
    made.setRange(-20, 80)
    made.show()
    return made


def test_it_goes_where_it_is_pressed_and_follows_the_hand(qtbot, slider):
    pressed, let_go = [], []
    slider.sliderPressed.connect(lambda: pressed.append(1))
    slider.sliderReleased.connect(lambda: let_go.append(1))
    for value in (30, 0, 80):
        at = QPoint(round(slider.place_of(value)), 12)
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=at)
        assert slider.value() == value
        qtbot.mouseMove(slider, QPoint(round(KNOB), 12))
        assert slider.value() == -20
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at)
    assert len(pressed) == len(let_go) == 3


def test_the_wheel_leaves_it_alone_and_scrolls_what_is_around(slider, turn_wheel):
    slider.setValue(10)
    slider.setFocus()
    assert not turn_wheel(slider)
    assert slider.value() == 10


def painted(slider, x):
    return slider.grab().toImage().pixelColor(round(x), 12)


def test_the_bar_begins_where_it_rests(slider):
    slider.clearFocus()
    slider.setValue(60)
    shade, inside = painted(slider, slider.place_of(72)), painted(slider, slider.place_of(30))
    assert inside != shade
    below_rest = painted(slider, slider.place_of(-12))
    assert (below_rest == inside) == (slider.rest == -20)


def test_the_accent_is_for_what_is_asked_of_a_face(qtbot):
    accent = QApplication.palette().highlight().color().hue()
    for made, coloured in ((Slider(), False), (Slider(accented=True), True), (AmountSlider(), True)):
        qtbot.addWidget(made)
        made.resize(216, 24)
        made.setValue(made.maximum())
        made.show()
        colour = painted(made, made.place_of(made.rest + (made.maximum() - made.rest) / 2))
        assert (abs(colour.hue() - accent) < 12 and colour.saturation() > 90) == coloured


def test_no_page_has_another_slider(opened):
    for number in range(5):
        opened.rail.show_page(number)
    opened.rail.show_page(0)
    there = opened.findChildren(QSlider)
    assert len(there) > 40
    assert {type(each) for each in there} == {Slider, AmountSlider}


def test_where_it_cannot_be_used_it_is_pale(slider):
    slider.setValue(80)
    assert slider.shade(0.5).alphaF() == pytest.approx(0.5, abs=0.01)
    slider.setEnabled(False)
    assert slider.shade(0.5).alphaF() == pytest.approx(0.25, abs=0.01)
    assert slider.event(QEvent(QEvent.Type.Enter))  # and is painted without a word
    slider.grab()
