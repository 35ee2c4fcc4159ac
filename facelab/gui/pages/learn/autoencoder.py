"""Lesson: the autoencoder."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.bars import BarsView
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.numbers import plain

Array = NDArray[np.float32]
BEYOND = 1.3
"""How much farther than the longest bar of a face one can be dragged."""


@dataclass(frozen=True, eq=False)
class CodedFace:
    """A face through the autoencoder: its code, as changed, the pictures, the mean squared error."""

    code: Array
    images: list[QImage]
    error: float


class AutoEncoderScene(Scene):
    """A face, its code as bars, and what the decoder makes of them."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.before, self.after = Tiles(), Tiles()
        self.bars, self.again, self.error = BarsView(draggable=True), QPushButton(), QLabel()
        self._hint = QLabel()
        self._changed: Array | None = None
        self._error = 0.0
        middle = row_of(self._hint, self.bars, 1, row_of(self.again, self.error, 1), vertical=True)
        self.rows.addLayout(row_of(self.before, 2, middle, 3, self.after, 2))
        self.bars.changed.connect(lambda _number, _value: self._drag())
        self.again.clicked.connect(self.take_back)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._hint.setText(self.tr("z: drag a bar"))
        self.again.setText(self.tr("The face’s own z"))
        self.before.show_captions([self.tr("x, 32 × 32")])
        self.after.show_captions([self.tr("decoded")])
        self.bars.setAccessibleName(self.tr("The 32 numbers of z"))
        self.bars.setToolTip(self.tr("Drag a bar; or choose one by ← and →, and move it by ↑ and ↓"))
        self._say_error()

    def _say_error(self) -> None:
        self.error.setText(self.tr("squared error {0}").format(plain(self._error, 4)))

    def take_face(self) -> None:
        """Nothing of the face before is kept."""
        self._changed = None

    def take_back(self) -> None:
        """The code of the face as it is."""
        self._changed = None
        self.renew()

    def _drag(self) -> None:
        self._changed = self.bars.values.copy()
        self.renew()

    def renew(self) -> None:
        """Encode, and decode what the bars say."""
        if (face := self.face) is None:
            return
        lab, changed = self.lab(), self._changed

        def work() -> CodedFace:
            import torch

            from facelab.model.vae import shrink
            from facelab.synthesis.lessons import crop_of, squared_error

            with torch.inference_mode():
                model, crop = lab.lecture.autoencoder, crop_of(lab, face)
                code = model.encode(crop).mode() if changed is None else torch.from_numpy(changed)[None]
                picture = model.decode(code)
                small = shrink(crop, picture.shape[-1])
                return CodedFace(code[0].numpy(), images_of(torch.cat([small, picture])), squared_error(crop, picture))

        self.make(work, self._show)

    def _show(self, made: CodedFace) -> None:
        if self._changed is None:
            self.bars.show_values(made.code, BEYOND * float(np.abs(made.code).max()) or 1.0)
        self.before.show_images(made.images[:1])
        self.after.show_images(made.images[1:])
        self._error = made.error
        self._say_error()


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "The autoencoder"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "An encoder e squeezes the picture into 32 numbers; a decoder d draws it again from them. Both are trained "
        "for one thing: to lose as little as possible. What the bars cannot say, the decoder cannot draw. Drag one "
        "and see what it has learned to mean.",
    ),
    formula="autoencoder",
    spoken=QT_TRANSLATE_NOOP(
        "Learn", "z is e of x, x hat is d of z, the squared length of x minus x hat shall be as small as possible"
    ),
    scene=AutoEncoderScene,
)
