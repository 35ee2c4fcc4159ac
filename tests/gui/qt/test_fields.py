"""Typing numbers and text, as people in every country do."""

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QToolTip

from facelab.gui.qt.fields import ChoiceBox, NumberField, WholeNumberField, read_number
from facelab.gui.qt.language import use_language


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,5", 1.5), ("1.5", 1.5), (" −2 ", -2), ("+.5", 0.5), ("3,", 3), ("1 000", 1000), ("", None), ("abc", None),
     ("1.234,5", None), ("1e3", None), ("nan", None), ("-", None)],
)  # fmt: skip
def test_a_number_is_read_with_a_comma_or_a_point(text, number):
    assert read_number(text) == number


@pytest.fixture(params=["en", "ru"])
def field(qtbot, request):
    made = NumberField()
    qtbot.addWidget(made)
    made.setLocale(QLocale(request.param))
    made.setRange(-3, 3)
    made.setDecimals(1)
    made.show()
    yield made
    QToolTip.hideText()


def type_in(qtbot, field, text):
    field.lineEdit().setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(("text", "number"), [("1,5", 1.5), ("0.7", 0.7), ("-2", -2.0)])
def test_both_signs_are_taken_in_every_language(qtbot, field, text, number):
    type_in(qtbot, field, text)
    assert field.value() == number


def test_what_is_out_of_range_comes_to_its_end_and_that_is_said(qtbot, field):
    type_in(qtbot, field, "99")
    assert field.value() == 3
    assert field.text() == field.textFromValue(3)
    assert QToolTip.text() == f"It goes from {field.textFromValue(-3)} to {field.textFromValue(3)}."


def test_nonsense_leaves_the_number_and_that_is_said(qtbot, field):
    field.setValue(1.5)
    type_in(qtbot, field, "abc")
    assert field.value() == 1.5
    assert field.text() == field.textFromValue(1.5)
    assert "abc" in QToolTip.text()


def test_a_whole_number_is_rounded_and_kept_in_range(qtbot):
    field = WholeNumberField()
    qtbot.addWidget(field)
    field.setRange(1, 1000)
    field.show()
    for text, number in (("12,6", 13), ("0", 1), ("x", 1), ("2000", 1000)):
        type_in(qtbot, field, text)
        assert field.value() == number
    QToolTip.hideText()


def test_another_language_writes_the_number_its_own_way_at_once(qtbot):
    field = NumberField()
    qtbot.addWidget(field)
    field.setValue(1.5)
    use_language("ru")
    QCoreApplication.processEvents()
    assert field.text().startswith("1,5")
    use_language("en")
    QCoreApplication.processEvents()
    assert field.text().startswith("1.5")


def test_a_number_below_nothing_has_a_true_minus(field):
    field.setValue(-1.5)
    assert field.text()[0] == "\N{MINUS SIGN}"
    assert field.valueFromText(field.text()) == -1.5


@pytest.mark.parametrize("kind", [NumberField, WholeNumberField, ChoiceBox])
def test_the_wheel_that_scrolls_past_changes_nothing(qtbot, turn_wheel, kind):
    made = kind()
    qtbot.addWidget(made)
    if kind is ChoiceBox:
        made.addItems(["a", "b", "c"])
        made.setCurrentIndex(1)
    else:
        made.setRange(-5, 5)
        made.setValue(1)
    made.show()
    before = made.currentIndex() if kind is ChoiceBox else made.value()
    assert not turn_wheel(made)
    assert (made.currentIndex() if kind is ChoiceBox else made.value()) == before


def test_the_wheel_turns_the_number_that_is_being_typed(qtbot, turn_wheel):
    made = NumberField()
    qtbot.addWidget(made)
    made.setRange(-5, 5)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    made.setFocus()
    assert turn_wheel(made)
    assert made.value() == 1
