"""What scenes with planes have in common: which attribute colours the points, and a cross that is moved."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QLabel

from facelab.attributes import index_of
from facelab.gui.pages.learn.choice import AttributeBox, Legend
from facelab.gui.pages.learn.plane import PlaneView
from facelab.gui.pages.learn.scene import LabSource, Scene

if TYPE_CHECKING:
    from facelab.latent.codes import PlaneCodes


class PlaneScene(Scene):
    """Planes whose points are coloured by an attribute.

    Attributes:
        views: the planes. colour: the choice of the attribute, ``label`` before and ``legend`` behind it.
    """

    def __init__(self, lab: LabSource, count: int = 1) -> None:
        super().__init__(lab)
        self.views = tuple(PlaneView() for _ in range(count))
        self.colour, self.legend, self.label = AttributeBox(), Legend(), QLabel()
        self.label.setBuddy(self.colour)
        self._moved = False
        for view in self.views:
            view.moved.connect(lambda _x, _y: self._move())
        self.colour.chosen.connect(self.renew)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.colour.retranslate()
        self.legend.retranslate()
        self.label.setText(self.tr("Colour"))
        for view in self.views:
            view.setAccessibleName(self.tr("Plane of the latents of faces"))
            view.setToolTip(self.tr("Move the pointer, or the arrows: what lies there is decoded"))

    def take_face(self) -> None:
        """The cross goes to the face."""
        self._moved = False

    def _move(self) -> None:
        self._moved = True
        self.renew()


def coloured(codes: "PlaneCodes", attribute: str) -> NDArray[np.int8]:
    """(N,) of the known faces: 1 with the attribute, 0 without, below 0 where nobody knows."""
    return codes.labels[:, index_of(attribute)].numpy().astype(np.int8)
