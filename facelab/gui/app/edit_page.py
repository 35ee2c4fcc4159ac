"""The page Edit: the photo, its faces and the photos beside it, what is to be known of it, and the sliders."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from facelab.errors import Message
from facelab.gui.app.frame_time import FrameTime
from facelab.gui.app.looks import Looks
from facelab.gui.canvas.banner import Banner
from facelab.gui.canvas.brush import Brush
from facelab.gui.canvas.brush_bar import BrushBar
from facelab.gui.canvas.canvas import Canvas
from facelab.gui.canvas.face_strip import FaceStrip
from facelab.gui.canvas.film_strip import FilmStrip
from facelab.gui.panel.sliders import SliderPanel
from facelab.gui.qt.translation import in_words
from facelab.gui.session.editor import Editor
from facelab.gui.session.meter import Meter

WIDTHS = 800, 400
"""Pixels across the photo and the sliders, at first."""


class EditPage(QSplitter):
    """Shows what an editor has open, and asks it for what hands do.

    Signals:
        menu_asked: (QPoint) a menu of the photo, there on the screen.
        place_asked: a face is to be placed by hand.
    """

    menu_asked = Signal(QPoint)
    place_asked = Signal()

    def __init__(self, editor: Editor, frame_time: FrameTime, say: Callable[[str], object]) -> None:
        super().__init__()
        self._editor, self._frame_time = editor, frame_time
        self.canvas, self.panel = Canvas(), SliderPanel()
        self.brush_bar = BrushBar(Brush(), self.canvas)
        self.banner, self.faces, self.strip, self.strips = Banner(self.canvas), FaceStrip(), FilmStrip(), QWidget()
        self.looks = Looks(editor, self.panel.looks, say, self)
        self.meter = Meter(editor, self)
        self._say_below: Callable[[], None] = lambda: None
        """Says again, in the language of the time, what stands below the photo."""
        self._build()
        self._follow_editor()
        self._follow_hands()
        self._show_asked()

    def _build(self) -> None:
        middle = QWidget()
        rows, strips = QVBoxLayout(middle), QVBoxLayout(self.strips)
        for column in (rows, strips):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        rows.addWidget(self.canvas, 1)
        rows.addWidget(self.strips)
        for strip in (self.faces, self.strip):
            strips.addWidget(strip)
        self.addWidget(middle)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.setCollapsible(0, False)
        self.setSizes(WIDTHS)

    def _follow_editor(self) -> None:
        editor, canvas, panel, renderer = self._editor, self.canvas, self.panel, self._editor.renderer
        editor.opened.connect(self._opened)
        editor.found.connect(self._found)
        editor.unsearched.connect(self._offer_search)
        editor.placed.connect(self._placed)
        editor.chosen.connect(self._chosen)
        editor.changed.connect(self._show_asked)
        renderer.framed.connect(canvas.show_frame)
        renderer.finished.connect(canvas.show_edited)
        renderer.screened.connect(lambda before, after, done: canvas.show_screens(before, after, finished=done))
        renderer.seen.connect(panel.show_seen)
        renderer.warned.connect(self.warn)
        self.meter.begun.connect(panel.meter.clear)
        self.meter.outdated.connect(panel.meter.outdate)
        self.meter.measured.connect(panel.meter.show_measured)

    def _follow_hands(self) -> None:
        editor, canvas, panel = self._editor, self.canvas, self.panel
        canvas.scale_changed.connect(editor.renderer.show_at)
        canvas.part_changed.connect(editor.renderer.look_at)
        canvas.removal_asked.connect(editor.remove_face)
        canvas.menu_asked.connect(self.menu_asked)
        canvas.face_clicked.connect(editor.choose)
        canvas.painted.connect(self._frame_time.stop)
        self.faces.face_chosen.connect(editor.choose)
        self.faces.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(self.faces.viewport().mapToGlobal(place))
        )
        panel.reset_asked.connect(editor.reset)
        panel.approached.connect(editor.renderer.expect)
        panel.began.connect(lambda: self.looks.maker.hold(True))
        panel.ended.connect(lambda: self.looks.maker.hold(False))
        panel.began.connect(editor.begin_drag)
        panel.ended.connect(editor.end_drag)
        panel.moved.connect(self._moved)
        panel.locked.connect(editor.set_lock)
        panel.method_options.method_asked.connect(editor.set_method)
        panel.method_options.kept.connect(editor.set_keep)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.strip.setAccessibleName(self.tr("Photos"))
        self.faces.setAccessibleName(self.tr("Faces"))
        self.looks.retranslate()
        self._say_below()

    def stop(self) -> None:
        """Wait for what it has made beside the photo; the page is of no use afterwards."""
        self.strip.stop()
        self.looks.stop()
        self.meter.stop()

    @property
    def beside(self) -> tuple[QWidget, ...]:
        """What lies beside the photo."""
        return self.panel, self.strips

    @property
    def sliders_there(self) -> bool:
        """Whether the sliders are neither hidden nor drawn shut."""
        return not self.panel.isHidden() and self.sizes()[1] > 0

    def show_sliders(self, there: bool) -> None:
        """Hide the sliders, or bring them back."""
        self.panel.setVisible(there)
        if there and not self.sizes()[1]:
            self.setSizes(WIDTHS)

    def warn(self, warnings: tuple[Message, ...]) -> None:
        """Say, as long as it holds, why the chosen face's edit is not to be trusted."""
        text = " ".join(map(in_words, warnings))
        self.canvas.doubt(text)
        self._say_below = partial(self.warn, warnings)
        self.banner.say(text)

    def _show_asked(self) -> None:
        model = self._editor.model
        self.panel.setEnabled(model.photo is not None and model.face >= 0)
        if model.photo is not None:
            self.panel.show_edit(model.edit)
            self.panel.method_options.show_options(model.edit.method, model.photo.keep)

    def _opened(self) -> None:
        self.canvas.show_photo(self._editor.image)
        self.faces.show_faces(self._editor.image, ())
        self.panel.show_seen({}, {})
        self.warn(())
        self._editor.renderer.show_at(self.canvas.scale)
        self._show_asked()

    def _show_heads(self) -> None:
        self.canvas.show_heads(self._editor.model.outlines)
        self.faces.show_faces(self._editor.image, self._editor.model.outlines)
        self.faces.mark(self._editor.model.face)

    def _found(self) -> None:
        self._show_heads()
        if self._editor.model.faces:
            self.panel.limit(self._editor.lab.limits)
        else:
            self._offer_to_place()

    def _offer_to_place(self) -> None:
        self._say_below = self._offer_to_place
        self.banner.say(self.tr("No face was found in this photo."), self.tr("Place a face"), self.place_asked.emit)

    def _offer_search(self) -> None:
        self._say_below = self._offer_search
        self.banner.say(self.tr("The search for faces was stopped."), self.tr("Look for faces"), self._look_again)

    def _look_again(self) -> None:
        self.warn(())
        self._editor.look_again()

    def _placed(self) -> None:
        self.warn(())
        self._show_heads()

    def _chosen(self) -> None:
        self.canvas.choose(self._editor.model.face)
        self.faces.mark(self._editor.model.face)
        self.panel.show_seen({}, {})

    def _moved(self, attribute: str, amount: float) -> None:
        self._frame_time.start()
        self._editor.set_amount(attribute, amount)
