"""The page Generate: a wall of random faces, each a beginning."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSettings, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facelab.errors import FaceLabError, Message
from facelab.gui.pages.conditions_form import ConditionsForm
from facelab.gui.pages.face_menu import picture_rows, use_rows
from facelab.gui.pages.face_source import FaceSource
from facelab.gui.pages.face_wall import FaceWall
from facelab.gui.pages.page import PANEL, Page
from facelab.gui.pages.requests import GenerateRequest
from facelab.gui.pages.wall import Wall, draw_wall, write_sheet
from facelab.gui.qt.context_menu import MenuRow, copy_text, pop_up
from facelab.gui.qt.fields import WholeNumberField
from facelab.gui.qt.icons import icon
from facelab.gui.qt.images import plain_icon
from facelab.gui.qt.slider import Slider
from facelab.gui.qt.spacing import ROOM, SMALL
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import Cores, LatestOnly, Outcome
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.project.pages import StoredDraws
from facelab.synthesis.samples import SEEDS
from facelab.synthesis.search import Sample

SHEET, MOST_ACROSS = 5, 20
"""Rows and columns of a sheet that is saved, at first and at most."""
COUNT = SHEET**2
"""Faces that are drawn at a time: a sheet of the usual size is on the wall already."""
THUMB = 128
SIZES = 64, 256
"""Pixels across a picture that a person may choose from."""
SPREADS = 20, 130
"""Hundredths: all alike, to wild."""
FACE = Qt.ItemDataRole.UserRole + 1
"""Of an item: its face; the user's role holds how it is drawn."""


