"""Lesson: what a latent space is for."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.slider import Slider

if TYPE_CHECKING:
    from facelab.synthesis.sources import EncodedFace

SEED = 23
"""Of the other face, at first."""
STEPS = 50


class BlendingScene(Scene):
    """A face and another: half way between their pixels, and between their latents."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.tiles, self.slider, self.other = Tiles(4), Slider(), QPushButton()
        self._label = QLabel()
        self._seed = SEED
        self._second: EncodedFace | None = None
        self.slider.setRange(0, STEPS)
        self.slider.setValue(STEPS // 2)
        self._label.setBuddy(self.slider)
        self.rows.addWidget(self.tiles, 1)
        self.rows.addLayout(row_of(self._label, self.slider, 1, self.other))
        self.slider.valueChanged.connect(lambda _: self.renew())
        self.other.clicked.connect(self.draw_other)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._label.setText(self.tr("How far, t"))
        self.slider.setAccessibleName(self.tr("How far, t"))
        self.slider.setToolTip(self.tr("0 is the one face, 1 the other"))
        self.other.setText(self.tr("Another face"))
        self.tiles.show_captions(
            [self.tr("a face"), self.tr("pixels mixed"), self.tr("latents mixed"), self.tr("another face")]
        )

    def draw_other(self) -> None:
        """Another face to blend with."""
        self._seed, self._second = self._seed + 1, None
        self.renew()

    def renew(self) -> None:
        """Blend as far as is asked."""
        if (face := self.face) is None:
            return
        t, lab, seed, second = self.slider.value() / STEPS, self.lab(), self._seed, self._second

        def work() -> tuple["EncodedFace", list[QImage]]:
            import torch

            from facelab.synthesis.lessons import crop_of, drawn_between
            from facelab.synthesis.samples import SampleSpec
            from facelab.synthesis.sources import sampled_face

            other = second or sampled_face(lab, SampleSpec(seed))
            ends = crop_of(lab, face), crop_of(lab, other)
            between = drawn_between(lab, face, other, t)
            mixed = (1 - t) * ends[0] + t * ends[1]
            return other, images_of(torch.cat([ends[0], mixed, between, ends[1]]))

        self.make(work, self._show)

    def _show(self, made: tuple["EncodedFace", list[QImage]]) -> None:
        self._second = made[0]
        self.tiles.show_images(made[1])


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "What a latent is for"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "A picture of a face is 49,152 numbers, but almost no list of 49,152 numbers is a face. Mix the pixels of "
        "two faces and you get a ghost. An autoencoder finds a short list of numbers, the latent z, that says which "
        "face it is. Mix those, and there is a face all the way.",
    ),
    formula="blend",
    spoken=QT_TRANSLATE_NOOP("Learn", "z at t is one minus t times the first z, plus t times the second z"),
    scene=BlendingScene,
)
