"""Pictures of every page and dialogue in every language and theme, to be looked at one by one.

python docs/screens.py FOLDER; the scale of the screen is the environment's, QT_SCALE_FACTOR=2. Faces are those of
nobody, but for the sample photo, unedited.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pictures import FACE, OTHER, open_window, settle, wait_for, wait_until
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from facelab.gui.app.actions.view import COMPARE
from facelab.gui.app.rail import EDIT, GENERATE, GRID, INTERPOLATE, LEARN
from facelab.gui.app.window import Window
from facelab.gui.canvas.photo_view import Compare
from facelab.gui.dialogs.animation import AnimationDialog
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.dialogs.crash_report import crash_report_box
from facelab.gui.dialogs.help import HelpDialog, about_html, mouse_and_keys, sheet_html
from facelab.gui.dialogs.save import SaveDialog
from facelab.gui.qt.images import image_of
from facelab.gui.qt.language import LANGUAGES, use_language
from facelab.gui.qt.theme import choose_theme
from facelab.pipeline.live import LiveFace
from facelab.synthesis.blends import scale_edit
from facelab.synthesis.samples import SampleSpec

USUAL, SMALL = QSize(1200, 780), QSize(900, 600)
Shown = QWidget | Callable[[], QWidget]
"""A window that is there and follows language and theme, or what makes a dialogue in those of the time."""


def stations(window: Window, folder: Path) -> Iterator[tuple[str, Shown]]:
    """What is to be seen, one after another, by name."""
    yield "first", window
    window.opener.open_sample()
    wait_for(window.editor.found)
    window.panel.looks.head.open(False)  # no edited picture of a real person is shown
    yield "sample", window
    window.panel.looks.head.open(True)
    yield from edited(window)
    yield from pages(window)
    yield from dialogues(window)
    window.rail.show_page(EDIT)
    window.opener.open(empty_photo(folder))
    wait_for(window.editor.found)
    yield "no-face", window


def edited(window: Window) -> Iterator[tuple[str, Shown]]:
    """The page Edit at work."""
    editor = window.editor
    window.opener.open_random_face(SampleSpec(FACE))
    wait_for(editor.found)
    wait_until(lambda: window.panel.looks.list.count() == len(window.edit_page.looks._looks))
    with_edits = editor.renderer.screened
    for attribute, value in (("Smiling", -20), ("Male", 15), ("Eyeglasses", 10)):
        window.panel.rows[attribute].slider.setValue(value)
        wait_for(with_edits, when=lambda _before, _after, done: done)
    settle(window)
    yield "edit", window
    window.history.show()
    yield "history", window
    window.resize(SMALL)
    yield "small-history", window
    window.history.hide()
    yield "small", window
    window.resize(USUAL)
    for compare in (Compare.SPLIT, Compare.BOTH, Compare.AFTER):
        window.menus.actions[COMPARE[compare].text].trigger()
        if compare is not Compare.AFTER:
            yield f"compare-{compare.value}", window
    window.menus.actions["Protect with a &brush"].trigger()
    yield "brush", window
    window.menus.actions["Protect with a &brush"].trigger()
    window.panel.search.setText("xyz")
    window.complaint.say(window.tr("No face was found in this photo."))
    yield "nothing-found", window
    window.panel.search.clear()
    window.complaint.clear_away()
    for number, action in enumerate(window.menuBar().actions()):
        yield f"menu-{number}", action.menu()


def pages(window: Window) -> Iterator[tuple[str, Shown]]:
    """The other pages, at both sizes."""
    for number, name in (
        (INTERPOLATE, "interpolate"),
        (GRID, "grid"),
        (GENERATE, "generate"),
        (LEARN, "learn"),
    ):
        page = window.rail.page(number)
        for slot, seed in zip(getattr(page, "slots", ()), (FACE, OTHER), strict=False):
            slot.draw(seed)
            wait_for(slot.taken)
        window.rail.show_page(number)
        settle(window)
        yield name, window
        window.resize(SMALL)
        yield f"small-{name}", window
        window.resize(USUAL)
    page = window.rail.page(LEARN)
    for lesson in range(1, page.list.count()):
        page.show_lesson(lesson)
        wait_until(lambda: not page.scene.worker.busy)
        yield f"lesson-{lesson + 1}", window


def dialogues(window: Window) -> Iterator[tuple[str, Shown]]:
    """The dialogues, made anew each time."""
    photo, edit = window.editor.model.photo, window.editor.model.edit
    small = LiveFace.thumbnail(photo, 0, 280)

    def drawn(alpha: float) -> QImage:
        return image_of(small.head(scale_edit(edit, alpha)))

    yield "save", lambda: SaveDialog(Path("face.jpg"), window, photo=photo)
    yield "batch", lambda: BatchDialog(window.editor.lab, edit, 1.0, None, window)
    yield "animation", lambda: AnimationDialog(drawn, (1080, 720, 480), window)
    yield "shortcuts", lambda: HelpDialog("", sheet_html([*window.menus.shortcuts(), mouse_and_keys()]), window)
    yield "about", lambda: HelpDialog("FaceLab", about_html(), window)
    yield "crash", lambda: crash_report_box("Traceback: …")


def empty_photo(folder: Path) -> Path:
    """A photo of nobody."""
    path = folder / "wall.png"
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(0x8899AA)
    image.save(str(path))
    return path


def shoot(shown: Shown, path: Path) -> None:
    """Take a picture of what is shown."""
    widget = shown if isinstance(shown, QWidget) else shown()
    if widget is not shown:
        widget.show()
        settle(widget, 3000)
    if isinstance(widget, QMenu):
        widget.resize(widget.sizeHint())
    if isinstance(widget, Window):
        settle(widget, 500)  # what says it in this language is being made, and a mark says so for a moment
    for _ in range(20):
        QApplication.processEvents()
    widget.grab().save(str(path))
    if widget is not shown:
        widget.close()
        if callable(stop := getattr(widget, "stop", None)):
            stop()


def main(folder: Path) -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as mine:
        window = open_window(USUAL, mine)
        for name, shown in stations(window, Path(mine)):
            for code in LANGUAGES:
                for theme in ("light", "dark"):
                    use_language(code)
                    choose_theme(theme)
                    app.processEvents()
                    shoot(shown, folder / f"{name}-{code}-{theme}.png")
            use_language("en")
        window.close()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