class GeneratePage(Page[GenerateRequest, StoredDraws, Wall]):
    """Faces drawn from the prior, as alike and of such looks as a person wants."""

    def __init__(self, source: FaceSource, maker: BackgroundMaker, parent: QWidget | None = None) -> None:
        super().__init__(GenerateRequest(seed=_last_seed()), parent)
        self._source, self._maker, self._begun = source, maker, False
        self.rows, self.columns = WholeNumberField(), WholeNumberField()
        self.wall, self.again, self.edit = FaceWall(), QPushButton(), QPushButton()
        self.seed, self.spread = WholeNumberField(), Slider()
        self.conditions = ConditionsForm()
        self.thumb = Slider()
        self._more: LatestOnly[tuple[GenerateRequest, Wall]] = LatestOnly(self, Cores.LIVE)
        self._more.done.connect(self._hang_more)
        self._names = QLabel(), QLabel(), QLabel()
        self._wanted = QLabel()
        self._build()
        self.mark_busy(self.wall, self._more)
        self.retranslate()
        self._show()

    def _build(self) -> None:
        self.seed.setRange(0, SEEDS)
        self.spread.setRange(*SPREADS)
        form = QFormLayout()
        self.thumb.setRange(*SIZES)
        self.thumb.setValue(min(max(int(str(QSettings().value("draws/size", THUMB, int))), SIZES[0]), SIZES[1]))
        self._resize(self.thumb.value())
        for label, widget in zip(self._names, (self.seed, self.spread, self.thumb), strict=True):
            label.setBuddy(widget)
            form.addRow(label, widget)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(form)
        beside.addWidget(self.again)
        beside.addWidget(self._wanted)
        beside.addWidget(self.conditions, 1)
        sheet = QHBoxLayout()
        sheet.setSpacing(SMALL)
        sheet.addWidget(self.save, 1)
        for field in (self.rows, QLabel("×"), self.columns):
            sheet.addWidget(field)
        for field in (self.rows, self.columns):
            field.setRange(1, MOST_ACROSS)
            field.setValue(SHEET)
            field.setButtonSymbols(WholeNumberField.ButtonSymbols.NoButtons)
            field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            field.setFixedWidth(36)
        beside.addLayout(sheet)
        beside.addWidget(self.edit)
        for button, drawing in ((self.again, "random"), (self.save, "sheet"), (self.edit, "edit")):
            button.setIcon(icon(drawing))
        panel = QWidget()
        panel.setLayout(beside)
        panel.setFixedWidth(PANEL)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self.wall, 1)
        layout.addWidget(panel)
        self.conditions.changed.connect(lambda: self.ask(Message("Only such faces"), wanted=self.conditions.conditions))
        self.again.clicked.connect(self.draw_others)
        self.save.clicked.connect(self.save_sheet)
        self.edit.clicked.connect(lambda: self._choose(self.wall.currentItem()))
        self.wall.itemClicked.connect(self._choose)
        self.wall.itemActivated.connect(self._choose)
        self.wall.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.wall.customContextMenuRequested.connect(self._ask_menu)
        self.wall.verticalScrollBar().valueChanged.connect(lambda _: self._want_more())
        self.thumb.valueChanged.connect(self._resize)
        self.wall.currentItemChanged.connect(lambda item, _before: self.edit.setEnabled(item is not None))
        self.seed.editingFinished.connect(lambda: self.ask(Message("First seed"), seed=self.seed.value()))
        self.spread.sliderReleased.connect(self._take_spread)
        self.spread.valueChanged.connect(lambda _: None if self.spread.isSliderDown() else self._take_spread())
        self.edit.setEnabled(False)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        texts = self.tr("First seed"), self.tr("Alike to wild"), self.tr("Size")
        for name, widget, text in zip(self._names, (self.seed, self.spread, self.thumb), texts, strict=True):
            name.setText(text)
            widget.setAccessibleName(text)
        self.spread.setToolTip(self.tr("To the left faces are much alike, to the right of all kinds"))
        self.thumb.setToolTip(self.tr("How large the faces are shown"))
        self.conditions.retranslate()
        self.again.setText(self.tr("Other faces"))
        self.save.setText(self.tr("Save sheet…"))
        self.save.setToolTip(self.tr("Puts the first of such faces onto one picture, in so many rows and columns"))
        for field, words in ((self.rows, self.tr("Rows")), (self.columns, self.tr("Columns"))):
            field.setAccessibleName(words)
            field.setToolTip(words)
        self.busy_mark.say(self.tr("Drawing faces…"))
        self.edit.setText(self.tr("Edit this face"))
        self._wanted.setText(self.tr("Only such faces:"))
        self.wall.setAccessibleName(self.tr("Faces of nobody"))
        self.wall.setToolTip(self.tr("Click a face, or press Enter, to edit it; scroll for more"))

    def stored(self) -> StoredDraws:
        """What a project keeps of the page."""
        return StoredDraws(seed=self.request.seed, spread=self.request.spread, wanted=self.request.wanted)

    def restore(self, stored: StoredDraws) -> None:
        """Ask for what a project kept; it is drawn when it is seen."""
        self._begun = False
        self.request = GenerateRequest(stored.seed, stored.spread, dict(stored.wanted))
        self.stack.clear()
        self._show()
        if self.isVisible():
            self.draw()

    def begin(self) -> None:
        """Draw the first faces, once the page is seen."""
        if not self._begun:
            self.draw()

    def draw_others(self) -> None:
        """Draw the faces of the seeds after those that are seen."""
        seeds = [self.wall.item(row).data(Qt.ItemDataRole.UserRole).seed for row in range(self.wall.count())]
        self.ask(Message("Other faces"), seed=(max(seeds, default=self.request.seed + COUNT - 1) + 1) % SEEDS)

    def show_request(self) -> None:
        """Draw what is asked."""
        self._show()
        self.draw()

    def _show(self) -> None:
        request = self.request
        for widget, value in ((self.seed, request.seed), (self.spread, round(100 * request.spread))):
            with QSignalBlocker(widget):
                widget.setValue(value)
        self.conditions.show_conditions(request.wanted)

    def _take_spread(self) -> None:
        self.ask(Message("Alike to wild"), spread=self.spread.value() / 100)

    def draw(self) -> None:
        """Draw what is asked."""
        self._begun = True
        QSettings().setValue("draws/seed", self.request.seed)
        source, request = self._source, self.request

        lab = source.lab()
        self.make(lab, lambda progress: draw_wall(lab, request, COUNT, progress))

    def show_made(self, made: Wall | None) -> None:
        """Hang the faces up."""
        self.wall.clear()
        if made is None:
            return
        self._hang(made)
        self.wall.setCurrentRow(0)

    def _hang(self, made: Wall) -> None:
        for (draw, face), image in zip(*made, strict=True):
            item = QListWidgetItem(plain_icon(image), str(draw.seed))
            item.setData(Qt.ItemDataRole.UserRole, draw)
            item.setData(FACE, face)
            self.wall.addItem(item)

    def _resize(self, side: int) -> None:
        self.wall.show_at(side)
        QSettings().setValue("draws/size", side)

    def _want_more(self) -> None:
        """At the end of the wall: draw the faces after the last."""
        bar, count = self.wall.verticalScrollBar(), self.wall.count()
        if not count or bar.value() < bar.maximum() or not bar.maximum() or self.worker.busy or self._more.busy:
            return
        source, request = self._source, self.request
        first = self.wall.item(count - 1).data(Qt.ItemDataRole.UserRole).seed + 1
        following = replace(request, seed=first % SEEDS)
        self._more.ask_in_steps(lambda progress: (request, draw_wall(source.lab(), following, COUNT, progress)))

    def _hang_more(self, outcome: Outcome[tuple[GenerateRequest, Wall]]) -> None:
        if isinstance(outcome.error, FaceLabError):  # stopped, or there is none
            self.said.emit(in_words(outcome.error.message))
            return
        request, made = outcome.result()
        if request == self.request and not self.worker.busy:
            self._hang(made)

    def save_sheet(self) -> None:
        """Have a sheet made of the first faces that are wanted."""
        path = self.ask_path(self.tr("Save the sheet"), "faces", ".png", "*.png *.jpg *.webp *.pdf")
        if path is None:
            return
        lab, request, seen = self._source.lab(), self.request, self.seen
        size = self.rows.value(), self.columns.value()
        self._maker.make(path, 2 * size[0] * size[1], lambda told: write_sheet(lab, request, seen, size, path, told))

    @property
    def seen(self) -> list[Sample]:
        """The faces on the wall, if they are those that are asked for."""
        items = [] if self.worker.busy else [self.wall.item(row) for row in range(self.wall.count())]
        return [(item.data(Qt.ItemDataRole.UserRole), item.data(FACE)) for item in items]

    def stop(self) -> None:
        """Wait for the workers; the page is of no use afterwards."""
        self._more.stop()
        super().stop()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole).word)

    def _ask_menu(self, place: QPoint) -> None:
        if (item := self.wall.itemAt(place)) is not None:
            pop_up(self.wall, self.wall.viewport().mapToGlobal(place), self.rows_of(item))

    def rows_of(self, item: QListWidgetItem) -> list[MenuRow | None]:
        """What can be done with a face of the wall."""
        word, image = item.data(Qt.ItemDataRole.UserRole).word, item.icon().pixmap(THUMB, THUMB).toImage()
        return [
            MenuRow(self.tr("Edit this face"), lambda: self.chosen.emit(word), icon="edit"),
            *use_rows(lambda slot: self.used.emit(word, slot)),
            None,
            *picture_rows(image, lambda: self.save_asked.emit(item.data(FACE))),
            MenuRow(self.tr("Copy its word ({0})").format(word), lambda: copy_text(word), icon="word"),
        ]


def _last_seed() -> int:
    """The first of the faces that were drawn last."""
    return min(max(int(str(QSettings().value("draws/seed", 1, int))), 0), SEEDS)
