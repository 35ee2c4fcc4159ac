"""The rail at the left: the page Edit, and the pages beside it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPaintEvent, QUndoGroup, QUndoStack
from PySide6.QtWidgets import QStackedWidget, QToolBar, QWidget

from facelab.gui.pages.face_source import FaceSource
from facelab.gui.qt.icons import icon
from facelab.gui.qt.slider import Slider
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.project.pages import EDITED, Pages

if TYPE_CHECKING:
    from facelab.gui.pages.page import Page

EDIT, INTERPOLATE, GRID, GENERATE, LEARN = range(5)
DRAWINGS = "edit", "interpolate", "grid", "generate", "learn"


class Rail(QToolBar):
    """Leads from page to page; undo goes back on the one that is seen.

    Signals:
        edit_asked: the page Edit is wanted.
        said: (str) a sentence of a page for the person.
        chosen: (str) the word of a face that is to be edited.
    """

    edit_asked = Signal()
    said = Signal(str)
    chosen = Signal(str)

    def __init__(
        self,
        pages: QStackedWidget,
        stack: QUndoStack,
        source: FaceSource,
        maker: BackgroundMaker,
        hold: Callable[[bool], None],
        parent: QWidget | None = None,
    ) -> None:
        """``pages`` shows them; ``stack`` holds the steps of Edit; ``hold`` is told whether a hand holds a slider."""
        super().__init__(parent)
        self._hold = hold
        self._pages, self._stack, self._source, self._maker = pages, stack, source, maker
        self._made: dict[int, Page[Any, Any, Any]] = {}
        self.undos = QUndoGroup(self)
        self.undos.addStack(stack)
        self.undos.setActiveStack(stack)
        self.setObjectName("pages")
        self.setMovable(False)
        self.setIconSize(QSize(26, 26))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        group = QActionGroup(self)
        self.page_actions: list[QAction] = []
        for number, drawing in enumerate(DRAWINGS):
            action = QAction(icon(drawing), "", self)
            action.setCheckable(True)
            action.setShortcut(f"Alt+{number + 1}")
            action.triggered.connect(partial(self.show_page, number))
            group.addAction(action)
            self.addAction(action)
            self.page_actions.append(action)
        self.page_actions[EDIT].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Nothing but its buttons: Fusion would shade its ground."""

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setWindowTitle(self.tr("Pages"))
        names = self.tr("Edit"), self.tr("Morph"), self.tr("Grid"), self.tr("Generate"), self.tr("Learn")
        hints = (
            self.tr("Change the faces of a photo"),
            self.tr("Turn one face into another"),
            self.tr("Put many versions of a face onto one sheet"),
            self.tr("Draw faces of nobody, such as you want"),
            self.tr("See how it works, and try it: a lecture"),
        )
        for action, name, hint in zip(self.page_actions, names, hints, strict=True):
            action.setText(name)
            action.setToolTip(f"{hint} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        buttons = [self.widgetForAction(action) for action in self.page_actions]
        widest = max(button.sizeHint().width() for button in buttons)
        for button in buttons:
            button.setFixedWidth(widest)  # or the chosen one's ground would be of another width each time

    def show_page(self, number: int) -> None:
        """Show Edit, INTERPOLATE, GRID, GENERATE or LEARN."""
        self.page_actions[number].setChecked(True)
        if number == EDIT:
            self.undos.setActiveStack(self._stack)
            self.edit_asked.emit()
            return
        page = self.page(number)
        self._pages.setCurrentWidget(page)
        self.undos.setActiveStack(page.stack)
        page.renew_faces()
        page.begin()

    def page(self, number: int) -> "Page[Any, Any, Any]":
        """A page beside Edit, made when it is first wanted: what it imports takes a second."""
        if number not in self._made:
            from facelab.gui.pages.face_menu import save_face
            from facelab.gui.pages.generate import GeneratePage
            from facelab.gui.pages.grid import GridPage
            from facelab.gui.pages.interpolate import InterpolatePage
            from facelab.gui.pages.learn.page import LearnPage

            kinds: Mapping[int, type[InterpolatePage | GridPage | GeneratePage | LearnPage]]
            kinds = {INTERPOLATE: InterpolatePage, GRID: GridPage, GENERATE: GeneratePage, LEARN: LearnPage}
            page = kinds[number](self._source, self._maker)
            self._made[number] = page
            self._pages.addWidget(page)
            self.undos.addStack(page.stack)
            for slider in page.findChildren(Slider):
                slider.sliderPressed.connect(partial(self._hold, True))
                slider.sliderReleased.connect(partial(self._hold, False))
            page.said.connect(self.said)
            page.chosen.connect(self._choose)
            page.used.connect(self.use)
            page.save_asked.connect(lambda face: save_face(page, self._maker, self._source.lab(), face))
        return self._made[number]

    def save_seen(self) -> bool:
        """Save what the page that is seen shows, as its own button does; False on Edit, whose photo is not its own."""
        if self._seen is not None:
            self._seen.save.click()
        return self._seen is not None

    def begin_seen(self) -> None:
        """The faces of the photo are found by now: the page that is seen begins with them."""
        if self._seen is not None:
            self._seen.renew_faces()
            self._seen.begin()

    @property
    def _seen(self) -> "Page[Any, Any, Any] | None":
        """The page that is seen; None on Edit."""
        return next((page for page in self._made.values() if page is self._pages.currentWidget()), None)

    def _choose(self, word: str) -> None:
        if word == EDITED:
            self.show_page(EDIT)
        else:
            self.chosen.emit(word)

    def use(self, word: str, slot: int) -> None:
        """Put a face into a slot of the page Interpolate, and show it."""
        self.page(INTERPOLATE).slots[slot].take(word)
        self.show_page(INTERPOLATE)

    def stored(self) -> Pages:
        """What a project keeps of the pages beside Edit: of those that were used."""
        between, grid, draws = (
            self._made[number].stored() if number in self._made else None for number in (INTERPOLATE, GRID, GENERATE)
        )
        return Pages(between=between, grid=grid, draws=draws)

    def restore(self, pages: Pages) -> None:
        """Ask the pages for what a project kept of them."""
        for number, stored in zip((INTERPOLATE, GRID, GENERATE), (pages.between, pages.grid, pages.draws), strict=True):
            if stored is not None:
                self.page(number).restore(stored)

    def stop(self) -> None:
        """Wait for the pages' workers."""
        for page in self._made.values():
            page.stop()
