"""The page Interpolate: a face on its way to another."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facelab.attributes import GROUPS
from facelab.errors import Message
from facelab.gui.dialogs.animation import ask_animation, heights_up_to
from facelab.gui.pages.face_source import FaceSource
from facelab.gui.pages.page import Page
from facelab.gui.pages.requests import LETTERS, InterpolationRequest
from facelab.gui.qt.fields import ChoiceBox, WholeNumberField
from facelab.gui.qt.images import image_of
from facelab.gui.qt.picture import PictureView
from facelab.gui.qt.slider import Slider
from facelab.gui.qt.titles import attribute_title
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.latent.interpolation import InterpolationMethod
from facelab.photo.outputs import write_drawn
from facelab.photo.xmp import Mark, mark_of_edited
from facelab.project.pages import StoredBetween
from facelab.render.sheet import Style
from facelab.synthesis.animations import as_high, write_motion
from facelab.synthesis.grids import write_grid
from facelab.synthesis.interpolation import Interpolation, InterpolationPreview
from facelab.synthesis.sources import EncodedFace

STEPS = 100
"""Of the slider."""
FRAMES = 256, 512, 128
"""Pixels along each side of an animated face, the usual first."""


class InterpolatePage(Page[InterpolationRequest, StoredBetween, QImage]):
    """Up to four faces, a slider from the first to the last, and ways to keep what is seen."""

    def __init__(self, source: FaceSource, maker: BackgroundMaker, parent: QWidget | None = None) -> None:
        super().__init__(InterpolationRequest(), parent)
        self._source, self._maker = source, maker
        self._interpolation: Interpolation | None = None
        self._preview: InterpolationPreview | None = None
        self._drags, self._dragging = 0, False
        self.view, self.slider = PictureView(), Slider(accented=True)
        self.method, self.only, self.in_photo = ChoiceBox(), ChoiceBox(), QCheckBox()
        self.strip, self.animate = QPushButton(), QPushButton()
        self.doubt, self.share = QLabel(), WholeNumberField()
        self._names = QLabel(), QLabel()
        self._build()
        self.mark_busy(self.view)
        self.retranslate()
        self._show()

    def _build(self) -> None:
        self.slider.setRange(0, STEPS)
        self.share.setRange(0, STEPS)
        self.share.setSuffix(" %")
        for way in get_args(InterpolationMethod):
            self.method.addItem("", way)
        self.only.addItem("", "")
        for group in GROUPS:
            for name in group.attributes:
                self.only.addItem("", name)
        faces = self.row_of_slots(self._source, LETTERS)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, widget in zip(self._names, (self.method, self.only), strict=True):
            label.setBuddy(widget)
            form.addRow(label, widget)
        form.addRow("", self.in_photo)
        form.addRow(self.doubt)
        self.doubt.setWordWrap(True)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addWidget(self.slider, 1)
        row.addWidget(self.share)
        column.addLayout(row)
        buttons = {self.save: "save", self.strip: "strip", self.animate: "animation"}
        self.side_by_side(faces, shown, form, tuple(buttons))
        self.offer_menu(self.view, buttons)
        self.slider.sliderPressed.connect(self._begin)
        self.slider.sliderReleased.connect(self._end)
        self.slider.valueChanged.connect(lambda value: self.ask(Message("How far"), self._drag, alpha=value / STEPS))
        self.share.valueChanged.connect(self.slider.setValue)
        self.method.activated.connect(lambda _: self.ask(Message("Way"), method=self.method.currentData()))
        self.only.activated.connect(lambda _: self.ask(Message("What"), only=self.only.currentData()))
        self.in_photo.clicked.connect(lambda on: self.ask(Message("In the photo"), in_photo=on))
        self.view.resized.connect(self._fit)
        self.save.clicked.connect(self.save_picture)
        self.strip.clicked.connect(self.save_strip)
        self.animate.clicked.connect(self.save_animation)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.slider.setAccessibleName(self.tr("How far from the first face to the last"))
        self.slider.setToolTip(self.slider.accessibleName())
        self.share.setAccessibleName(self.slider.accessibleName())
        for name, widget, text in zip(
            self._names, (self.method, self.only), (self.tr("Way"), self.tr("What")), strict=True
        ):
            name.setText(text)
            widget.setAccessibleName(text)
        self.method.setItemText(0, self.tr("Straight"))
        self.method.setItemText(1, self.tr("Turning"))
        self.method.setToolTip(self.tr("Straight is the lecture's; turning keeps to where faces are"))
        self.only.setItemText(0, self.tr("All of the face"))
        for row in range(1, self.only.count()):
            self.only.setItemText(row, attribute_title(self.only.itemData(row)))
        self.in_photo.setText(self.tr("In the first face's photo"))
        self.save.setText(self.tr("Save picture…"))
        self.strip.setText(self.tr("Save strip…"))
        self.animate.setText(self.tr("Save animation…"))
        self.view.setAccessibleName(self.tr("The face between"))
        self.view.show_hint(self.tr("Choose two faces above; the slider morphs one into the other."))
        self._show_doubt()

    # Asking

    def stored(self) -> StoredBetween:
        """What a project keeps of the page."""
        request = self.request
        return StoredBetween(
            faces=self.words, alpha=request.alpha, method=request.method, only=request.only, in_photo=request.in_photo
        )

    def restore(self, stored: StoredBetween) -> None:
        """Ask for what a project kept; the faces follow as they are found."""
        self._take_request(
            InterpolationRequest(alpha=stored.alpha, method=stored.method, only=stored.only, in_photo=stored.in_photo)
        )
        self.stack.clear()
        self.take_words(stored.faces)

    def begin(self) -> None:
        """Begin with the face that is edited and another at hand, or one of nobody, once the page is seen."""
        if self.request.path or self._source.edited() is None or any(slot.busy for slot in self.slots):
            return
        self.slots[0].take_edited()
        if (word := self._source.beside()) is not None:
            self.slots[1].take(word)
        else:
            self.slots[1].draw()

    def _begin(self) -> None:
        self._drags += 1
        self._dragging = True

    def _end(self) -> None:
        self._dragging = False

    def show_request(self) -> None:
        """Show what is asked."""
        if self._interpolation is not None and not self._interpolation.is_of(*self._way):
            self._interpolation = None
        self._show()

    def _show(self) -> None:
        request, path = self.request, self.request.path
        two = len(path) == 2
        with QSignalBlocker(self.slider), QSignalBlocker(self.share):
            self.slider.setValue(round(STEPS * request.alpha))
            self.share.setValue(round(STEPS * request.alpha))
        self.method.setCurrentIndex(self.method.findData(request.method))
        self.only.setCurrentIndex(self.only.findData(request.only))
        self.in_photo.setChecked(request.in_photo)
        for widget in (self.slider, self.share, self.method, self.only, self.in_photo):
            widget.setEnabled(len(path) >= 2)
        self.only.setEnabled(two)
        self.in_photo.setEnabled(two and path[0].crop is not None)
        self.show_faces(request.faces)
        for button in (self.save, self.strip, self.animate):
            button.setEnabled(len(path) >= 2)
        self._show_doubt()
        if len(path) >= 2:
            self._draw()
        else:
            self.worker.forget()
            self.view.show_image(QImage())

    def _show_doubt(self) -> None:
        """Say what becomes of heads that do not look in one direction."""
        interpolation = self.interpolation if len(self.request.path) >= 2 and self._seen_in_photo else None
        sentences = []
        if interpolation and interpolation.is_mirrored:
            sentences.append(self.tr("The other head looks the other way; in the photo it is mirrored."))
        if interpolation and interpolation.is_turned_apart:
            sentences.append(
                self.tr("These heads look in different directions: past half way, marks stay in the photo.")
            )
        self.doubt.setText(" ".join(sentences))
        self.doubt.setVisible(bool(sentences))

    @property
    def _drag(self) -> int:
        return self._drags if self._dragging else 0

    @property
    def _way(self) -> tuple[tuple[EncodedFace, ...], InterpolationMethod, tuple[str, ...]]:
        request = self.request
        return request.path, request.method, (request.only,) if request.only and len(request.path) == 2 else ()

    @property
    def interpolation(self) -> Interpolation:
        """What is asked, ready to be drawn."""
        if self._interpolation is None:
            self._interpolation = Interpolation(self._source.lab(), *self._way)
        return self._interpolation

    @property
    def _seen_in_photo(self) -> bool:
        return self.request.in_photo and self.interpolation.has_photo

    @property
    def preview(self) -> InterpolationPreview:
        """The same in the first face's photo, as large as there is room."""
        asked = self.interpolation, self.view.room
        if self._preview is None or (self._preview.interpolation, self._preview.room) != asked:
            self._preview = InterpolationPreview(*asked)
        return self._preview

    def _fit(self) -> None:
        """A photo is made as large as there is room."""
        if len(self.request.path) >= 2 and self._seen_in_photo:
            self._draw()

    def _draw(self) -> None:
        alpha = self.request.alpha
        draw = self.preview.at if self._seen_in_photo else self.interpolation.picture_on_screen
        self.worker.ask(lambda: image_of(draw(alpha)))

    def show_made(self, made: QImage | None) -> None:
        """Show what was drawn."""
        self.view.show_image(QImage() if made is None else made)

    # Keeping

    def save_picture(self) -> None:
        """Write what is seen: the photo at full resolution, or the face alone."""
        interpolation, alpha, in_photo = self.interpolation, self.request.alpha, self._seen_in_photo
        if path := self._where(self.tr("Save the picture"), ".png", "*.png *.jpg *.webp *.tif *.avif"):
            self._maker.make(path, 1, lambda _progress: keep(interpolation, alpha, path, in_photo=in_photo))

    def save_strip(self) -> None:
        """Write the way in eleven steps."""
        lab, strip = self._source.lab(), self.interpolation.strip([step / 10 for step in range(11)])
        if path := self._where(self.tr("Save the strip"), ".png", "*.png *.jpg *.webp *.pdf"):
            self._maker.make(
                path,
                strip.count,
                lambda progress: write_grid(lab, strip, Style(), path, overwrite=True, progress=progress),
            )

    def save_animation(self) -> None:
        """Write the way as a moving picture, there and back."""
        interpolation, in_photo, crop = self.interpolation, self._seen_in_photo, self.interpolation.faces[0].crop
        heights = heights_up_to(crop.picture.height) if crop and in_photo else FRAMES
        plan = ask_animation(lambda alpha: image_of(interpolation.picture_on_screen(alpha)), heights, self)
        if plan is None:
            return
        motion = plan.motion
        frames = as_high(interpolation.frames(motion, plan.height, in_photo=in_photo), plan.height)
        mark = mark_of_edited(crop.picture.metadata.xmp) if crop and in_photo else Mark.GENERATED
        if path := self._where(self.tr("Save the animation"), ".mp4", "*.mp4 *.gif *.webp"):
            total = len(motion.alphas)
            self._maker.make(
                path,
                total,
                lambda progress: write_motion(frames, path, motion, mark, overwrite=True, progress=progress),
            )

    def _where(self, title: str, suffix: str, patterns: str) -> Path | None:
        return self.ask_path(title, "-".join(face.name for face in self.request.path), suffix, patterns)


def keep(interpolation: Interpolation, alpha: float, path: Path, *, in_photo: bool) -> None:
    """Write what is seen."""
    if in_photo:
        interpolation.save_photo(alpha, path, overwrite=True)
    else:
        write_drawn(interpolation.picture(alpha), path, overwrite=True)
