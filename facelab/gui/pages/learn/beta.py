"""Lesson: beta, how much the divergence counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.plane_scene import PlaneScene, coloured
from facelab.gui.pages.learn.scene import LabSource, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.numbers import plain
from facelab.gui.qt.slider import Slider

DRAWS = 8
BETAS = {"tenth": 0.1, "both": 1.0, "ten": 10.0, "hundred": 100.0, "thousand": 1000.0}
"""The names of the models, and how much the divergence counted in each."""
NAMES = tuple(BETAS)
FAR = 4.0
"""How far the plane goes each way, the same for all."""

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Weighed:
    """The plane of one beta: its points, the cloud of the face; the face, what comes back of it, and draws."""

    points: Array
    there: NDArray[np.int8]
    mean: tuple[float, float]
    std: tuple[float, float]
    z: Array
    face: list[QImage]
    draws: list[QImage]
    likelihood: float
    kl: float


class BetaScene(PlaneScene):
    """VAEs with two latents, trained alike but for beta; a slider goes from one to the next."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        (self.plane,), self.face_tiles, self.draws = self.views, Tiles(2), Tiles(DRAWS // 2)
        self.slider, self.again, self.value, self.numbers = Slider(), QPushButton(), QLabel(), QLabel()
        self._seed = 1
        self._made: Weighed | None = None
        self.plane.show_prior()
        self.slider.setRange(0, len(NAMES) - 1)
        self.slider.setPageStep(1)
        self.slider.setValue(NAMES.index("both"))
        self.value.setMinimumWidth(self.fontMetrics().horizontalAdvance("β = 0000.0"))
        beside = row_of(
            row_of(self.value, self.slider, 1), self.face_tiles, 3, self.numbers, self.draws, 4,
            row_of(self.label, self.colour, self.legend, self.again), vertical=True,
        )  # fmt: skip
        self.rows.addLayout(row_of(self.plane, 1, beside, 1), 1)
        self.slider.valueChanged.connect(lambda _: self.renew())
        self.again.clicked.connect(self.draw_again)
        self.retranslate()

    @property
    def chosen(self) -> str:
        """Which model is shown."""
        return NAMES[self.slider.value()]

    def retranslate(self) -> None:
        """Set every text in the current language."""
        super().retranslate()
        self.slider.setAccessibleName(self.tr("How much the divergence counts, β"))
        self.slider.setToolTip(self.tr("To the right the clouds of all faces come nearer to N(0, I)"))
        self.face_tiles.show_captions([self.tr("x"), self.tr("decoded")])
        self.draws.show_title("z ~ N(0, I)")
        self.again.setText(self.tr("Draw again"))
        self._say()

    def _say(self) -> None:
        self.value.setText(f"β = {plain(BETAS[self.chosen], 1 if BETAS[self.chosen] < 1 else 0)}")
        if (made := self._made) is not None:
            told = self.tr("E[log p(x|z)]: {0} nats, KL: {1} nats")
            self.numbers.setText(told.format(plain(made.likelihood), plain(made.kl, 1)))

    def draw_again(self) -> None:
        """Draw others of N(0, I)."""
        self._seed += 1
        self.renew()

    def renew(self) -> None:
        """Encode the face by the model of this beta, decode it, and draw."""
        self._say()
        if (face := self.face) is None:
            return
        lab, seed, attribute, name = self.lab(), self._seed, self.colour.attribute, self.chosen
        place = self.plane.place if self._moved else None

        def work() -> Weighed:
            import torch

            from facelab.model.vae import shrink
            from facelab.synthesis.lessons import crop_of

            with torch.inference_mode():
                model, crop, codes = lab.lecture.beta(name), crop_of(lab, face), lab.plane_codes
                posterior, generator = model.encode(crop), torch.Generator().manual_seed(seed)
                elbo = model.elbo(crop, torch.zeros(1, 2))
                z = torch.randn(DRAWS, 2, generator=generator)
                at = posterior.mean if place is None else torch.tensor([place])
                back, *draws = images_of(model.decode(torch.cat([at, z])))
                small = images_of(shrink(crop, lab.lecture.config.body.size))
            (x, y), (wide, high) = posterior.mean[0].tolist(), (0.5 * posterior.logvar[0]).exp().tolist()
            return Weighed(
                codes.means[name].numpy(), coloured(codes, attribute), (x, y), (wide, high), z.numpy(),
                [*small, back], draws, float(elbo.likelihood), float(elbo.kl),
            )  # fmt: skip

        self.make(work, self._show)

    def _show(self, made: Weighed) -> None:
        self._made = made
        self.plane.show_points(made.points, made.there, FAR)
        self.plane.show_cloud(made.mean, made.std)
        self.plane.show_drawn(made.z)
        if not self._moved:
            self.plane.show_place(*made.mean)
        self.face_tiles.show_images(made.face)
        self.draws.show_images(made.draws)
        self._say()


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "β: how much the divergence counts"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "Let the second term count β times (a β-VAE). Near 0 clouds are points, and faces lie where they like; the "
        "larger β, the wider the cloud of a face, until its picture is lost in the clouds of others and what comes "
        "back is the mean face. Rings are draws from N(0, I); 1 is the VAE.",
    ),
    formula="beta",
    spoken=QT_TRANSLATE_NOOP(
        "Learn",
        "the expected logarithm of p of x given z, less beta times the divergence of q of z given x from p of z",
    ),
    scene=BetaScene,
)
