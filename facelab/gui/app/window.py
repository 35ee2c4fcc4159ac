"""The window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSettings, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QUndoView,
    QVBoxLayout,
    QWidget,
)

from facelab.gui.app.filled_menus import PresetsMenu, RecentMenu
from facelab.gui.app.first_screen import FirstScreen
from facelab.gui.app.menus import Command, Menus
from facelab.gui.app.opening import Opener
from facelab.gui.app.rail import EDIT, Rail
from facelab.gui.app.saving import Saver
from facelab.gui.canvas.canvas import STEP, Canvas, Compare
from facelab.gui.canvas.points import usual_points
from facelab.gui.dialogs.help import HelpDialog, about_html, mouse_and_keys, sheet_html
from facelab.gui.pages.face_slots import FaceSource
from facelab.gui.panel.sliders import SliderPanel
from facelab.gui.qt.language import LANGUAGES, choose_language, language
from facelab.gui.qt.titles import attribute_title
from facelab.gui.qt.translation import in_words
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.gui.session.editor import Editor
from facelab.project.file import StoredView

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.lab import Lab

MESSAGE_MS = 8000


class Window(QMainWindow):
    """Open, choose, slide, save."""

    def __init__(self, begin: "Callable[[Path | None], Lab]", parent: QWidget | None = None) -> None:
        """``begin`` gives the model of a checkpoint, or FaceLab's own; it may still be loading."""
        super().__init__(parent)
        self.editor = Editor(lambda: begin(None), self)
        self.canvas, self.panel, self.first = Canvas(), SliderPanel(), FirstScreen()
        self.opener = Opener(self.editor, begin, lambda: self.saver.keep(), self)
        self.maker = BackgroundMaker(self)
        self.pages = QStackedWidget()
        source = FaceSource(lambda: self.editor.lab, self._edited)
        self.rail = Rail(self.pages, self.editor.stack, source, self.maker)
        self.saver = Saver(self.editor, self.canvas, self.rail.stored, self.maker, self)
        self.notice, self.stop, self.speed = QLabel(), QPushButton(), QLabel()
        self.menus = Menus(self)
        self._moved_at = 0.0
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self._restore()
        self.retranslate()
        self._tell()

    # Building

    def _build(self) -> None:
        self.banner = QLabel()
        self.banner.setWordWrap(True)
        self.banner.setMargin(8)
        self.banner.hide()
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.canvas, 1)
        rows.addWidget(self.banner)
        self.work = QSplitter()
        self.work.addWidget(middle)
        self.work.addWidget(self.panel)
        self.work.setStretchFactor(0, 1)
        self.work.setCollapsible(0, False)
        self.work.setSizes([780, 420])
        for page in (self.first, self.work):
            self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.history = QDockWidget()
        self.history.setObjectName("history")
        self.steps = QUndoView(self.rail.undos)
        self.history.setWidget(self.steps)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.history)
        self.history.hide()
        self._build_menus()
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.rail)
        self.stop.hide()
        self.stop.clicked.connect(self._stop)
        self.speed.hide()
        for widget in (self.speed, self.notice, self.stop):
            self.statusBar().addPermanentWidget(widget)

    def _build_menus(self) -> None:
        editor, canvas, menus = self.editor, self.canvas, self.menus
        opener, saver = self.opener, self.saver
        standard = QKeySequence.StandardKey
        self.recent, self.presets = RecentMenu(self), PresetsMenu(editor, self)
        self.recent.asked.connect(opener.open)
        self.presets.failed.connect(self.say)
        menus.add(
            lambda: self.tr("&File"),
            [
                Command(lambda: self.tr("&Open…"), opener.ask_open, (standard.Open,), "open", needs=""),
                Command(lambda: self.tr("&Paste photo"), opener.paste, (standard.Paste,), "paste", needs=""),
                Command(lambda: self.tr("Open the sa&mple photo"), opener.open_sample, (), "sample", needs=""),
                Command(
                    lambda: self.tr("Draw a random &face"), opener.open_random_face, ("Ctrl+R",), "random", needs=""
                ),
                self.recent,
                None,
                Command(lambda: self.tr("&Save edited photo"), saver.save, (standard.Save,), "save"),
                Command(lambda: self.tr("Save edited photo &as…"), saver.ask_save, ("Ctrl+Shift+S",)),
                Command(lambda: self.tr("Save a&nimation of the edit…"), saver.ask_animation, needs="face"),
                Command(lambda: self.tr("Save pro&ject…"), saver.ask_project, ("Ctrl+Alt+S",)),
                Command(lambda: self.tr("Save project with the p&hoto in it…"), partial(saver.ask_project, embed=True)),
                None,
                Command(lambda: self.tr("&Edit a folder of photos…"), saver.ask_batch, ("Ctrl+Shift+O",), needs="face"),
                Command(lambda: self.tr("Open other &weights…"), opener.ask_weights, needs=""),
                None,
                Command(lambda: self.tr("&Quit"), self.close, (standard.Quit,), needs=""),
            ],
        )
        menus.add(
            lambda: self.tr("&Edit"),
            [
                Command(lambda: self.tr("&Undo"), self.rail.undos.undo, (standard.Undo,), "undo", needs=""),
                Command(lambda: self.tr("&Redo"), self.rail.undos.redo, (standard.Redo,), "redo", needs=""),
                None,
                Command(lambda: self.tr("&Copy edited picture"), self.copy, (standard.Copy,)),
                Command(lambda: self.tr("Reset this &face"), editor.reset, ("Ctrl+Backspace",), needs="face"),
                Command(lambda: self.tr("&Next face"), self.next_face, ("Ctrl+Tab",), needs="face"),
                Command(lambda: self.tr("The same for &all faces"), editor.ask_of_all, needs="face"),
                None,
                Command(lambda: self.tr("&Move the five points"), self.move_points, ("Ctrl+L",), needs="face"),
                Command(lambda: self.tr("A&dd a face by hand"), self.add_face, ("Ctrl+Shift+L",)),
                None,
                self.presets,
            ],
        )
        view = menus.add(
            lambda: self.tr("&View"),
            [
                Command(lambda: self.tr("&Whole photo"), canvas.fit, ("Ctrl+0",), "fit"),
                Command(lambda: self.tr("&Actual pixels"), lambda: canvas.zoom_to(1.0), ("Ctrl+1",)),
                Command(lambda: self.tr("Zoom &in"), lambda: canvas.zoom_by(STEP), (standard.ZoomIn, "Ctrl+=")),
                Command(lambda: self.tr("Zoom &out"), lambda: canvas.zoom_by(1 / STEP), (standard.ZoomOut,)),
                None,
            ],
        )
        self._build_comparing(view)
        view.addSeparator()
        view.addAction(self.history.toggleViewAction())
        view.addAction(
            menus.action(
                Command(lambda: self.tr("Show the &time of a frame"), self._show_speed, needs="", checked=False)
            )
        )
        view.addMenu(self._language_menu())
        menus.add(
            lambda: self.tr("&Help"),
            [
                Command(lambda: self.tr("&Shortcuts"), self.show_shortcuts, ("F1",), needs=""),
                Command(lambda: self.tr("&About FaceLab"), self.show_about, needs=""),
            ],
        )

    def _build_comparing(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        ways: tuple[tuple[Compare, Callable[[], str], str], ...] = (
            (Compare.AFTER, lambda: self.tr("A&fter"), "Ctrl+2"),
            (Compare.SPLIT, lambda: self.tr("Before and after, with a &line to drag"), "Ctrl+3"),
            (Compare.BOTH, lambda: self.tr("Before and after, &side by side"), "Ctrl+4"),
        )
        self.comparing: dict[Compare, QAction] = {}
        for way, text, keys in ways:
            handler = partial(self.canvas.set_compare, way)
            action = self.menus.action(Command(text, handler, (keys,), checked=way is Compare.AFTER))
            group.addAction(action)
            menu.addAction(action)
            self.comparing[way] = action

    def _language_menu(self) -> QMenu:
        self._languages = QMenu(self)
        group = QActionGroup(self)
        for code, name in LANGUAGES.items():
            action = self._languages.addAction(name, partial(choose_language, code))
            action.setCheckable(True)
            action.setChecked(code == language())
            group.addAction(action)
        return self._languages

    def _show_edit(self) -> None:
        self.pages.setCurrentWidget(self.work if self.editor.photo is not None else self.first)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.menus.retranslate()
        self.rail.retranslate()
        self.history.setWindowTitle(self.tr("History"))
        self.steps.setEmptyLabel(self.tr("As it was opened"))
        self.steps.setAccessibleName(self.tr("History"))
        self.history.toggleViewAction().setText(self.tr("&History"))
        self.recent.setTitle(self.tr("Open &recent"))
        self.presets.setTitle(self.tr("&Presets"))
        self._languages.setTitle(self.tr("&Language"))
        self.stop.setText(self.tr("Stop"))

    def _connect(self) -> None:
        editor, canvas, panel, renderer = self.editor, self.canvas, self.panel, self.editor.renderer
        opener = self.opener
        opener.said.connect(lambda sentence: self.say(in_words(sentence)))
        editor.opened.connect(self._opened)
        editor.found.connect(self._found)
        editor.placed.connect(self._placed)
        editor.chosen.connect(self._chosen)
        editor.changed.connect(self._tell)
        editor.viewed.connect(self._look)
        editor.failed.connect(lambda sentence: self.say(in_words(sentence)))
        editor.busy.connect(self._show_busy)
        editor.saved.connect(lambda path: self.say(self.tr("Saved as {0}").format(path)))
        renderer.framed.connect(canvas.show_frame)
        renderer.finished.connect(canvas.show_edited)
        renderer.screened.connect(lambda before, after, done: canvas.show_screens(before, after, finished=done))
        renderer.seen.connect(panel.show_seen)
        renderer.warned.connect(self.warn)
        renderer.aligned.connect(canvas.show_crop)
        canvas.scale_changed.connect(renderer.show_at)
        canvas.part_changed.connect(renderer.look_at)
        canvas.face_clicked.connect(editor.choose)
        canvas.points_moved.connect(renderer.align)
        canvas.points_placed.connect(lambda points: editor.place(editor.face, points))
        canvas.painted.connect(self._painted)
        panel.began.connect(editor.begin_drag)
        panel.ended.connect(editor.end_drag)
        panel.moved.connect(self._moved)
        panel.locked.connect(editor.set_lock)
        panel.method_options.method_asked.connect(editor.set_method)
        panel.method_options.kept.connect(editor.set_keep)
        self.rail.edit_asked.connect(self._show_edit)
        self.rail.said.connect(lambda sentence: self.say(in_words(sentence)))
        self.rail.chosen.connect(opener.open_random_face)
        self.maker.progressed.connect(self._show_progress)
        self.maker.failed.connect(lambda sentence: self.say(in_words(sentence)))
        self.maker.made.connect(lambda path: self.say(self.tr("Saved as {0}").format(path)))
        self.first.open_asked.connect(opener.ask_open)
        self.first.paste_asked.connect(opener.paste)
        self.first.sample_asked.connect(opener.open_sample)
        self.first.random_face_asked.connect(opener.open_random_face)

    # Telling

    def say(self, sentence: str) -> None:
        """Tell a person something, for a while."""
        self.statusBar().showMessage(sentence, MESSAGE_MS)

    def warn(self, sentences: tuple[str, ...]) -> None:
        """Say, as long as it holds, why the chosen face's edit is not to be trusted."""
        text = " ".join(in_words(sentence) for sentence in sentences)
        self.banner.setText(text)
        self.banner.setVisible(bool(text))
        self.canvas.doubt(text)

    def _tell(self) -> None:
        editor = self.editor
        there = {"photo"} if editor.photo is not None else set()
        if editor.photo is not None and editor.face >= 0:
            there.add("face")
            self.panel.show_edit(editor.edit)
            self.panel.method_options.show_options(editor.edit.method, editor.photo.keep)
        self.menus.enable(there)
        self.panel.setEnabled("face" in there)
        name = editor.project.name if editor.project else editor.name
        self.setWindowTitle(f"{name}[*] — FaceLab" if there else "FaceLab")
        if editor.modified != self.isWindowModified():  # Qt writes the title anew even if it is so already
            self.setWindowModified(editor.modified)

    def _show_busy(self, what: str) -> None:
        self.notice.setText(what)
        self.stop.setVisible(self.editor.saving or self.maker.busy)

    def _show_progress(self, done: int, of: int) -> None:
        self._show_busy(self.tr("Making: {0} of {1}").format(done, of) if of else "")

    def _stop(self) -> None:
        self.editor.stop_saving()
        self.maker.stop()

    def _edited(self) -> "tuple[Photo, int, str] | None":
        """The photo that is edited, its chosen face, and what it is called."""
        editor = self.editor
        if editor.photo is None or editor.face < 0:
            return None
        return editor.photo, editor.face, Path(editor.name).stem

    def _opened(self) -> None:
        self.rail.show_page(EDIT)
        self.canvas.show_photo(self.editor.image)
        self.warn(())
        photo, project = self.editor.photo, self.editor.project
        source = photo.original.picture.source if photo is not None else None
        if remembered_path := project or source:
            self.recent.remember(remembered_path)
        self.editor.renderer.show_at(self.canvas.scale)
        self._tell()

    def _found(self) -> None:
        self.canvas.show_heads(self.editor.outlines)
        if self.editor.faces:
            self.panel.limit(self.editor.lab.limits)
        else:
            self.say(self.tr("No face was found in this photo; Edit, Add a face by hand places one."))

    def _placed(self) -> None:
        self.canvas.show_heads(self.editor.outlines)
        if self.canvas.points is not None:
            self._show_points()

    def _chosen(self) -> None:
        self.canvas.choose(self.editor.face)
        self.panel.show_seen({}, {})
        if self.canvas.points is not None:
            self._show_points()

    def _show_points(self) -> None:
        editor = self.editor
        if editor.photo is None or not 0 <= editor.face < editor.faces:
            self.canvas.leave_points()
            return
        landmarks = editor.photo.faces[editor.face].landmarks
        self.canvas.move_points([(x, y) for x, y in landmarks.tolist()])

    def _moved(self, attribute: str, amount: float) -> None:
        self._moved_at = perf_counter()
        self.editor.set_amount(attribute, amount, attribute_title(attribute))

    def _painted(self, fresh: bool) -> None:
        if self._moved_at and fresh:
            self.speed.setText(self.tr("Frame: {0} ms").format(round(1000 * (perf_counter() - self._moved_at))))
            self._moved_at = 0.0

    def _show_speed(self) -> None:
        self.speed.setVisible(not self.speed.isVisible())

    # Doing

    def move_points(self) -> None:
        """Move the five points of the chosen face by hand, or stop it."""
        if self.canvas.points is not None:
            self.canvas.leave_points()
        else:
            self._show_points()
            self.say(self.tr("Drag the points to eyes, nose and mouth corners; Enter when they are there."))

    def add_face(self) -> None:
        """Put a face where none was found: in the middle of what is seen, to be moved from there."""
        _, middle = self.canvas.looked_at
        size = self.editor.image.size()
        width = min(size.width(), size.height(), self.canvas.height() / max(self.canvas.zoom, 1e-6)) / 3
        self.editor.place(self.editor.faces, usual_points(QPointF(*middle), width))
        self._show_points()
        self.say(self.tr("Drag the points to eyes, nose and mouth corners; Enter when they are there."))

    def copy(self) -> None:
        """Put the edited picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.canvas.edited)
        self.say(self.tr("The edited picture is on the clipboard."))

    def _look(self, view: StoredView) -> None:
        self.comparing[Compare(view.compare)].trigger()
        self.canvas.look_at(view.zoom, view.centre)
        self.rail.restore(view.pages)

    def next_face(self) -> None:
        """Choose the next face, after the last the first."""
        if self.editor.faces:
            self.editor.choose((self.editor.face + 1) % self.editor.faces)

    def show_shortcuts(self) -> None:
        """Show all shortcuts on a sheet."""
        HelpDialog(self.tr("Shortcuts"), sheet_html([*self.menus.shortcuts(), mouse_and_keys()]), self).open()

    def show_about(self) -> None:
        """Show what FaceLab is."""
        HelpDialog(self.tr("About FaceLab"), about_html(), self).open()

    def _restore(self) -> None:
        """Be where a person left it; Qt brings back a window that would be off the screens."""
        self.resize(1200, 800)
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
        """Anything may be dropped: what is no photo is answered."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        event.acceptProposedAction()
        self.opener.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Hold B to see the photo as it was."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.canvas.hold_before(True)
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
        self.opener.recovery.stop()
        self.opener.stop()
        self.maker.close()
        self.rail.stop()
        self.editor.stop()
        event.accept()
