"""Lesson: likelihood."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.chart import ChartView, Curve
from facelab.gui.pages.learn.inks import FIRST
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.numbers import plain

POWERS = 8
"""K goes from 1 to 2 to this power."""
GROUPS = 4
"""Estimates of the bound with most draws."""
ERRORS = 1.96
"""Standard errors that a band is high, each way: 95 of 100."""
TICKS = [(float(power), f"K = {2**power}" if power == 0 else str(2**power)) for power in range(0, POWERS + 1, 2)]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Bounds:
    """The bounds of a face over K with their standard errors, in nats; bits per dimension of it and upside down."""

    nats: Array
    errors: Array
    bits: tuple[float, float]
    images: list[QImage]


class LikelihoodScene(Scene):
    """How the bound grows with the number of draws, and what it says of a face on its head."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.chart, self.tiles = ChartView(), Tiles(2)
        self.numbers, self.again = QLabel(), QPushButton()
        self._made: Bounds | None = None
        self._seed = 1
        self.chart.show_x(float(POWERS))
        self.rows.addLayout(row_of(self.chart, 3, self.tiles, 2), 1)
        self.rows.addLayout(row_of(self.numbers, 1, self.again))
        self.chart.moved.connect(lambda _: self._say())
        self.again.clicked.connect(self.draw_again)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.chart.setAccessibleName(self.tr("The bound over the number of draws"))
        self.chart.setToolTip(self.tr("Drag the line to another number of draws"))
        self.chart.show_label(self.tr("nats, over K"))
        self.again.setText(self.tr("Draw others"))
        self._say()

    def draw_again(self) -> None:
        """Estimate it anew."""
        self._seed += 1
        self.renew()

    def _say(self) -> None:
        if (made := self._made) is None:
            return
        power = min(max(round(self.chart.chosen), 0), POWERS)
        told = self.tr("K = {0}: log p(x) ≥ {1} ± {2} nats")
        self.numbers.setText(told.format(2**power, plain(made.nats[power], 1), plain(ERRORS * made.errors[power], 1)))
        bits = self.tr("{0} bits\nper dimension")
        words = self.tr("this face"), self.tr("on its head")
        pairs = zip(words, made.bits, strict=True)
        self.tiles.show_captions([f"{word}\n{bits.format(plain(value, 2))}" for word, value in pairs])
        xs = np.arange(POWERS + 1, dtype=np.float64)
        self.chart.show_curves(
            xs, [Curve(self.tr("bound, with its error"), FIRST, made.nats, ERRORS * made.errors)], TICKS
        )

    def renew(self) -> None:
        """Measure."""
        if (face := self.face) is None:
            return
        lab, seed = self.lab(), self._seed

        def work() -> Bounds:
            import torch

            from facelab.model.likelihood import bits_per_dimension, importance_bounds
            from facelab.model.vae import shrink
            from facelab.synthesis.lessons import crop_of

            with torch.inference_mode():
                model, crop = lab.lecture.space("both"), crop_of(lab, face)
                generator = torch.Generator().manual_seed(seed)
                eps = torch.randn(GROUPS * 2**POWERS, model.latents, generator=generator)
                both = torch.cat([crop, crop.flip(2)])
                bounds = importance_bounds(model.log_weights(crop[0], eps), [2**k for k in range(POWERS + 1)])
                (turned,) = importance_bounds(model.log_weights(both[1], eps[: 2**POWERS]), [2**POWERS])
                small = shrink(both, lab.lecture.config.body.size)
            size = small[0].numel()
            bits = bits_per_dimension(bounds[-1].nats, size), bits_per_dimension(turned.nats, size)
            nats, errors = np.array([bound.nats for bound in bounds]), np.array([bound.error for bound in bounds])
            return Bounds(nats, errors, bits, images_of(small))

        self.make(work, self._show)

    def _show(self, made: Bounds) -> None:
        self._made = made
        self.tiles.show_images(made.images)
        self._say()


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "Likelihood"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "How probable is this picture? With K draws instead of one, the bound comes nearer to log p(x); on average "
        "it never falls with K. Fewer bits mean that the model finds the picture more usual: a face on its head "
        "costs more.",
    ),
    formula="importance",
    spoken=QT_TRANSLATE_NOOP(
        "Learn",
        "the logarithm of p of x is at least L K, the expected logarithm of the mean of K weights; "
        "a weight is p of x given z times p of z, over q of z given x",
    ),
    scene=LikelihoodScene,
)
