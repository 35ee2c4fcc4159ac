"""The main window: its layout, what its parts tell each other, and Qt's own events."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QStackedWidget, QWidget

from facelab.errors import Message, Share
from facelab.gui.app.actions.action import ActionContext, Needs, needs_met
from facelab.gui.app.actions.edit import ADD_FACE, EDIT_MENU
from facelab.gui.app.actions.file import FILE_MENU
from facelab.gui.app.actions.help import HELP_MENU
from facelab.gui.app.actions.view import ALONE, COMPARE, SLIDERS, VIEW_MENU
from facelab.gui.app.brush_tool import BrushTool
from facelab.gui.app.edit_page import EditPage
from facelab.gui.app.film_menu import film_rows
from facelab.gui.app.first_screen import FirstScreen
from facelab.gui.app.folding import Folding
from facelab.gui.app.frame_time import FrameTime
from facelab.gui.app.history import WIDTH, History
from facelab.gui.app.landmark_tool import LandmarkTool
from facelab.gui.app.menus import Menus
from facelab.gui.app.opening import Opener
from facelab.gui.app.rail import EDIT, Rail
from facelab.gui.app.saving import Saver
from facelab.gui.app.submenus import remember_recent
from facelab.gui.app.tool_bar import ToolBar, photo_menu
from facelab.gui.canvas.photo_view import Compare
from facelab.gui.dialogs.help import mouse_and_keys
from facelab.gui.pages.face_source import FaceSource
from facelab.gui.qt.busy_mark import BusyMark, cancel
from facelab.gui.qt.complaint import Complaint
from facelab.gui.qt.context_menu import pop_up
from facelab.gui.qt.drop_hint import DropHint
from facelab.gui.qt.tab_order import put_last
from facelab.gui.qt.translation import in_words
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.gui.session.editor import Editor
from facelab.project.file import StoredView

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.lab import Lab

MESSAGE_MS = 8000
USUAL_SIZE = QSize(1200, 800)
FRAME = QSize(16, 48)
"""What the frame of a window takes beside and above it, or more."""


class Window(QMainWindow):
    """Open, choose, slide, save."""

    def __init__(self, begin: "Callable[[Path | None], Lab]", parent: QWidget | None = None) -> None:
        """``begin`` gives the model of a checkpoint, or FaceLab's own; it may still be loading."""
        super().__init__(parent)
        self.editor = Editor(lambda: begin(None), self)
        self.frame_time = FrameTime()
        self.edit_page = EditPage(self.editor, self.frame_time, self.say)
        self.canvas, self.panel, self.first = self.edit_page.canvas, self.edit_page.panel, FirstScreen()
        self.opener = Opener(self.editor, begin, lambda: self.saver.keep(), self)
        self.maker = BackgroundMaker(self)
        self.pages = QStackedWidget()
        source = FaceSource(lambda: self.editor.lab, self._edited, self.opener.word_beside)
        self.rail = Rail(self.pages, self.editor.stack, source, self.maker, self.editor.renderer.hold)
        self.saver = Saver(self.editor, self.canvas, self.rail.stored, self.maker, self)
        self.notice, self.stop = QLabel(), QPushButton()
        self._doing: Message | None = None
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self._restore()
        self.retranslate()
        self._show_state()

    # Building

    def _build(self) -> None:
        workers, unnamed = (*self.editor.workers, self.opener.loader), self.editor.unnamed_workers
        self.busy_marks = (
            BusyMark(self.canvas, *workers, unnamed=unnamed, plate=self.edit_page.banner),
            BusyMark(self.first, *workers, unnamed=unnamed),
        )
        for page in (self.first, self.edit_page):
            self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.drop_hint, self.complaint = DropHint(self.pages), Complaint(self.pages)
        self.history = History(self.rail.undos)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.history)
        self.resizeDocks([self.history], [WIDTH], Qt.Orientation.Horizontal)
        self.history.hide()
        around = self.menuBar(), self.rail, self.statusBar(), self.history
        self.folding = Folding(self.edit_page, around, self.complaint, self)
        self.menus = Menus((FILE_MENU, EDIT_MENU, VIEW_MENU, HELP_MENU), self._context())
        self.tools = ToolBar(self.menus.actions, self.canvas.zoom_to, self.canvas.hold_before)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tools)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.rail)
        self.addActions(self.rail.page_actions)  # their keys work where the rail is hidden, too
        self.folding.take(self.tools, self.menus.actions[SLIDERS.text], self.menus.actions[ALONE.text])
        self.stop.hide()
        self.stop.clicked.connect(self._stop)
        for widget in (self.frame_time, self.notice, self.stop):
            self.statusBar().addPermanentWidget(widget)

    def _context(self) -> ActionContext:
        return ActionContext(
            window=self,
            editor=self.editor,
            canvas=self.canvas,
            rail=self.rail,
            opener=self.opener,
            saver=self.saver,
            landmarks=LandmarkTool(self.editor, self.canvas, self.say, self),
            brush=BrushTool(self.editor, self.canvas, self.edit_page.brush_bar, self),
            history=self.history,
            frame_time=self.frame_time,
            folding=self.folding,
            say=self.say,
            search=self.panel.begin_search,
            shortcuts=lambda: [*self.menus.shortcuts(), mouse_and_keys()],
        )

    def _show_edit(self) -> None:
        self.pages.setCurrentWidget(self.edit_page if self.editor.model.photo is not None else self.first)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.rail.retranslate()
        self.history.retranslate()
        self.edit_page.retranslate()
        self.menus.retranslate()
        self.tools.retranslate()
        self.stop.setText(self.tr("Stop"))
        self._show_busy(self._doing)
        self.statusBar().clearMessage()  # what was said for a while was said in the language before
        self.complaint.clear_away()

    def _connect(self) -> None:
        editor, canvas, opener, strip = self.editor, self.canvas, self.opener, self.edit_page.strip
        opener.listed.connect(strip.show_photos)
        opener.folder_dropped.connect(self.saver.ask_batch)
        strip.photo_chosen.connect(opener.open)
        strip.photos_dropped.connect(opener.add)
        strip.menu_asked.connect(lambda path, place: pop_up(strip, place, film_rows(path, opener, self.rail)))
        self.edit_page.menu_asked.connect(lambda place: photo_menu(self.menus.actions, self).popup(place))
        self.edit_page.place_asked.connect(lambda: self.menus.actions[ADD_FACE.text].trigger())
        canvas.scale_changed.connect(self.tools.show_zoom)
        editor.opened.connect(self._opened)
        editor.chosen.connect(self.rail.begin_seen)
        editor.changed.connect(self._show_state)
        editor.viewed.connect(self._look)
        editor.told.connect(self.say)
        editor.edit_copied.connect(self._show_state)
        editor.busy.connect(self._show_busy)
        editor.saved.connect(lambda path: self.say(self.tr("Saved as {0}").format(path)))
        self.rail.edit_asked.connect(self._show_edit)
        self.pages.currentChanged.connect(lambda _: put_last(self.history.steps))
        self.pages.currentChanged.connect(self.folding.end)
        for told in (self.pages.currentChanged, self.rail.undos.canUndoChanged, self.rail.undos.canRedoChanged):
            told.connect(self._show_state)
        self.rail.chosen.connect(opener.open_word)
        self.maker.progressed.connect(lambda share: self._show_busy(Message("Making: {share}", share=Share(share))))
        self.maker.rested.connect(lambda: self._show_busy(None))
        for said in (opener.said, editor.failed, self.rail.said, self.maker.failed):
            said.connect(self.complaint.say)
        self.maker.made.connect(lambda path: self.say(self.tr("Saved as {0}").format(path)))
        self.first.open_asked.connect(opener.ask_open)
        self.first.paste_asked.connect(opener.paste)
        self.first.sample_asked.connect(opener.open_sample)
        self.first.random_face_asked.connect(opener.open_random_face)
        self.first.photo_chosen.connect(opener.open)

    # Telling

    def say(self, sentence: str) -> None:
        """Tell a person something, for a while."""
        self.statusBar().showMessage(sentence, MESSAGE_MS)

    def _show_state(self) -> None:
        editor = self.editor
        seen, undos = self.pages.currentWidget(), self.rail.undos
        on_edit, on_first, copied = seen is self.edit_page, seen is self.first, editor.copied is not None
        there = needs_met(editor.model, undos, on_edit=on_edit, on_first=on_first, copied=copied)
        self.menus.enable(there)
        name = editor.model.project.name if editor.model.project else editor.model.name
        self.setWindowTitle(f"{name}[*] — FaceLab" if Needs.PHOTO in there else "FaceLab")
        if editor.model.modified != self.isWindowModified():  # Qt writes the title anew even if it is so already
            self.setWindowModified(editor.model.modified)

    def _show_busy(self, doing: Message | None) -> None:
        self._doing, what = doing, in_words(doing) if doing is not None else ""
        self.notice.setText(what)
        for mark in self.busy_marks:
            mark.say(what)
        self.stop.setVisible(self.editor.writer.busy or self.maker.busy)

    def _stop(self) -> None:
        """No more of the file that is written, or else of what the marks tell."""
        if self.editor.writer.busy or self.maker.busy:
            self.maker.stop()
            self.editor.writer.cancel()
        else:
            cancel({asked for mark in self.busy_marks for asked in mark.stoppable})

    def _edited(self) -> "tuple[Photo, int, str] | None":
        """The photo that is edited, its chosen face, and what it is called."""
        editor = self.editor
        if editor.model.photo is None or editor.model.face < 0:
            return None
        return editor.model.photo, editor.model.face, Path(editor.model.name).stem

    def _opened(self) -> None:
        self.complaint.clear_away()
        self.rail.show_page(EDIT)
        photo, project = self.editor.model.photo, self.editor.model.project
        source = photo.original.picture.source if photo is not None else None
        self.edit_page.strip.mark(source)
        if remembered_path := project or source:
            remember_recent(remembered_path)
        self._show_state()

    def _look(self, view: StoredView) -> None:
        self.menus.actions[COMPARE[Compare(view.compare)].text].trigger()
        self.canvas.look_at(view.zoom, view.centre)
        self.rail.restore(view.pages)

    def _restore(self) -> None:
        """Be where a person left it; Qt brings back a window that would be off the screens."""
        there = self.screen().availableGeometry().size()
        self.resize(USUAL_SIZE.boundedTo(there - FRAME))  # a small screen, or a large scale, has less
        settings = QSettings()
        for value, restore in (
            (settings.value("geometry"), self.restoreGeometry),
            (settings.value("state"), self.restoreState),
            (settings.value("splitter"), self.edit_page.restoreState),
        ):
            if value is not None:
                restore(value)

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Anything may be dropped: what is no photo is answered; what a drop will do is said."""
        event.acceptProposedAction()
        self.drop_hint.say(self.opener.promise(event.mimeData()))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802
        """It goes elsewhere, if only into a slot."""
        self.drop_hint.say("")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        self.drop_hint.say("")
        event.acceptProposedAction()
        self.opener.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Hold B to see the photo as it was; Escape stops what takes long."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.canvas.hold_before(True)
        elif event.key() == Qt.Key.Key_Escape:
            (self.folding.end if self.folding.is_alone else self._stop)()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let go of B."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.canvas.hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another language was chosen."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask before edits are lost; wait for the workers."""
        if not self.opener.may_go(self.close):
            event.ignore()
            return
        self.folding.end()
        settings = QSettings()
        settings.setValue("geometry", self.saveGeometry())
        settings.setValue("state", self.saveState())
        settings.setValue("splitter", self.edit_page.saveState())
        self.complaint.clear_away()
        self.opener.recovery.stop()
        self.opener.stop()
        self.maker.close()
        self.first.stop()
        self.edit_page.stop()
        self.rail.stop()
        self.editor.stop()
        event.accept()
