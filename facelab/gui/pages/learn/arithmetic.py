"""Lesson: arithmetic with attributes."""

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from facelab.attributes import QT_TRANSLATE_NOOP, index_of
from facelab.gui.pages.learn.choice import AttributeBox
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.numbers import plain, signed
from facelab.gui.qt.slider import Slider

ATTRIBUTES = (
    "Smiling", "Male", "Young", "Eyeglasses", "Blond_Hair", "Black_Hair", "Bangs", "No_Beard", "Bald", "Pale_Skin"
)  # fmt: skip
STRIP = (-2.0, -1.0, 0.0, 1.0, 2.0)
MOST = 30
"""Tenths of alpha, each way."""


class ArithmeticScene(Scene):
    """A face, its latent moved along the vector of an attribute."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.large, self.strip = Tiles(1), Tiles(len(STRIP))
        self.attribute, self.slider = AttributeBox(ATTRIBUTES), Slider()
        self._labels = QLabel(), QLabel()
        self._value = QLabel()
        self.slider.setRange(-MOST, MOST)
        self.slider.setValue(10)
        self._value.setMinimumWidth(self.fontMetrics().horizontalAdvance("+0.00"))
        self.rows.addWidget(self.large, 3)
        self.rows.addWidget(self.strip, 2)
        below = row_of(self._labels[0], self.attribute, self._labels[1], self.slider, 1, self._value)
        self.rows.addLayout(below)
        for label, widget in zip(self._labels, (self.attribute, self.slider), strict=True):
            label.setBuddy(widget)
        self.attribute.chosen.connect(self.renew)
        self.slider.valueChanged.connect(lambda _: self.renew())
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.attribute.retranslate()
        self._labels[0].setText(self.tr("Attribute a"))
        self._labels[1].setText("α")
        self.slider.setAccessibleName(self.tr("How much, α"))
        self.slider.setToolTip(self.tr("1 is the whole way from the mean face without to the mean face with it"))
        self.strip.show_captions([f"α = {signed(alpha).removesuffix('.0').removesuffix(',0')}" for alpha in STRIP])
        self._value.setText(plain(self.slider.value() / 10, 1))

    def renew(self) -> None:
        """Move the latent, and decode."""
        self._value.setText(plain(self.slider.value() / 10, 1))
        if (face := self.face) is None:
            return
        lab, attribute, alpha = self.lab(), self.attribute.attribute, self.slider.value() / 10

        def work() -> list[QImage]:
            import torch

            count = lab.vae.config.structure.latents
            vector = lab.attributes.mean_vectors[index_of(attribute)]
            s = face.z[:count] + np.array([alpha, *STRIP], np.float32)[:, None] * vector
            drawn = lab.decode_drawn(lab.without_detail(s.astype(np.float32)))
            return images_of(torch.from_numpy(drawn).permute(0, 3, 1, 2))

        self.make(work, self._show)

    def _show(self, made: list[QImage]) -> None:
        self.large.show_images(made[:1])
        self.strip.show_images(made[1:])


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "Arithmetic with attributes"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "Take the mean latent of all faces that smile, less that of all that do not: what is left is a direction, "
        "the smile. Add it to a face, and the face smiles; take it away, and it turns serious. Watch what else "
        "changes: those who wear glasses are older on average.",
    ),
    formula="arithmetic",
    spoken=QT_TRANSLATE_NOOP(
        "Learn", "z alpha is z plus alpha times v; v is the mean of z with a, less the mean of z without a"
    ),
    scene=ArithmeticScene,
)
