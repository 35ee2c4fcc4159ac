"""Formulas: there is a drawing for each, set from what docs/formulas.toml says, in the colours of the window."""

import html
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from facelab import files
from facelab.gui.pages.learn.formula import FormulaView, drawing
from facelab.gui.pages.learn.inks import FIRST, ON_DARK, ON_LIGHT
from facelab.gui.pages.learn.lessons import LESSONS

TABLE = tomllib.loads((Path(__file__).resolve().parents[4] / "docs" / "formulas.toml").read_text("utf-8"))


def test_every_drawing_was_set_from_the_table_as_it_is():
    drawn = {path.stem for path in files.resource("formulas").glob("*.svg")}
    assert drawn == set(TABLE)
    for name, parts in TABLE.items():
        described = re.search("<desc>(.*)</desc>", drawing(name), re.DOTALL)[1]
        assert html.unescape(described) == " ".join(tex for tex, *_ in parts), f"run docs/formulas.py for {name}"


def test_every_lesson_names_a_formula_and_says_it_in_words():
    for lesson in LESSONS:
        assert not lesson.formula or lesson.formula in TABLE
        assert bool(lesson.formula) == bool(lesson.spoken)


@pytest.mark.parametrize(("ground", "inks"), [("#f0f0f0", ON_LIGHT), ("#323232", ON_DARK)])
def test_a_formula_is_drawn_in_colours_for_the_ground(qtbot, ground, inks):
    view = FormulaView("arithmetic")
    qtbot.addWidget(view)
    palette = QPalette(view.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    view.setPalette(palette)
    view.resize(view.sizeHint())
    image = view.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert inks[FIRST] in seen


def test_where_there_is_no_room_it_is_smaller(qtbot):
    view = FormulaView("elbo")
    qtbot.addWidget(view)
    view.resize(200, view.sizeHint().height())
    image = view.grab().toImage()
    ground = image.pixelColor(0, 0)
    inked = [x for x in range(200) for y in range(image.height()) if image.pixelColor(x, y) != ground]
    assert min(inked) < 8
    assert 190 < max(inked) < 200


def test_no_formula_takes_no_room(qtbot):
    view = FormulaView("elbo")
    qtbot.addWidget(view)
    view.show_formula("")
    assert view.isHidden()
