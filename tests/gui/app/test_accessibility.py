"""A screen reader has a name, a value and a hint of whatever takes the focus, in every language, on every page."""

import itertools
import re
from contextlib import suppress

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QScrollBar,
    QSlider,
    QTextEdit,
    QToolBar,
    QWidget,
)

from facelab.gui.app.rail import EDIT, GENERATE, GRID, INTERPOLATE, LEARN
from facelab.gui.dialogs.animation import AnimationDialog, heights_up_to
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.dialogs.crash_report import crash_report_box
from facelab.gui.dialogs.help import HelpDialog, about_html, mouse_and_keys, sheet_html
from facelab.gui.dialogs.save import SaveDialog
from facelab.gui.pages.learn.lessons import LESSONS
from facelab.gui.panel.asked_bar import AskedBar
from facelab.gui.qt.language import LANGUAGES, use_language
from facelab.latent import Edit
from facelab.pipeline.meter import Change, Measured

INSIDE = QAbstractSpinBox, QComboBox
"""What has parts of Qt's own that take the focus for it."""
FOREIGN = re.compile(
    r"noise|FaceLab|CSV|JPEG|PNG|WebP|AVIF|TIFF|GIF|English|CelebA|Python|Qt|Apache|VAE|ELBO|log|[\w.-]+\.(png|jpg|facelab|toml|md)"
    r"|Ctrl|Shift|Alt|Escape|Esc|Page Up|Down|Del(ete)?|Home|End|Tab|Space|Enter|Return|Backspace|PgUp|PgDown"
)
"""What is written so in every language."""

MOVED = Measured(0.62, 0.54, (Change("Male", 0.1, 0.4), Change("Young", 0.9, 0.6), Change("Wearing_Hat", 0.1, 0.2)))


@pytest.fixture
def everything(qtbot, opened, reference):  # noqa: ARG001
    """The window with a photo, steps and every page, and the dialogues, one by one: a name, and what is shown."""
    opened.editor.set_amount("Smiling", 1.5)
    opened.editor.set_lock("Male", True)
    opened.editor.set_keep(0.8)
    opened.editor.ask_of_all()
    opened.history.show()
    for number in (INTERPOLATE, GRID, GENERATE):
        page = opened.rail.page(number)
        opened.rail.show_page(number)
        qtbot.waitUntil(lambda page=page: not page.worker.busy)
    learn = opened.rail.page(LEARN)
    opened.rail.show_page(LEARN)
    for number in range(len(LESSONS)):
        learn.show_lesson(number)
        qtbot.waitUntil(lambda: not (learn.slots[0].busy or learn.scene.worker.busy))
    opened.rail.show_page(EDIT)
    return opened


def pages(window):
    """Every page of the window in turn."""
    yield "first", window.first
    for number, name in ((EDIT, "edit"), (INTERPOLATE, "interpolate"), (GRID, "grid"), (GENERATE, "generate")):
        window.rail.show_page(number)
        yield name, window.pages.currentWidget()
    window.rail.show_page(LEARN)
    for number in range(len(LESSONS)):
        window.rail.page(LEARN).show_lesson(number)
        yield f"lesson {number + 1}", window.pages.currentWidget()
    window.rail.show_page(EDIT)
    window.menus.actions["Protect with a &brush"].trigger()
    yield "brush", window
    window.menus.actions["Protect with a &brush"].trigger()


def dialogues(window, lab, folder):
    """Every dialogue, made in the language of the time."""
    photo = window.editor.model.photo
    yield "save", SaveDialog(folder / "a.jpg", window, photo=photo)
    yield "batch", BatchDialog(lab, Edit(), 1.0, parent=window)
    yield "animation", AnimationDialog(lambda _: QImage(8, 8, QImage.Format.Format_RGB32), heights_up_to(220), window)
    yield "shortcuts", HelpDialog("F1", sheet_html([*window.menus.shortcuts(), mouse_and_keys()]), window)
    yield "about", HelpDialog("F1", about_html(), window)
    yield "crash", crash_report_box("")


def close(dialog):
    """Close what ``dialogues`` made, and end what it does."""
    if stop := getattr(dialog, "stop", None):
        with suppress(TypeError):  # a button of that name
            stop()
    dialog.close()
    dialog.deleteLater()


def focusable(shown):
    """The widgets of a page or a dialogue that the keyboard reaches, and which are not parts of another."""
    for widget in shown.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), INSIDE) or isinstance(widget, QScrollBar)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inside and widget.isVisibleTo(shown):
            yield widget


