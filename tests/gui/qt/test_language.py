"""English and Russian, complete, switched while the window is open."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from facelab import files
from facelab.errors import FaceLabError
from facelab.gui.app.rail import GENERATE, GRID, INTERPOLATE
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.dialogs.crash_report import crash_report_box
from facelab.gui.dialogs.help import HelpDialog, about_html, mouse_and_keys, sheet_html
from facelab.gui.dialogs.save import SaveDialog
from facelab.gui.qt.language import LANGUAGES, choose_language, language, use_language
from facelab.gui.qt.translation import PARTS, SENTENCES, in_words
from facelab.latent import Edit
from facelab.photo.faces import face_from_landmarks
from facelab.photo.read import read
from facelab.photo.write import write
from facelab.project.file import load_project

FOLDER = files.resource("translations")
SOURCE = Path(sys.modules["facelab.gui.qt.translation"].__file__).parents[2]


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


def test_what_changes_in_a_sentence_is_in_its_translation_too():
    for (_, source), message in messages(FOLDER / "facelab_ru.ts").items():
        translation = message.find("translation")
        for text in [form.text for form in translation.iter("numerusform")] or [translation.text]:
            assert sorted(re.findall(r"\{\d\}|%n", text)) == sorted(re.findall(r"\{\d\}|%n", source)), source
            assert text.count("&") == source.count("&"), source
            assert text.endswith(("…", ".", ":")) == source.endswith(("…", ".", ":")), source


@pytest.mark.skipif(not tool("lupdate").exists(), reason="pyside6-lupdate is not beside this Python")
def test_everything_that_is_said_is_in_the_files(tmp_path):
    sources = sorted(map(str, SOURCE.rglob("*.py")))
    found = tmp_path / "found.ts"
    subprocess.run([tool("lupdate"), *sources, "-ts", found, "-no-obsolete"], check=True, capture_output=True)
    assert set(messages(found)) == set(messages(FOLDER / "facelab_ru.ts"))
    for code in LANGUAGES:
        made = tmp_path / f"{code}.qm"
        subprocess.run([tool("lrelease"), FOLDER / f"facelab_{code}.ts", "-qm", made], check=True, capture_output=True)
        assert made.read_bytes() == (FOLDER / f"facelab_{code}.qm").read_bytes(), "run resources/translations/update.sh"


def test_another_language_is_spoken_at_once_and_remembered(qapp, opened):
    first = opened.menus.shortcuts()
    choose_language("ru")
    qapp.processEvents()
    assert opened.panel.rows["Smiling"].name.text() == "Улыбка"
    assert opened.menuBar().actions()[0].text() == "&Файл"
    assert opened.first.isAncestorOf(opened.first.findChild(QLabel))
    assert opened.first.findChild(QLabel).text() == "Перетащите сюда фотографию"
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
        if not section.opened:
            section.toggle()
    opened.work.setSizes([10_000, 0])  # as narrow as the panel gets
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
    others = [opened.rail.page(number) for number in (INTERPOLATE, GRID, GENERATE)]
    for page in (opened.first, opened.work, *others):
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


CASES = {
    "missing": lambda folder: read(folder / "none.jpg"),
    "folder": lambda folder: read(folder),
    "broken": lambda folder: read(made(folder / "a.jpg", b"\xff\xd8\xff\xe0 no more")),
    "empty": lambda folder: read(made(folder / "a.jpg", b"")),
    "text": lambda folder: read(made(folder / "a.jpg", b"no photo")),
    "pdf": lambda folder: read(made(folder / "a.jpg", b"%PDF-1.7")),
    "project": lambda folder: load_project(made(folder / "a.facelab", b"no project")),
    "ending": lambda folder: write(read(files.resource("sample/astronaut.png")), folder / "a.xyz"),
    "nowhere": lambda folder: write(read(files.resource("sample/astronaut.png")), folder / "none" / "a.jpg"),
    "landmarks": lambda _: face_from_landmarks(read_landmarks(), (100, 100)),
}


def made(path, contents):
    path.write_bytes(contents)
    return path


def read_landmarks():
    import numpy as np

    return np.full((5, 2), 10.0)


@pytest.mark.parametrize("case", CASES)
def test_errors_of_the_core_are_said_in_russian(tmp_path, case):
    with pytest.raises(FaceLabError) as error:
        CASES[case](tmp_path)
    use_language("ru")
    told = in_words(str(error.value))
    names = str(tmp_path), "a.jpg", "a.facelab", "a.xyz", "FaceLab", *re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", told)
    for name in sorted(names, key=len, reverse=True):
        told = told.replace(name, "")
    assert re.search("[а-я]", told)
    assert not re.search(r"\b(?!none\b|jpe?g|png|webp|avif|tif)[a-z]{3,}", told), told


def test_the_cores_sentences_are_known_as_they_are_written():
    # A sentence that the core no longer says must not be kept translated.
    core = " ".join(
        re.sub(r'"\s*\n\s*f?"', "", path.read_text())
        for path in SOURCE.rglob("*.py")
        if "gui" not in path.parts and "evaluate" not in path.parts
    )
    for sentence in [*SENTENCES, *PARTS[:11]]:
        fixed = max(re.split(r"\{\d\}|; ", sentence), key=len)
        assert fixed.strip(" ();.,").removeprefix("is ") in core, sentence
