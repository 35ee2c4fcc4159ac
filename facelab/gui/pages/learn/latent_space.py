"""Lesson: a latent space that can be looked at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.plane_scene import PlaneScene, coloured
from facelab.gui.pages.learn.scene import LabSource, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles

PLANE = "autoencoder"


@dataclass(frozen=True, eq=False)
class Looked:
    """Points of a plane and what colours them; where the face lies, and what is decoded: the place, the face's own."""

    points: NDArray[np.float32]
    there: NDArray[np.int8]
    own: tuple[float, float]
    images: list[QImage]


class LatentSpaceScene(PlaneScene):
    """The plane of an autoencoder with two latents."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        (self.plane,), self.tiles = self.views, Tiles(1)
        beside = row_of(self.tiles, 1, row_of(self.label, 1, self.colour, self.legend), vertical=True)
        self.rows.addLayout(row_of(self.plane, 1, beside, 1), 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        super().retranslate()
        self.tiles.show_captions([self.tr("decoded: what lies under the cross")])

    def renew(self) -> None:
        """Decode the place, or the face where none was chosen."""
        if (face := self.face) is None:
            return
        lab, place, moved, attribute = self.lab(), self.plane.place, self._moved, self.colour.attribute

        def work() -> Looked:
            import torch

            from facelab.synthesis.lessons import crop_of

            with torch.inference_mode():
                model, codes = lab.lecture.all_planes()[PLANE], lab.plane_codes
                own = model.encode(crop_of(lab, face)).mode()
                picture = model.decode(torch.tensor([place]) if moved else own)
            x, y = own[0].tolist()
            return Looked(codes.means[PLANE].numpy(), coloured(codes, attribute), (x, y), images_of(picture))

        self.make(work, self._show)

    def _show(self, made: Looked) -> None:
        self.plane.show_points(made.points, made.there)
        self.plane.show_cloud(made.own)
        if not self._moved:
            self.plane.show_place(*made.own)
        self.tiles.show_images(made.images)


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "The latent space"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "With two numbers, the latent space is a plane. Every dot is a face that the autoencoder has never seen; "
        "the ring is yours. Any place can be decoded, and neighbours look alike. But nothing has told the "
        "autoencoder where faces should lie, or that there be a face between them.",
    ),
    formula="plane",
    spoken=QT_TRANSLATE_NOOP("Learn", "z, a pair of z one and z two, is e of x; x hat is d of z"),
    scene=LatentSpaceScene,
)
