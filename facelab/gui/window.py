"""The window."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSettings, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from facelab import files
from facelab.gui.canvas import STEP, Canvas, Compare
from facelab.gui.editor import Editor
from facelab.gui.first import FirstScreen
from facelab.gui.icons import icon
from facelab.gui.lists import PresetsMenu, RecentMenu
from facelab.gui.sliders import Panel
from facelab.photo.write import FORMATS

if TYPE_CHECKING:
    from facelab.lab import Lab

SAMPLE = "sample/astronaut.png"
SEEDS = 1_000_000
MESSAGE_MS = 8000


@dataclass(frozen=True)
class Command:
    """One thing that a person can do."""

    text: str
    told: Callable[[], object]
    keys: tuple[QKeySequence | QKeySequence.StandardKey | str, ...] = ()
    icon: str = ""
    with_photo: bool = True


class Window(QMainWindow):
    """Open, choose, slide, save."""

    def __init__(self, begin: "Callable[[], Lab]", parent: QWidget | None = None) -> None:
        """``begin`` gives the model, which may still be loading."""
        super().__init__(parent)
        self.editor = Editor(begin, self)
        self.canvas, self.panel, self.first = Canvas(), Panel(), FirstScreen()
        self.notice = QLabel()
        self._actions: list[tuple[QAction, bool]] = []
        self._saved_to: Path | None = None
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(1200, 800)
        self._tell()

    # Building

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
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
        self.work.addWidget(side)
        self.work.setStretchFactor(0, 1)
        self.work.setCollapsible(0, False)
        self.work.setSizes([780, 420])
        self.pages = QStackedWidget()
        self.pages.addWidget(self.first)
        self.pages.addWidget(self.work)
        self.setCentralWidget(self.pages)
        self._build_menus()
        self._build_rail()
        self.statusBar().addPermanentWidget(self.notice)

    def _build_menus(self) -> None:
        editor, canvas = self.editor, self.canvas
        standard = QKeySequence.StandardKey
        self.recent, self.presets = RecentMenu(self), PresetsMenu(editor, self)
        self.recent.asked.connect(self.open)
        self.presets.failed.connect(self.say)
        menus: dict[str, list[Command | QMenu | None]] = {
            self.tr("&File"): [
                Command(self.tr("&Open…"), self.ask_open, (standard.Open,), "open", with_photo=False),
                Command(self.tr("&Paste photo"), self.paste, (standard.Paste,), "paste", with_photo=False),
                Command(self.tr("Open the &sample photo"), self.open_sample, (), "sample", with_photo=False),
                Command(self.tr("Draw a random &face"), self.open_drawn, ("Ctrl+R",), "random", with_photo=False),
                self.recent,
                None,
                Command(self.tr("&Save edited photo…"), self.ask_save, (standard.Save,), "save"),
                None,
                Command(self.tr("&Quit"), self.close, (standard.Quit,), with_photo=False),
            ],
            self.tr("&Edit"): [
                Command(self.tr("&Undo"), editor.stack.undo, (standard.Undo,), "undo"),
                Command(self.tr("&Redo"), editor.stack.redo, (standard.Redo,), "redo"),
                None,
                Command(self.tr("&Copy edited picture"), self.copy, (standard.Copy,)),
                Command(self.tr("Reset this &face"), editor.reset, ("Ctrl+Backspace",)),
                Command(self.tr("&Next face"), self.next_face, ("Ctrl+Tab",)),
                None,
                self.presets,
            ],
            self.tr("&View"): [
                Command(self.tr("&Whole photo"), canvas.fit, ("Ctrl+0",), "fit"),
                Command(self.tr("&Actual pixels"), lambda: canvas.zoom_to(1.0), ("Ctrl+1",)),
                Command(self.tr("Zoom &in"), lambda: canvas.zoom_by(STEP), (standard.ZoomIn, "Ctrl+=")),
                Command(self.tr("Zoom &out"), lambda: canvas.zoom_by(1 / STEP), (standard.ZoomOut,)),
                None,
            ],
        }
        for name, commands in menus.items():
            menu = self.menuBar().addMenu(name)
            for command in commands:
                if isinstance(command, QMenu):
                    menu.addMenu(command)
                elif command:
                    menu.addAction(self._action(command))
                else:
                    menu.addSeparator()
        self._build_comparing(menu)

    def _build_comparing(self, menu: "QWidget") -> None:
        group = QActionGroup(self)
        ways = (
            (Compare.AFTER, self.tr("After"), "Ctrl+2"),
            (Compare.SPLIT, self.tr("Before and after, with a line to drag"), "Ctrl+3"),
            (Compare.BOTH, self.tr("Before and after, side by side"), "Ctrl+4"),
        )
        self.comparing: dict[Compare, QAction] = {}
        for way, text, keys in ways:
            action = self._action(Command(text, partial(self.canvas.set_compare, way), (keys,)))
            action.setCheckable(True)
            action.setChecked(way is Compare.AFTER)
            group.addAction(action)
            menu.addAction(action)
            self.comparing[way] = action

    def _build_rail(self) -> None:
        rail = QToolBar(self.tr("Pages"))
        rail.setMovable(False)
        rail.setIconSize(QSize(26, 26))
        rail.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        page = QAction(icon("edit"), self.tr("Edit"), self)
        page.setCheckable(True)
        page.setChecked(True)
        page.triggered.connect(lambda: page.setChecked(True))
        rail.addAction(page)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, rail)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.icon:
            action.setIcon(icon(command.icon))
        action.triggered.connect(lambda *_: command.told())
        self._actions.append((action, command.with_photo))
        return action

    def _connect(self) -> None:
        editor, canvas, panel = self.editor, self.canvas, self.panel
        editor.opened.connect(self._opened)
        editor.found.connect(self._found)
        editor.chosen.connect(lambda: canvas.choose(editor.face))
        editor.changed.connect(self._tell)
        editor.framed.connect(canvas.show_frame)
        editor.finished.connect(canvas.show_edited)
        editor.screened.connect(lambda before, after, done: canvas.show_screens(before, after, finished=done))
        editor.failed.connect(self.say)
        editor.busy.connect(self.notice.setText)
        editor.saved.connect(lambda path: self.say(self.tr("Saved as {0}").format(path)))
        editor.stack.cleanChanged.connect(lambda _clean: self._tell())
        canvas.scale_changed.connect(editor.show_at)
        canvas.face_clicked.connect(editor.choose)
        panel.began.connect(editor.begin_drag)
        panel.ended.connect(editor.end_drag)
        panel.moved.connect(editor.set_amount)
        panel.locked.connect(editor.set_lock)
        editor.seen.connect(panel.show_seen)
        editor.warned.connect(self.warn)
        editor.chosen.connect(lambda: panel.show_seen({}, {}))
        panel.ways.method_asked.connect(editor.set_method)
        panel.ways.kept.connect(editor.set_keep)
        self.first.open_asked.connect(self.ask_open)
        self.first.paste_asked.connect(self.paste)
        self.first.sample_asked.connect(self.open_sample)
        self.first.drawn_asked.connect(self.open_drawn)

    # Telling

    def say(self, sentence: str) -> None:
        """Tell a person something, for a while."""
        self.statusBar().showMessage(sentence, MESSAGE_MS)

    def warn(self, sentences: str) -> None:
        """Say, as long as it holds, why the chosen face's edit is not to be trusted."""
        self.banner.setText(sentences)
        self.banner.setVisible(bool(sentences))

    def _tell(self) -> None:
        editor = self.editor
        there = editor.photo is not None
        for action, with_photo in self._actions:
            action.setEnabled(there or not with_photo)
        if editor.face >= 0:
            self.panel.show_edit(editor.edit)
            self.panel.ways.show_ways(editor.edit.method, editor.wishes.keep)
        self.panel.setEnabled(editor.face >= 0)
        self.setWindowTitle(f"{editor.name}[*] — FaceLab" if there else "FaceLab")
        self.setWindowModified(not editor.stack.isClean())

    def _opened(self) -> None:
        self.pages.setCurrentWidget(self.work)
        self.canvas.show_photo(self.editor.image)
        self.warn("")
        photo = self.editor.photo
        if photo is not None and photo.original.picture.source is not None:
            self.recent.remember(photo.original.picture.source)
        self.editor.show_at(self.canvas.scale)
        self._tell()

    def _found(self) -> None:
        self.canvas.show_heads(self.editor.outlines)
        if not self.editor.faces:
            self.say(self.tr("No face was found in this photo."))

    # Doing

    def open(self, path: Path) -> None:
        """Open a photo, unless a person would rather keep what is open."""
        if self._may_go():
            self.editor.open(path)

    def open_sample(self) -> None:
        """Open the sample photo."""
        self.open(files.resource(SAMPLE))

    def open_drawn(self) -> None:
        """Open a face of nobody, another one each time."""
        if self._may_go():
            self.editor.open_drawn(randbelow(SEEDS))

    def ask_open(self) -> None:
        """Ask which photo to open."""
        patterns = "*.jpg *.jpeg *.png *.webp *.avif *.heic *.heif *.tif *.tiff *.bmp *.gif"
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a photo"), self._folder(), self.tr("Photos ({0})").format(patterns)
        )
        if name:
            QSettings().setValue("folder", str(Path(name).parent))
            self.open(Path(name))

    def paste(self) -> None:
        """Open what is on the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData())

    def copy(self) -> None:
        """Put the edited picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.canvas.edited)

    def ask_save(self) -> None:
        """Ask where to write the edited photo."""
        photo = self.editor.photo
        if photo is None:
            return
        source = photo.original.picture.source
        suffix = source.suffix if source and source.suffix.lower() in FORMATS else ".png"
        start = self._saved_to or Path(self._folder()) / f"{Path(self.editor.name).stem}-edited{suffix}"
        patterns = " ".join(f"*{ending}" for ending in FORMATS)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the edited photo"), str(start), self.tr("Pictures ({0})").format(patterns)
        )
        if name:
            self._saved_to = Path(name)
            self.editor.save(Path(name))

    def next_face(self) -> None:
        """Choose the next face, after the last the first."""
        if self.editor.faces:
            self.editor.choose((self.editor.face + 1) % self.editor.faces)

    def _folder(self) -> str:
        return str(QSettings().value("folder", str(Path.home())))

    def _may_go(self) -> bool:
        """Whether what is open may go: it is saved, or a person says so."""
        if self.editor.stack.isClean():
            return True
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("The edits of {0} are not saved.").format(self.editor.name))
        box.setInformativeText(self.tr("Discard them?"))
        box.setStandardButtons(buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        return QMessageBox.StandardButton(box.exec()) is buttons.Discard

    def _take(self, data: QMimeData) -> None:
        """Open what was dropped or pasted, or say why not."""
        urls = data.urls()
        if urls and urls[0].isLocalFile():
            path = Path(urls[0].toLocalFile())
            if path.is_dir():
                self.say(self.tr("{0} is a folder; drop a single photo.").format(path.name))
            else:
                self.open(path)
        elif data.hasImage():
            if self._may_go():
                self.editor.open_image(QImage(data.imageData()), self.tr("Pasted picture"))
        elif urls:
            self.say(self.tr("That is a web address; save the picture first, then drop the file."))
        else:
            self.say(self.tr("That is no photo; drop a picture file."))

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Anything may be dropped: what is no photo is answered."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        event.acceptProposedAction()
        self._take(event.mimeData())

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

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask before edits are lost; wait for the workers."""
        if not self._may_go():
            event.ignore()
            return
        self.editor.stop()
        event.accept()
