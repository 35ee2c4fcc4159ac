"""Lesson: the variational autoencoder; a face is a cloud."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.plane_scene import PlaneScene, coloured
from facelab.gui.pages.learn.scene import LabSource, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles

PLANE = "both"
DRAWS = 6

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Cloud:
    """q(z | x) of a face in the plane, and what is decoded: the place under the cross; draws."""

    points: Array
    there: NDArray[np.int8]
    mean: tuple[float, float]
    std: tuple[float, float]
    z: Array
    under: list[QImage]
    draws: list[QImage]


class PosteriorScene(PlaneScene):
    """The plane of a VAE with two latents: the cloud of a face in the middle of all."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        (self.plane,), self.under, self.draws = self.views, Tiles(1), Tiles(DRAWS // 2)
        self.again, self._seed = QPushButton(), 1
        beside = row_of(
            self.under, 3, self.draws, 3, row_of(self.label, self.colour, self.legend, self.again), vertical=True
        )
        self.rows.addLayout(row_of(self.plane, 1, beside, 1), 1)
        self.again.clicked.connect(self.draw_again)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        super().retranslate()
        self.under.show_captions([self.tr("under the cross")])
        self.draws.show_title(self.tr("drawn from the face’s cloud"))
        self.again.setText(self.tr("Draw again"))

    def draw_again(self) -> None:
        """Draw others from the cloud."""
        self._seed += 1
        self.renew()

    def renew(self) -> None:
        """Encode the face, draw from its cloud, decode the place."""
        if (face := self.face) is None:
            return
        lab, place, seed, attribute = self.lab(), self.plane.place, self._seed, self.colour.attribute
        moved = self._moved

        def work() -> Cloud:
            import torch

            from facelab.synthesis.lessons import crop_of

            with torch.inference_mode():
                model, codes = lab.lecture.all_planes()[PLANE], lab.plane_codes
                posterior = model.encode(crop_of(lab, face))
                eps = torch.randn(DRAWS, 2, generator=torch.Generator().manual_seed(seed))
                z = posterior.reparameterise(eps)
                at = torch.tensor([place]) if moved else posterior.mean
                pictures = images_of(model.decode(torch.cat([at, z])))
            (x, y), (wide, high) = posterior.mean[0].tolist(), (0.5 * posterior.logvar[0]).exp().tolist()
            points = codes.means[PLANE].numpy()
            there, (under, *draws) = coloured(codes, attribute), pictures
            return Cloud(points, there, (x, y), (wide, high), z.numpy(), [under], draws)

        self.make(work, self._show)

    def _show(self, made: Cloud) -> None:
        self.plane.show_points(made.points, made.there)
        self.plane.show_cloud(made.mean, made.std)
        self.plane.show_drawn(made.z)
        if not self._moved:
            self.plane.show_place(*made.mean)
        self.under.show_images(made.under)
        self.draws.show_images(made.draws)


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "The variational autoencoder"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "Now the encoder gives not a point but a small cloud: a Gaussian of mean μ and width σ, from which z is "
        "drawn. The whole cloud must decode to the face, so neighbours agree; and every cloud is pulled towards the "
        "standard normal p(z), the circles. So the space is filled, and one knows where to draw.",
    ),
    formula="posterior",
    spoken=QT_TRANSLATE_NOOP(
        "Learn",
        "q of z given x is normal with mean mu of x and variance sigma squared of x; p of z is standard normal",
    ),
    scene=PosteriorScene,
)
