"""Lesson: three latent spaces, and why both terms are needed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.formula import FormulaView
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.plane import reach_of
from facelab.gui.pages.learn.plane_scene import PlaneScene, coloured
from facelab.gui.pages.learn.scene import LabSource, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles

FORMULAS = {"reconstruction": "reconstruction-term", "kl": "kl-term", "both": "both-terms"}
"""What each space is trained by."""
DRAWS = 4
"""Pictures in a row."""

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Space:
    """A space: its points, the place that is decoded and its picture, what N(0, I) draws, also of 32 latents."""

    points: Array
    there: NDArray[np.int8]
    z: Array
    under: list[QImage]
    draws: list[QImage]
    larger: list[QImage]


class ThreeSpacesScene(PlaneScene):
    """Three planes side by side, trained alike but for the loss."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab, len(FORMULAS))
        self.planes = dict(zip(FORMULAS, self.views, strict=True))
        self.under, self.draws, self.larger = ({name: Tiles(n) for name in FORMULAS} for n in (1, DRAWS - 1, DRAWS))
        self.again, self._seed = QPushButton(), 1
        for plane in self.views:
            plane.show_prior()
        for tiles in self.under.values():
            tiles.setMinimumSize(40, 60)  # three of them side by side
        columns = [
            row_of(
                FormulaView(formula, 1.3), self.planes[name], 5,
                row_of(self.under[name], 1, self.draws[name], DRAWS - 1), 2, self.larger[name], 2,
                vertical=True,
            )
            for name, formula in FORMULAS.items()
        ]  # fmt: skip
        self.rows.addLayout(row_of(*(part for column in columns for part in (column, 1))), 1)
        below = row_of(self.label, self.colour, self.legend)
        below.addStretch(1)
        below.addWidget(self.again)
        self.rows.addLayout(below)
        self.again.clicked.connect(self.draw_again)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        super().retranslate()
        self.again.setText(self.tr("Draw again"))
        names = {
            "reconstruction": self.tr("Reconstruction alone"), "kl": self.tr("KL alone"),
            "both": self.tr("Both: a VAE"),
        }  # fmt: skip
        for name, words in names.items():
            self.planes[name].setAccessibleName(words)
            self.under[name].show_title("+")
            self.draws[name].show_title("○ ~ N(0, I)")
            self.larger[name].show_title(self.tr("the same with 32 numbers"))
            told = (
                (self.under, self.tr("{0}: what lies under the cross")),
                (self.draws, self.tr("{0}: drawn from N(0, I)")),
            )
            for tiles, said in told:
                tiles[name].setAccessibleName(said.format(words))
                tiles[name].setToolTip(said.format(words))

    def draw_again(self) -> None:
        """Draw others of N(0, I)."""
        self._seed += 1
        self.renew()

    def renew(self) -> None:
        """Decode the places and the draws of all three."""
        lab, seed, attribute = self.lab(), self._seed, self.colour.attribute
        places = {name: plane.place for name, plane in self.planes.items()}

        def work() -> Mapping[str, Space]:
            import torch

            codes, planes = lab.plane_codes, lab.lecture.all_planes()
            there = coloured(codes, attribute)
            generator = torch.Generator().manual_seed(seed)
            eps = torch.randn(DRAWS - 1, 2, generator=generator)
            more = torch.randn(DRAWS, lab.lecture.config.latents, generator=generator)
            made = {}
            with torch.inference_mode():
                for name, place in places.items():
                    images = images_of(planes[name].decode(torch.cat([torch.tensor([place]), eps])))
                    points = codes.means[name].numpy()
                    larger = images_of(lab.lecture.space(name).decode(more))
                    made[name] = Space(points, there, eps.numpy(), images[:1], images[1:], larger)
            return made

        self.make(work, self._show)

    def _show(self, made: Mapping[str, Space]) -> None:
        far = max(reach_of(space.points) for space in made.values())  # one scale, or the circles would differ
        for name, space in made.items():
            self.planes[name].show_points(space.points, space.there, far)
            self.planes[name].show_drawn(space.z)
            self.under[name].show_images(space.under)
            self.draws[name].show_images(space.draws)
            self.larger[name].show_images(space.larger)


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "Three spaces: why both terms"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "The same network, trained three times. By the first term alone it draws well, but its points lie where "
        "they like, and N(0, I), the rings, hits places where no face is. By the second alone all faces lie in one "
        "heap and z says nothing. By both, what is drawn at random is a face, or nearly one.",
    ),
    formula="",  # each space has its own
    spoken="",
    scene=ThreeSpacesScene,
)
