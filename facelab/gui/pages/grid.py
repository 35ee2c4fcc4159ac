"""The page Grid: many faces on one sheet, seen before it is made."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from facelab.attributes import GROUPS
from facelab.errors import FaceLabError, Message
from facelab.gui.pages.attribute_choice import AttributeChoice
from facelab.gui.pages.face_source import FaceSource
from facelab.gui.pages.page import Page
from facelab.gui.pages.requests import GRID_KINDS, LETTERS, GridRequest
from facelab.gui.qt.fields import ChoiceBox, NumberField, TextField, WholeNumberField
from facelab.gui.qt.images import image_of
from facelab.gui.qt.picture import PictureView
from facelab.gui.qt.titles import attribute_title
from facelab.gui.qt.translation import in_words
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.pipeline.lab import Lab
from facelab.progress import ShareCallback
from facelab.project.pages import StoredGrid
from facelab.render.sheet import CELLS, Sheet, Style, pictures_of, with_text
from facelab.synthesis import grids
from facelab.synthesis.samples import SEEDS

_KEPT = (
    "kind",
    "down",
    "across",
    "many",
    "names",
    "first",
    "last",
    "steps",
    "rows",
    "columns",
    "seed",
    "captions",
    "table",
)
_KEPT_STYLE = "cell", "margin", "dark", "title"
"""What a project keeps by the same names."""
PREVIEWED = 144
"""Cells of a preview, at most: of a larger grid its first rows are seen."""


def previewed(lab: Lab, request: GridRequest, progress: ShareCallback) -> QImage:
    """A sheet as it will be, its first rows of a large one."""
    if request.kind == "drawn" and request.rows * request.columns > PREVIEWED:
        request = replace(request, rows=max(1, PREVIEWED // request.columns), columns=min(request.columns, PREVIEWED))
    grid = request.grid(lab, attribute_title)
    plan = Sheet(request.style, grid.rows, grid.columns, *((grid.heads, grid.sides) if request.captions else ()))
    pictures = (pictures for _, pictures, _ in grid.chunks())
    return image_of(with_text(plan, pictures_of(plan, pictures, lambda done: progress(done / grid.count))))


class GridPage(Page[GridRequest, StoredGrid, QImage]):
    """Asks what is on a sheet, shows it, and has it made."""

    def __init__(self, source: FaceSource, maker: BackgroundMaker, parent: QWidget | None = None) -> None:
        super().__init__(GridRequest(), parent)
        self._source, self._maker = source, maker
        self.view = PictureView()
        self.kind, self.down, self.across = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.first, self.last, self.steps = NumberField(), NumberField(), WholeNumberField()
        self.rows, self.columns, self.seed = WholeNumberField(), WholeNumberField(), WholeNumberField()
        self.cell, self.margin, self.title = WholeNumberField(), WholeNumberField(), TextField()
        self.many, self.names = AttributeChoice(), TextField()
        self.dark, self.captions, self.table = QCheckBox(), QCheckBox(), QCheckBox()
        self._labels: dict[QWidget, QLabel] = {}
        self._build()
        self.mark_busy(self.view)
        self.retranslate()
        self._show()

    def _build(self) -> None:
        for kind in GRID_KINDS:
            self.kind.addItem("", kind)
        for box in (self.down, self.across):
            for group in GROUPS:
                for name in group.attributes:
                    box.addItem("", name)
        for spin in (self.first, self.last):
            spin.setRange(-3, 3)
            spin.setSingleStep(0.5)
            spin.setDecimals(1)
        for whole, low, high in (
            (self.steps, 2, 31), (self.rows, 1, 1000), (self.columns, 1, 1000), (self.seed, 0, SEEDS),
            (self.cell, *CELLS), (self.margin, 0, 64),
        ):  # fmt: skip
            whole.setRange(low, high)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for widget in (
            self.kind, self.down, self.across, self.many, self.first, self.last, self.steps, self.rows, self.columns,
            self.seed, self.cell, self.margin, self.title, self.names,
        ):  # fmt: skip
            self._labels[widget] = QLabel()
            self._labels[widget].setBuddy(widget)
            form.addRow(self._labels[widget], widget)
        for tick in (self.dark, self.captions, self.table):
            form.addRow(tick)
        faces = self.row_of_slots(self._source, LETTERS)
        self.side_by_side(faces, self.view, form, (self.save,))
        self.offer_menu(self.view, {self.save: "save"})
        self._connect()

    def _connect(self) -> None:
        for box, name in ((self.kind, "kind"), (self.down, "down"), (self.across, "across")):
            box.activated.connect(lambda _, box=box, name=name: self._ask(**{name: box.currentData()}))
        for spin, name in (
            (self.first, "first"), (self.last, "last"), (self.steps, "steps"), (self.rows, "rows"),
            (self.columns, "columns"), (self.seed, "seed"),
        ):  # fmt: skip
            spin.valueChanged.connect(lambda value, name=name: self._ask(**{name: value}))
        for spin, name in ((self.cell, "cell"), (self.margin, "margin")):
            spin.valueChanged.connect(lambda value, name=name: self._restyle(**{name: value}))
        self.title.editingFinished.connect(lambda: self._restyle(title=self.title.text()))
        self.names.editingFinished.connect(lambda: self._ask(names=self.names.text()))
        self.many.chosen.connect(lambda many: self._ask(many=many))
        self.dark.clicked.connect(lambda on: self._restyle(dark=on))
        self.captions.clicked.connect(lambda on: self._ask(captions=on))
        self.table.clicked.connect(lambda on: self._ask(table=on))
        self.save.clicked.connect(self.save_sheet)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        kinds = (
            self.tr("Amounts of one attribute"), self.tr("Two attributes"),
            self.tr("Many attributes"), self.tr("Faces of nobody"), self.tr("Photos and reconstructions"),
            self.tr("Four faces in the corners"),
        )  # fmt: skip
        for row, words in enumerate(kinds):
            self.kind.setItemText(row, words)
        for box in (self.down, self.across):
            for row in range(box.count()):
                box.setItemText(row, attribute_title(box.itemData(row)))
        for widget, words in {
            self.kind: self.tr("On the sheet"), self.down: self.tr("Attribute"), self.across: self.tr("Across"),
            self.first: self.tr("From"), self.last: self.tr("To"), self.steps: self.tr("Steps"),
            self.rows: self.tr("Rows"), self.columns: self.tr("Columns"), self.seed: self.tr("First seed"),
            self.cell: self.tr("Pixels of a picture"), self.margin: self.tr("Pixels between"),
            self.title: self.tr("Title"), self.names: self.tr("Names of the faces"),
            self.many: self.tr("Attributes, in their order"),
        }.items():  # fmt: skip
            self._labels[widget].setText(words)
            widget.setAccessibleName(words)
        self.names.setPlaceholderText(self.tr("Ann, Ben"))
        self.names.setToolTip(self.tr("What the captions call the faces, with commas between"))
        self.many.setToolTip(
            self.tr("Tick those that are wanted; drag them, or press Alt+Up and Alt+Down, to order them")
        )
        self.dark.setText(self.tr("Dark ground"))
        self.captions.setText(self.tr("Captions"))
        self.table.setText(self.tr("Table of latents beside it (CSV)"))
        self.save.setText(self.tr("Save sheet…"))
        self.many.show_chosen(self.request.many)
        self.view.setAccessibleName(self.tr("The sheet"))
        self._hint()
        self.forget_made()  # its captions are in the language of before
        if self.isVisible():
            self._show()

    def _hint(self) -> None:
        four = self.tr("Choose four faces above, one for each corner.")
        self.view.show_hint(
            four if self.request.kind == "sheet" else self.tr("Choose a face above, or faces of nobody.")
        )

    def stored(self) -> StoredGrid:
        """What a project keeps of the page."""
        return StoredGrid(
            faces=self.words,
            **{name: getattr(self.request, name) for name in _KEPT},
            **{name: getattr(self.request.style, name) for name in _KEPT_STYLE},
        )

    def restore(self, stored: StoredGrid) -> None:
        """Ask for what a project kept; the faces follow as they are found."""
        style = Style(**{name: getattr(stored, name) for name in _KEPT_STYLE})
        self._take_request(GridRequest(style=style, **{name: getattr(stored, name) for name in _KEPT}))
        self.stack.clear()
        self.take_words(stored.faces)

    def take_edited(self) -> None:
        """Begin with the face that is edited."""
        if not any(self.request.faces) and not any(slot.busy for slot in self.slots):
            self.slots[0].take_edited()

    def _restyle(self, **changes: Any) -> None:
        self._ask(style=replace(self.request.style, **changes))

    def _ask(self, **changes: Any) -> None:
        self.ask(Message("Grid"), **changes)

    def show_request(self) -> None:
        """Show what is asked."""
        self._show()

    def _show(self) -> None:
        request, style = self.request, self.request.style
        values: list[tuple[QWidget, Callable[..., object], object]] = [
            (self.kind, self.kind.setCurrentIndex, self.kind.findData(request.kind)),
            (self.down, self.down.setCurrentIndex, self.down.findData(request.down)),
            (self.across, self.across.setCurrentIndex, self.across.findData(request.across)),
            (self.first, self.first.setValue, request.first), (self.last, self.last.setValue, request.last),
            (self.steps, self.steps.setValue, request.steps), (self.rows, self.rows.setValue, request.rows),
            (self.columns, self.columns.setValue, request.columns), (self.seed, self.seed.setValue, request.seed),
            (self.cell, self.cell.setValue, style.cell), (self.margin, self.margin.setValue, style.margin),
            (self.title, self.title.setText, style.title), (self.names, self.names.setText, request.names),
            (self.many, self.many.show_chosen, request.many),
            (self.dark, self.dark.setChecked, style.dark),
            (self.captions, self.captions.setChecked, request.captions),
            (self.table, self.table.setChecked, request.table),
        ]  # fmt: skip
        for widget, put, value in values:
            with QSignalBlocker(widget):
                put(value)
        for widget, kinds in {
            self.down: ("amounts", "two"), self.across: ("two",), self.first: ("amounts", "two"),
            self.last: ("amounts", "two", "attributes"), self.steps: ("amounts", "two", "sheet"),
            self.many: ("attributes",), self.names: ("amounts", "attributes", "reconstructions"),
            self.rows: ("drawn",), self.columns: ("drawn",), self.seed: ("drawn",),
        }.items():  # fmt: skip
            widget.setVisible(request.kind in kinds)
            self._labels[widget].setVisible(request.kind in kinds)
        self.show_faces(request.faces)
        self._hint()
        for slot in self.slots:
            slot.setVisible(request.kind != "drawn")
        self.save.setEnabled(request.ready)
        if request.ready and self.isVisible():
            lab, told = self._source.lab(), self._told
            self.make(lab, lambda progress: previewed(lab, told, progress))
        elif not request.ready:
            self.worker.forget()
            self.view.show_image(QImage())

    @property
    def _told(self) -> GridRequest:
        """What is asked, with its faces called as they are in the language of the time."""
        pairs = zip(self.request.faces, self.slots, strict=True)
        faces = tuple(None if face is None else replace(face, name=slot.title) for face, slot in pairs)
        return replace(self.request, faces=faces)

    def begin(self) -> None:
        """Show what is asked, once the page is seen."""
        self.take_edited()
        self._show()

    def show_made(self, made: QImage | None) -> None:
        """Show what was drawn."""
        self.view.show_image(QImage() if made is None else made)

    def save_sheet(self) -> None:
        """Have the sheet made, and its table."""
        path = self.ask_path(self.tr("Save the sheet"), "grid", ".png", "*.png *.jpg *.webp *.pdf")
        if path is None:
            return
        lab, request = self._source.lab(), self._told
        try:
            grid = request.grid(lab, attribute_title)
        except FaceLabError as error:
            self.said.emit(in_words(error.message))
            return
        table = path.with_suffix(".csv") if request.table else None
        self._maker.make(
            path,
            grid.count,
            lambda progress: grids.write_grid(
                lab,
                grid,
                request.style,
                path,
                table=table,
                captions=request.captions,
                overwrite=True,
                progress=progress,
            ),
        )
