"""Lesson: compression."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.numbers import plain
from facelab.gui.qt.slider import Slider

if TYPE_CHECKING:
    from facelab.synthesis.lessons import Coded

KINDS = "WebP", "JPEG"


@dataclass(frozen=True, eq=False)
class Compressed:
    """The face, its latent's bytes, and other codecs' with as few as they can: pictures, bytes, PSNR in dB."""

    images: list[QImage]
    coded: "Sequence[Coded]"


class CompressionScene(Scene):
    """A face as a few hundred bytes, beside what picture formats make of so few."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.tiles, self.slider, self._label = Tiles(4), Slider(), QLabel()
        self._made: Compressed | None = None
        self.slider.setRange(0, 5)
        self.slider.setValue(3)
        self.slider.setPageStep(1)
        self._label.setBuddy(self.slider)
        self.rows.addWidget(self.tiles, 1)
        self.rows.addLayout(row_of(self._label, self.slider, 1))
        self.slider.valueChanged.connect(lambda _: self.renew())
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._label.setText(self.tr("Quality"))
        self.slider.setAccessibleName(self.tr("Quality"))
        self.slider.setToolTip(self.tr("How finely the latent is rounded: finer costs more bytes"))
        self._say()

    def _say(self) -> None:
        if self._made is None:
            return
        told = self.tr("{0}\n{1} bytes, {2} dB")
        names = self.tr("the latent"), *KINDS
        captions = [self.tr("the face\n{0} bytes").format(plain(3 * 128 * 128))]
        for name, one in zip(names, self._made.coded, strict=True):
            captions.append(told.format(name, plain(one.size), plain(one.psnr, 1)))
        self.tiles.show_captions(captions)

    def renew(self) -> None:
        """Compress, and let the formats try with as many bytes."""
        if (face := self.face) is None:
            return
        lab, quality = self.lab(), self.slider.value()

        def work() -> Compressed:
            import torch

            from facelab.synthesis.lessons import coded_as_latent, coded_as_picture, crop_of

            crop = crop_of(lab, face)
            ours = coded_as_latent(lab, crop[0], quality)
            coded = [ours, *(coded_as_picture(crop[0], kind, ours.size) for kind in KINDS)]
            return Compressed(images_of(torch.stack([crop[0], *(one.picture for one in coded)])), coded)

        self.make(work, self._show)

    def _show(self, made: Compressed) -> None:
        self._made = made
        self.tiles.show_images(made.images)
        self._say()


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "Compression"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "Round the numbers of z, write frequent ones with few bits and rare ones with many, and a face is a few "
        "hundred bytes. What all faces share is in the decoder and need not be sent. Picture formats know nothing "
        "of faces, and with so few bytes it shows.",
    ),
    formula="compression",
    spoken=QT_TRANSLATE_NOOP(
        "Learn", "B, the bits, are about minus the sum of the binary logarithms of the probabilities of the rounded z"
    ),
    scene=CompressionScene,
)