def said(widget, what):
    """What a screen reader has of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(what) if interface is not None else ""


def described(widget):
    """A widget for the one who reads a failure."""
    return f"{type(widget).__name__} {widget.objectName()} of {type(widget.parentWidget()).__name__}"


def unnamed(shown):
    """What takes the focus and has no name, or no value where it stands for one."""
    for widget in focusable(shown):
        if not said(widget, QAccessible.Text.Name):
            yield f"{described(widget)}: no name"
        valued = isinstance(widget, QSlider | QAbstractSpinBox | QComboBox)
        interface = QAccessible.queryAccessibleInterface(widget)
        if valued and not (said(widget, QAccessible.Text.Value) or interface.valueInterface()):
            yield f"{described(widget)}: no value"


def unexplained(shown):
    """Pictures without words, as buttons with an icon alone, that have no hint."""
    for widget in focusable(shown):
        wordless = isinstance(widget, QAbstractButton) and not widget.text()
        hint = widget.toolTip() or widget.accessibleDescription() or said(widget, QAccessible.Text.Description)
        if (wordless or isinstance(widget, QSlider)) and not hint:
            yield f"{described(widget)}: no hint"


@pytest.mark.parametrize("code", LANGUAGES)
def test_whatever_takes_the_focus_has_a_name_a_value_and_a_hint(qapp, everything, lab, tmp_path, code):
    use_language(code)
    qapp.processEvents()
    missing = []
    for name, shown in pages(everything):
        missing += [f"{name}: {why}" for find in (unnamed, unexplained) for why in find(shown)]
    for name, dialog in dialogues(everything, lab, tmp_path):
        missing += [f"{name}: {why}" for find in (unnamed, unexplained) for why in find(dialog)]
        close(dialog)
    use_language("en")
    assert not missing, "\n".join(missing)


def texts(shown):
    """All that is said on a window or a dialogue, seen or heard."""
    for widget in [shown, *shown.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(row) for row in range(widget.count()))
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QListWidget):
            yield from (widget.item(row).text() for row in range(widget.count()))
        if isinstance(widget, QTextEdit) and not isinstance(shown, QMessageBox):  # a report is for its reader
            yield widget.toPlainText()
        yield from (action.text() for action in widget.actions())


def english(found):
    """The Latin words, which are no names, of all that is said, each with the end of what it is said in."""
    plain = {re.sub(r"<style.*?</style>|<[^>]+>|&(?=\w)", "", text, flags=re.DOTALL) for text in found}
    return sorted(
        f"{word}: {text[-80:]}" for text in plain for word in re.findall(r"[A-Za-z]{3,}", FOREIGN.sub("", text))
    )


def test_nothing_stays_in_the_language_before(qapp, everything, lab, tmp_path):
    use_language("ru")
    qapp.processEvents()
    found = list(texts(everything))
    for stack in everything.rail.undos.stacks():
        found += [stack.text(number) for number in range(stack.count())]
    for _, dialog in dialogues(everything, lab, tmp_path):
        found += texts(dialog)
        close(dialog)
    use_language("en")
    assert not (left := english(found)), "\n".join(map(repr, left))
    qapp.processEvents()
    assert [everything.editor.stack.text(n) for n in range(4)] == [
        "Smiling +1.5", "Lock Male", "Keep my pixels 80 %", "The same for all faces"
    ]  # fmt: skip


def test_tab_reaches_all_that_takes_the_focus(everything):
    for name, page in pages(everything):
        if page.window() is not everything or not page.isVisible():
            continue
        wanted = {widget for widget in focusable(page) if widget.isEnabled() and widget.isVisible()}
        reached, widget = set(), everything.nextInFocusChain()
        while widget is not everything:
            reached.add(widget)
            widget = widget.nextInFocusChain()
        assert wanted <= reached, name


ROW = 12
"""Pixels by which what stands in one row may differ in height."""


def chain(window):
    """What Tab reaches in a window, in its order; tool bars have keys of their own."""
    widget = window.nextInFocusChain()
    while widget is not window:
        inside = isinstance(widget.parentWidget(), INSIDE) or isinstance(widget, QScrollBar)
        barred = isinstance(widget.parentWidget(), QToolBar)
        seen = widget.isVisible() and not widget.visibleRegion().isEmpty()  # not scrolled away
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and seen and not (inside or barred):
            yield widget
        widget = widget.nextInFocusChain()


def jumps(window):
    """Where Tab goes against the order that one reads in: up, but not on to the next column, or back in a row."""
    there = [(widget, QRect(widget.mapTo(window, QPoint()), widget.size())) for widget in chain(window)]
    for (one, a), (other, b) in itertools.pairwise(there):
        up, same = b.center().y() < a.center().y() - ROW, abs(b.center().y() - a.center().y()) <= ROW
        within = one.isAncestorOf(other)  # into what lies upon it
        if not within and ((up and b.left() < a.right()) or (same and b.left() < a.left())):
            yield f"{described(one)} {said(one, QAccessible.Text.Name)} -> {said(other, QAccessible.Text.Name)}"


def test_tab_goes_as_one_reads(qtbot, everything, lab, tmp_path):
    window, found = everything, []
    window.resize(1200, 1400)
    window.panel.meter.show_measured(MOVED)
    for name, _ in pages(window):
        qtbot.waitUntil(lambda: not window.rail.page(INTERPOLATE).worker.busy)
        qtbot.wait(20)
        found += [f"{name}: {jump}" for jump in jumps(window)]
        if name == "edit":
            assert sum(isinstance(widget.parentWidget(), AskedBar) for widget in chain(window)) == 3
    for name, dialog in dialogues(window, lab, tmp_path):
        dialog.show()
        qtbot.wait(20)
        found += [f"{name}: {jump}" for jump in jumps(dialog)]
        close(dialog)
    assert not found, "\n".join(found)
