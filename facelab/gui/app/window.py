"""The main window: its layout, what its parts tell each other, and Qt's own events."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QUndoView,
    QVBoxLayout,
    QWidget,
)

from facelab.errors import Message
from facelab.gui.app.actions.action import ActionContext, Needs
from facelab.gui.app.actions.edit import ADD_FACE, EDIT_MENU
from facelab.gui.app.actions.file import FILE_MENU
from facelab.gui.app.actions.help import HELP_MENU
from facelab.gui.app.actions.view import COMPARE, VIEW_MENU
from facelab.gui.app.brush_tool import BrushTool
from facelab.gui.app.first_screen import FirstScreen
from facelab.gui.app.frame_time import FrameTime
from facelab.gui.app.landmark_tool import LandmarkTool
from facelab.gui.app.looks import Looks
from facelab.gui.app.menus import Menus
from facelab.gui.app.opening import Opener
from facelab.gui.app.rail import EDIT, Rail
from facelab.gui.app.saving import Saver
from facelab.gui.app.submenus import remember_recent
from facelab.gui.app.tool_bar import ToolBar, photo_menu
from facelab.gui.canvas.banner import Banner
from facelab.gui.canvas.brush import Brush
from facelab.gui.canvas.brush_bar import BrushBar
from facelab.gui.canvas.canvas import Canvas, Compare
from facelab.gui.canvas.face_strip import FaceStrip
from facelab.gui.canvas.film_strip import FilmStrip
from facelab.gui.dialogs.help import mouse_and_keys
from facelab.gui.pages.face_menu import use_rows
from facelab.gui.pages.face_slots import FaceSource
from facelab.gui.panel.sliders import SliderPanel
from facelab.gui.qt.busy_mark import BusyMark
from facelab.gui.qt.complaint import Complaint
from facelab.gui.qt.context_menu import MenuRow, pop_up, show_in_folder
from facelab.gui.qt.drop_hint import DropHint
from facelab.gui.qt.translation import in_words
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.gui.session.editor import Editor
from facelab.gui.session.meter import Meter
from facelab.project.file import StoredView

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.lab import Lab

MESSAGE_MS = 8000
HISTORY = 150
"""Pixels across the history, at first and at least."""
USUAL_SIZE = QSize(1200, 800)
FRAME = QSize(16, 48)
"""What the frame of a window takes beside and above it, or more."""


class Window(QMainWindow):
    """Open, choose, slide, save."""

    def __init__(self, begin: "Callable[[Path | None], Lab]", parent: QWidget | None = None) -> None:
        """``begin`` gives the model of a checkpoint, or FaceLab's own; it may still be loading."""
        super().__init__(parent)
        self.editor = Editor(lambda: begin(None), self)
        self.canvas, self.panel, self.first = Canvas(), SliderPanel(), FirstScreen()
        self.opener = Opener(self.editor, begin, lambda: self.saver.keep(), self)
        self.maker, self.strip, self.faces = BackgroundMaker(self), FilmStrip(), FaceStrip()
        self.pages = QStackedWidget()
        source = FaceSource(lambda: self.editor.lab, self._edited, self.opener.word_beside)
        self.rail = Rail(self.pages, self.editor.stack, source, self.maker)
        self.saver = Saver(self.editor, self.canvas, self.rail.stored, self.maker, self)
        self.looks = Looks(self.editor, self.panel.looks, self.say, self)
        self.meter = Meter(self.editor, self)
        self.notice, self.stop, self.frame_time = QLabel(), QPushButton(), FrameTime()
        self._say_below: Callable[[], None] = lambda: None
        """Says again, in the language of the time, what stands below the photo."""
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self._restore()
        self.retranslate()
        self._show_state()

    # Building

    def _build(self) -> None:
        self.banner, self.brush_bar = Banner(), BrushBar(Brush())
        workers = *self.editor.workers, self.opener.loader
        self.busy_marks = BusyMark(self.canvas, *workers), BusyMark(self.first, *workers)
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.brush_bar)
        rows.addWidget(self.canvas, 1)
        rows.addWidget(self.faces)
        rows.addWidget(self.strip)
        rows.addWidget(self.banner)
        self.work = QSplitter()
        self.work.addWidget(middle)
        self.work.addWidget(self.panel)
        self.work.setStretchFactor(0, 1)
        self.work.setCollapsible(0, False)
        self.work.setSizes([820, 380])
        for page in (self.first, self.work):
            self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.drop_hint, self.complaint = DropHint(self.pages), Complaint(self.pages)
        self.history = QDockWidget()
        self.history.setObjectName("history")
        self.steps = QUndoView(self.rail.undos)
        self.steps.setMinimumWidth(HISTORY)
        self.history.setWidget(self.steps)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.history)
        self.resizeDocks([self.history], [HISTORY], Qt.Orientation.Horizontal)
        self.history.hide()
        self.menus = Menus((FILE_MENU, EDIT_MENU, VIEW_MENU, HELP_MENU), self._context())
        self.tools = ToolBar(self.menus.actions, self.canvas.zoom_to)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tools)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.rail)
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
            brush=BrushTool(self.editor, self.canvas, self.brush_bar, self),
            history=self.history,
            frame_time=self.frame_time,
            say=self.say,
            shortcuts=lambda: [*self.menus.shortcuts(), mouse_and_keys()],
        )

    def _show_edit(self) -> None:
        self.pages.setCurrentWidget(self.work if self.editor.model.photo is not None else self.first)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.rail.retranslate()
        self.history.setWindowTitle(self.tr("History"))
        self.steps.setEmptyLabel(self.tr("As it was opened"))
        self.steps.setAccessibleName(self.tr("History"))
        self.strip.setAccessibleName(self.tr("Photos"))
        self.faces.setAccessibleName(self.tr("Faces"))
        self.looks.retranslate()
        self.menus.retranslate()
        self.tools.retranslate()
        self.stop.setText(self.tr("Stop"))
        self._say_below()

    def _connect(self) -> None:
        editor, canvas, panel, renderer = self.editor, self.canvas, self.panel, self.editor.renderer
        opener = self.opener
        opener.said.connect(self.complaint.say)
        opener.listed.connect(self.strip.show_photos)
        opener.folder_dropped.connect(self.saver.ask_batch)
        self.strip.photo_chosen.connect(opener.open)
        self.strip.photos_dropped.connect(opener.add)
        self.strip.menu_asked.connect(lambda path, place: pop_up(self.strip, place, self._photo_rows(path)))
        self.faces.face_chosen.connect(editor.choose)
        self.faces.customContextMenuRequested.connect(
            lambda place: photo_menu(self.menus.actions, self).popup(self.faces.viewport().mapToGlobal(place))
        )
        editor.opened.connect(self._opened)
        editor.found.connect(self._found)
        editor.unsearched.connect(self._offer_search)
        editor.placed.connect(self._placed)
        editor.chosen.connect(self._chosen)
        editor.changed.connect(self._show_state)
        editor.viewed.connect(self._look)
        editor.failed.connect(self.complaint.say)
        editor.told.connect(self.say)
        editor.busy.connect(self._show_busy)
        editor.saved.connect(lambda path: self.say(self.tr("Saved as {0}").format(path)))
        renderer.framed.connect(canvas.show_frame)
        renderer.finished.connect(canvas.show_edited)
        renderer.screened.connect(lambda before, after, done: canvas.show_screens(before, after, finished=done))
        renderer.seen.connect(panel.show_seen)
        renderer.warned.connect(self.warn)
        self.meter.begun.connect(panel.meter.clear)
        self.meter.outdated.connect(panel.meter.outdate)
        self.meter.measured.connect(panel.meter.show_measured)
        canvas.scale_changed.connect(renderer.show_at)
        canvas.scale_changed.connect(self.tools.show_zoom)
        canvas.removal_asked.connect(editor.remove_face)
        canvas.menu_asked.connect(lambda place: photo_menu(self.menus.actions, self).popup(place))
        canvas.part_changed.connect(renderer.look_at)
        canvas.face_clicked.connect(editor.choose)
        canvas.painted.connect(self.frame_time.stop)
        panel.reset_asked.connect(editor.reset)
        panel.began.connect(lambda: self.looks.maker.hold(True))
        panel.ended.connect(lambda: self.looks.maker.hold(False))
        panel.began.connect(editor.begin_drag)
        panel.ended.connect(editor.end_drag)
        panel.moved.connect(self._moved)
        panel.locked.connect(editor.set_lock)
        panel.method_options.method_asked.connect(editor.set_method)
        panel.method_options.kept.connect(editor.set_keep)
        self.rail.edit_asked.connect(self._show_edit)
        for told in (self.pages.currentChanged, self.rail.undos.canUndoChanged, self.rail.undos.canRedoChanged):
            told.connect(self._show_state)
        self.rail.said.connect(self.complaint.say)
        self.rail.chosen.connect(opener.open_word)
        self.maker.progressed.connect(self._show_progress)
        self.maker.failed.connect(self.complaint.say)
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

    def warn(self, warnings: tuple[Message, ...]) -> None:
        """Say, as long as it holds, why the chosen face's edit is not to be trusted."""
        text = " ".join(map(in_words, warnings))
        self.canvas.doubt(text)
        self._say_below = partial(self.warn, warnings)
        self.banner.say(text)

    def _show_state(self) -> None:
        editor = self.editor
        there = self._there()
        if editor.model.photo is not None:
            self.panel.show_edit(editor.model.edit)
            self.panel.method_options.show_options(editor.model.edit.method, editor.model.photo.keep)
        self.menus.enable(there)
        self.panel.setEnabled(Needs.FACE in there)
        name = editor.model.project.name if editor.model.project else editor.model.name
        self.setWindowTitle(f"{name}[*] — FaceLab" if Needs.PHOTO in there else "FaceLab")
        if editor.model.modified != self.isWindowModified():  # Qt writes the title anew even if it is so already
            self.setWindowModified(editor.model.modified)

    def _there(self) -> set[Needs]:
        """What there is that actions need."""
        model, seen, undos = self.editor.model, self.pages.currentWidget(), self.rail.undos
        photo, face = model.photo is not None, model.photo is not None and model.face >= 0
        found = {
            Needs.PHOTO: photo,
            Needs.FACE: face,
            Needs.SEEN_PHOTO: photo and seen is self.work,
            Needs.SEEN_FACE: face and seen is self.work,
            Needs.PICTURE: photo or seen not in (self.work, self.first),
            Needs.STEP: undos.canUndo(),
            Needs.STEP_BACK: undos.canRedo(),
        }
        return {need for need, there in found.items() if there}

    def _show_busy(self, what: str) -> None:
        self.notice.setText(what)
        for mark in self.busy_marks:
            mark.say(what)
        self.stop.setVisible(self.editor.saving or self.maker.busy)

    def _show_progress(self, done: int, of: int) -> None:
        self._show_busy(self.tr("Making: {0} of {1}").format(done, of) if of else "")

    def _stop(self) -> None:
        self.maker.stop()
        self.editor.stop_saving()
        for mark in self.busy_marks:
            mark.stop_all()

    def _edited(self) -> "tuple[Photo, int, str] | None":
        """The photo that is edited, its chosen face, and what it is called."""
        editor = self.editor
        if editor.model.photo is None or editor.model.face < 0:
            return None
        return editor.model.photo, editor.model.face, Path(editor.model.name).stem

    def _opened(self) -> None:
        self.complaint.clear_away()
        self.rail.show_page(EDIT)
        self.canvas.show_photo(self.editor.image)
        self.faces.show_faces(self.editor.image, ())
        self.panel.show_seen({}, {})
        self.warn(())
        photo, project = self.editor.model.photo, self.editor.model.project
        source = photo.original.picture.source if photo is not None else None
        self.strip.mark(source)
        if remembered_path := project or source:
            remember_recent(remembered_path)
        self.editor.renderer.show_at(self.canvas.scale)
        self._show_state()

    def _photo_rows(self, path: Path) -> list[MenuRow | None]:
        """What can be done with a photo of the film strip."""
        return [
            MenuRow(self.tr("Open"), lambda: self.opener.open(path)),
            *use_rows(lambda slot: self.rail.use(str(path.absolute()), slot)),
            None,
            MenuRow(self.tr("Show in its folder"), lambda: show_in_folder(path)),
            MenuRow(self.tr("Remove from this row"), lambda: self.opener.remove(path)),
        ]

    def _show_heads(self) -> None:
        self.canvas.show_heads(self.editor.model.outlines)
        self.faces.show_faces(self.editor.image, self.editor.model.outlines)
        self.faces.mark(self.editor.model.face)

    def _found(self) -> None:
        self._show_heads()
        if self.editor.model.faces:
            self.panel.limit(self.editor.lab.limits)
        else:
            self._offer_to_place()

    def _offer_to_place(self) -> None:
        self._say_below = self._offer_to_place
        add = self.menus.actions[ADD_FACE.text].trigger
        self.banner.say(self.tr("No face was found in this photo."), self.tr("Place a face"), add)

    def _offer_search(self) -> None:
        self._say_below = self._offer_search
        again = self.editor.look_again
        self.banner.say(self.tr("The search for faces was stopped."), self.tr("Look for faces"), again)

    def _placed(self) -> None:
        self.warn(())
        self._show_heads()

    def _chosen(self) -> None:
        self.canvas.choose(self.editor.model.face)
        self.faces.mark(self.editor.model.face)
        self.panel.show_seen({}, {})
        self.rail.begin_seen()

    def _moved(self, attribute: str, amount: float) -> None:
        self.frame_time.start()
        self.editor.set_amount(attribute, amount)

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
            (settings.value("splitter"), self.work.restoreState),
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
            self._stop()
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
        settings = QSettings()
        settings.setValue("geometry", self.saveGeometry())
        settings.setValue("state", self.saveState())
        settings.setValue("splitter", self.work.saveState())
        self.complaint.clear_away()
        self.opener.recovery.stop()
        self.opener.stop()
        self.maker.close()
        self.strip.stop()
        self.first.stop()
        self.looks.stop()
        self.meter.stop()
        self.rail.stop()
        self.editor.stop()
        event.accept()
