"""English and Russian, complete, switched while the window is open."""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import suppress
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

import facelab
from facelab import files
from facelab.gui.app.rail import GENERATE, GRID, INTERPOLATE, LEARN
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.dialogs.crash_report import crash_report_box
from facelab.gui.dialogs.help import HelpDialog, about_html, mouse_and_keys, sheet_html
from facelab.gui.dialogs.save import SaveDialog
from facelab.gui.qt.language import LANGUAGES, choose_language, language, use_language
from facelab.latent import Edit

FOLDER = files.resource("translations")
SOURCE = Path(facelab.__file__).parent


@pytest.fixture(autouse=True)
def english(qapp):
    """Whatever a test speaks, the next one begins in English."""
    use_language("en")
    yield
    use_language("en")
    qapp.processEvents()


def messages(path):
    """(context, source) -> the message."""
    return {
        (context.find("name").text, message.find("source").text): message
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


def tool(name):
    return Path(sys.executable).with_name(f"pyside6-{name}")


def test_nothing_is_unfinished():
    for code in LANGUAGES:
        for message in messages(FOLDER / f"facelab_{code}.ts").values():
            translation = message.find("translation")
            assert translation.get("type") is None, message.find("source").text
            texts = [form.text for form in translation.iter("numerusform")] or [translation.text]
            assert all(texts)


def placeholders(text):
    """What is filled in: names with their formats, numbers, a count. (Of hints the window says nothing.)"""
    fields = [tuple(part or "" for part in parts) for _, *parts in Formatter().parse(text)]
    return sorted(field for field in fields if any(field) and field[0] != "hint"), text.count("%n")


def test_what_changes_in_a_sentence_is_in_its_translation_too():
    for (_, source), message in messages(FOLDER / "facelab_ru.ts").items():
        translation = message.find("translation")
        for text in [form.text for form in translation.iter("numerusform")] or [translation.text]:
            assert placeholders(text) == placeholders(source), source
            assert text.count("&") == source.count("&"), source
            assert text.endswith(("…", ".", ":")) == source.endswith(("…", ".", ":")), source


@pytest.mark.skipif(not tool("lupdate").exists(), reason="pyside6-lupdate is not beside this Python")
def test_everything_that_is_said_is_in_the_files(tmp_path):
    made = tmp_path / "resources" / "translations"
    shutil.copytree(FOLDER, made)
    (tmp_path / "facelab").symlink_to(SOURCE)
    environment = {**os.environ, "FACELAB_VENV": str(Path(sys.executable).parents[1])}
    subprocess.run([made / "update.sh"], check=True, capture_output=True, env=environment)
    for path in made.iterdir():
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), "run resources/translations/update.sh"


def test_another_language_is_spoken_at_once_and_remembered(qapp, opened):
    first = opened.menus.shortcuts()
    choose_language("ru")
    qapp.processEvents()
    assert opened.panel.rows["Smiling"].name.text() == "Улыбка"
    assert opened.menuBar().actions()[0].text() == "&Файл"
    assert opened.first.isAncestorOf(opened.first.findChild(QLabel))
    assert "Перетащите сюда фотографию" in {label.text() for label in opened.first.findChildren(QLabel)}
    assert language() == "ru"
    choose_language("en")
    qapp.processEvents()
    assert opened.menus.shortcuts() == first
    assert opened.panel.rows["Smiling"].name.text() == "Smiling"


def test_a_search_finds_words_of_both_languages(qapp, opened):
    use_language("ru")
    qapp.processEvents()
    for words in ("улыб", "smil"):
        opened.panel.search.setText(words)
        assert opened.panel.rows["Smiling"].isVisible()
        assert not opened.panel.rows["Male"].isVisible()


def test_plurals(qapp, qtbot, lab):
    for code, one, many in (("en", "1 photo edited.", "3 photos edited."), ("ru", "1 фотография", "3 фотографии")):
        use_language(code)
        dialog = BatchDialog(lab, Edit(), 1.0)
        qtbot.addWidget(dialog)
        assert one in dialog.tr("%n photo(s) edited.", "", 1)
        assert many in dialog.tr("%n photo(s) edited.", "", 3)
    qapp.processEvents()


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_clipped(qtbot, opened, lab, code, tmp_path):
    use_language(code)
    for section in opened.panel.sections:
        section.head.open(True)
    opened.edit_page.setSizes([10_000, 0])  # as narrow as the panel gets
    windows = [
        opened,
        SaveDialog(tmp_path / "a.jpg"),
        BatchDialog(lab, Edit(), 1.0),
        HelpDialog("F1", sheet_html([*opened.menus.shortcuts(), mouse_and_keys()])),
        HelpDialog("", about_html()),
        crash_report_box("a report"),
    ]
    for window in windows[1:]:
        qtbot.addWidget(window)
        window.show()
    others = [opened.rail.page(number) for number in (INTERPOLATE, GRID, GENERATE, LEARN)]
    for page in (opened.first, opened.edit_page, *others):
        opened.pages.setCurrentWidget(page)
        with suppress(qtbot.TimeoutError):  # toolbars and pages take their time to make room
            qtbot.waitUntil(lambda: not list(clipped(opened)), timeout=2000)
        assert [text for window in windows for text in clipped(window)] == []


def clipped(window):
    """The texts in a window that are wider than what they are in."""
    for widget in [w for kind in (QLabel, QAbstractButton, QComboBox) for w in window.findChildren(kind)]:
        text = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        if text and widget.isVisible() and not wraps and widget.sizeHint().width() > widget.width() + 1:
            yield text
    for field in window.findChildren(QLineEdit):
        if field.isVisible() and field.fontMetrics().horizontalAdvance(field.placeholderText()) > field.width():
            yield field.placeholderText()
