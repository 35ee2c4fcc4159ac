"""The page Learn: the lecture behind FaceLab, lesson by lesson, with the models that it is about."""

from PySide6.QtCore import QEvent, QSettings, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facelab.gui.pages.face_source import FaceSource
from facelab.gui.pages.learn.formula import FormulaView
from facelab.gui.pages.learn.lesson import LectureLesson, say
from facelab.gui.pages.learn.lessons import LESSONS
from facelab.gui.pages.learn.scene import Scene, row_of
from facelab.gui.pages.page import Page
from facelab.gui.pages.requests import LearnRequest
from facelab.gui.qt.busy_mark import BusyMark
from facelab.gui.qt.icons import icon
from facelab.gui.qt.images import samples_of
from facelab.gui.qt.scroll_bars import slim
from facelab.gui.qt.spacing import GAP, ROOM
from facelab.gui.qt.tab_order import put_before
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.photo.outputs import write_drawn

LIST = 244
"""Pixels across the list of lessons."""
TITLE, WORDS = 1.55, 1.1
"""Sizes of text, for the window's own."""
SETTING = "learn/lesson"
SEED = 7
"""Of the face that is looked at where no photo is open."""


class LearnPage(Page[LearnRequest, None, None]):
    """A lesson at a time: its words, its formula, and what is alive in it; at the left, all of them, and the face."""

    def __init__(self, source: FaceSource, maker: BackgroundMaker, parent: QWidget | None = None) -> None:
        super().__init__(LearnRequest(), parent)
        self._source, self._maker = source, maker
        self.list, self.back, self.next = QListWidget(), QPushButton(), QPushButton()
        self.title, self.text, self._count, self._face = QLabel(), QLabel(), QLabel(), QLabel()
        self.formula, self.scenes = FormulaView(LESSONS[0].formula), QStackedWidget()
        self._made: dict[int, Scene] = {}
        self.number = min(max(int(str(QSettings().value(SETTING, 0, int))), 0), len(LESSONS) - 1)
        self._build()
        self.retranslate()
        self.show_lesson(self.number)

    @property
    def lesson(self) -> LectureLesson:
        """The lesson that is seen."""
        return LESSONS[self.number]

    @property
    def scene(self) -> Scene:
        """What is alive in it, made when it is first seen."""
        if self.number not in self._made:
            scene = self.lesson.scene(self._source.lab)
            scene.said.connect(self.said)
            BusyMark(scene, scene.worker, above=True)
            self._made[self.number] = scene
            self.scenes.addWidget(scene)
            for widget in scene.findChildren(QWidget):
                if widget.window() is self.window():  # a list that drops down is a window of its own
                    put_before(widget, self.back)  # as one reads
        return self._made[self.number]

    def _build(self) -> None:
        self.list.addItems([""] * len(LESSONS))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(LIST)
        for label in (self.title, self.text):
            label.setWordWrap(True)
        self._enlarge()
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self._face)
        left.addLayout(self.row_of_slots(self._source, "A"))
        right, below = QVBoxLayout(), row_of(self.back, self.next, self._count)
        below.addStretch(1)
        below.addWidget(self.save)
        right.setSpacing(GAP)
        for widget in (self.title, self.text, self.formula):
            right.addWidget(widget)
        area = QScrollArea()  # for the smallest of windows
        right.addWidget(area, 1)
        right.addLayout(below)
        area.setWidget(self.scenes)
        area.setWidgetResizable(True)
        slim(area)
        slim(self.list)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(left)
        layout.addLayout(right, 1)
        self.list.currentRowChanged.connect(self.show_lesson)
        self.back.clicked.connect(lambda: self.show_lesson(self.number - 1))
        self.next.clicked.connect(lambda: self.show_lesson(self.number + 1))
        self.save.clicked.connect(self.save_picture)
        for button, drawing in ((self.back, "previous"), (self.next, "next"), (self.save, "save")):
            button.setIcon(icon(drawing))

    def _enlarge(self) -> None:
        for label, larger, weight in ((self.title, TITLE, QFont.Weight.DemiBold), (self.text, WORDS, None)):
            font = QFont(self.font())
            font.setPointSizeF(self.font().pointSizeF() * larger)
            if weight is not None:
                font.setWeight(weight)
            label.setFont(font)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font, or another language."""
        if event.type() is QEvent.Type.FontChange:
            self._enlarge()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for row, lesson in enumerate(LESSONS):
            self.list.item(row).setText(f"{row + 1}. {say(lesson.title)}")
            self.list.item(row).setSizeHint(QSize(0, self.fontMetrics().height() + GAP))
        self.list.setAccessibleName(self.tr("Lessons"))
        self._face.setText(self.tr("The face looked at:"))
        self.back.setText(self.tr("Back"))
        self.next.setText(self.tr("Next"))
        self.save.setText(self.tr("Save picture…"))
        self.save.setToolTip(self.tr("Saves what the lesson shows as a picture"))
        self._say()

    def _say(self) -> None:
        self.title.setText(say(self.lesson.title))
        self.text.setText(say(self.lesson.words))
        self.formula.show_formula(self.lesson.formula)
        self.formula.setAccessibleName(say(self.lesson.spoken))
        self._count.setText(self.tr("{0} of {1}").format(self.number + 1, len(LESSONS)))

    def show_lesson(self, number: int) -> None:
        """Show another lesson; what went on by itself in the one before rests."""
        number = min(max(number, 0), len(LESSONS) - 1)
        if self.number in self._made and number != self.number:
            self._made[self.number].rest()
        self.number = number
        QSettings().setValue(SETTING, number)
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(number)
        self.back.setEnabled(number > 0)
        self.next.setEnabled(number < len(LESSONS) - 1)
        self._say()
        if self.isVisible():
            self.show_request()

    def show_request(self) -> None:
        """Show the lesson with the face that is asked for."""
        self.show_faces(self.request.faces)
        self.scenes.setCurrentWidget(self.scene)
        for scene in self._made.values():  # so that the tallest does not make room for itself in every lesson
            kind = QSizePolicy.Policy.Preferred if scene is self.scene else QSizePolicy.Policy.Ignored
            scene.setSizePolicy(kind, kind)
        self.scene.show_face(self.request.faces[0])

    def begin(self) -> None:
        """Begin with the face that is edited, or with one of nobody."""
        (slot,) = self.slots
        if slot.face is None and not slot.busy:
            if self._source.edited() is not None:
                slot.take_edited()
            else:
                slot.draw(SEED)
        self.show_request()

    def hideEvent(self, event: object) -> None:  # noqa: N802
        """Nothing goes on by itself where it is not seen."""
        super().hideEvent(event)  # type: ignore[arg-type]
        for scene in self._made.values():
            scene.rest()

    def save_picture(self) -> None:
        """Have what the lesson shows written as a picture."""
        path = self.ask_path(self.tr("Save the picture"), "lesson", ".png", "*.png *.jpg *.webp *.avif")
        if path is not None:
            samples = samples_of(self.scene.grab().toImage())
            self._maker.make(path, 1, lambda _told: write_drawn(samples, path, overwrite=True))

    def stored(self) -> None:
        """A project keeps nothing of the page."""

    def restore(self, stored: None) -> None:
        """A project kept nothing of the page."""

    def show_made(self, made: None) -> None:
        """Scenes show what their own workers make."""

    def stop(self) -> None:
        """Wait for the workers; the page is of no use afterwards."""
        for scene in self._made.values():
            scene.stop()
        super().stop()
