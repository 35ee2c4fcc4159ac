"""Lesson: the evidence lower bound and its two terms."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.chart import ChartView, Curve
from facelab.gui.pages.learn.inks import FIRST, SECOND
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.numbers import plain

FARTHEST = 2.0
"""Powers of two that the width is changed by, each way."""
STEPS, TRIES, DRAWS = 33, 24, 4
TICKS = [(-2.0, "σ / 4"), (-1.0, "σ / 2"), (0.0, "σ"), (1.0, "2 σ"), (2.0, "4 σ")]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ElboCurves:
    """Both terms over the width, in nats; what is drawn with the chosen width; the terms there."""

    widths: Array
    likelihood: Array
    kl: Array
    images: list[QImage]
    here: tuple[float, float]


class ElboScene(Scene):
    """What the bound says of a face where its cloud is made wider or narrower."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.chart, self.tiles, self.numbers = ChartView(), Tiles(2), QLabel()
        self._here = (0.0, 0.0)
        self._made: ElboCurves | None = None
        self.rows.addLayout(row_of(self.chart, 3, self.tiles, 2), 1)
        self.rows.addWidget(self.numbers)
        self.chart.moved.connect(lambda _: self.renew())
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.chart.setAccessibleName(self.tr("The two terms over the width of the cloud"))
        self.chart.setToolTip(self.tr("Drag the line: the cloud of the face grows wider or narrower"))
        self.chart.show_label(self.tr("nats, over the width"))
        self.tiles.show_title(self.tr("drawn with this width"))
        self._say()

    def _say(self) -> None:
        likelihood, kl = self._here
        text = self.tr("log p(x | z): {0} nats;  KL: {1} nats;  bound: {2} nats")
        self.numbers.setText(text.format(*(plain(value) for value in (likelihood, kl, likelihood - kl))))
        if self._made is not None:
            self._show(self._made)

    def take_face(self) -> None:
        """The curves are another face's."""
        self._made = None

    def renew(self) -> None:
        """Measure, and draw with the chosen width."""
        if (face := self.face) is None:
            return
        lab, chosen, before = self.lab(), 2.0**self.chart.chosen, self._made

        def work() -> ElboCurves:
            import torch

            from facelab.synthesis.lessons import crop_of, terms_over_width

            with torch.inference_mode():
                model, crop = lab.lecture.space("both"), crop_of(lab, face)
                generator = torch.Generator().manual_seed(1)
                eps = torch.randn(TRIES, model.latents, generator=generator)
                powers = torch.linspace(-FARTHEST, FARTHEST, STEPS)
                widths = torch.tensor([chosen])
                if before is None:  # while one drags, the curves stay
                    widths = torch.cat([2**powers, widths])
                terms = terms_over_width(model, crop, widths, eps)
                posterior = model.encode(crop)
                images = images_of(model.decode(posterior.reparameterise(chosen * eps[:DRAWS])))
            likelihood, kl = terms.likelihood.double().numpy(), terms.kl.double().numpy()
            here = float(likelihood[-1]), float(kl[-1])
            if before is not None:
                return replace(before, images=images, here=here)
            return ElboCurves(powers.double().numpy(), likelihood[:-1], kl[:-1], images, here)

        self.make(work, self._take)

    def _take(self, made: ElboCurves) -> None:
        self._made, self._here = made, made.here
        self._say()

    def _show(self, made: ElboCurves) -> None:
        middle = STEPS // 2
        likelihood, kl = made.likelihood - made.likelihood[middle], made.kl - made.kl[middle]
        self.chart.show_curves(
            made.widths,
            [
                Curve("E[log p(x | z)]", FIRST, likelihood),
                Curve("− KL", SECOND, -kl),
                Curve(self.tr("the bound: both"), "", likelihood - kl),
            ],
            TICKS,
        )
        self.tiles.show_images(made.images)


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "The ELBO and its two terms"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "How likely is a picture to the model? The integral over all z cannot be computed, but a lower bound can, "
        "and training raises it. The first term asks that z decodes to the picture: it wants a narrow cloud. The "
        "second charges for any cloud unlike p(z): it wants a wide one. The encoder’s σ is where their sum is "
        "highest.",
    ),
    formula="elbo",
    spoken=QT_TRANSLATE_NOOP(
        "Learn",
        "the logarithm of p of x is at least the expected logarithm of p of x given z, "
        "less the divergence of q of z given x from p of z",
    ),
    scene=ElboScene,
)
