"""Lesson: the reparameterisation trick."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.bars import BarsView
from facelab.gui.pages.learn.formula import FormulaView
from facelab.gui.pages.learn.inks import FIRST, SECOND
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.path import PathView
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles

if TYPE_CHECKING:
    from facelab.synthesis.lessons import Gradients

Array = NDArray[np.float32]
EVERY_MS = 250
REACH, WIDEST = 3.0, 1.2
"""How far bars of z, mu and epsilon go, and those of sigma."""
LABEL = 64
ROWS = {
    "mu": (FIRST, True), "sigma": (FIRST, True), "epsilon": ("", False), "z": (FIRST, False),
    "by-mu": (SECOND, False), "by-sigma": (SECOND, False),
}  # fmt: skip
"""The bars from top to bottom: their colour, and whether they may be dragged."""


@dataclass(frozen=True, eq=False)
class Draw:
    """One epsilon: the distribution, what was drawn, what flows back, and the pictures."""

    mean: Array
    std: Array
    eps: Array
    made: "Gradients"
    images: list[QImage]


class ReparameterisationScene(Scene):
    """mu, sigma, epsilon and z of a face as bars, epsilon drawn again and again; the gradient below."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.bars = {name: BarsView(ink, draggable=draggable) for name, (ink, draggable) in ROWS.items()}
        self.tiles, self.path = Tiles(1), PathView()
        self.again, self.going, self.direct = QPushButton(), QCheckBox(), QCheckBox()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._seed = 1
        self._changed: tuple[Array, Array] | None = None
        grid = QGridLayout()
        for row, (name, view) in enumerate(self.bars.items()):
            label = FormulaView(f"label-{name}", 1.3)
            label.setFixedWidth(LABEL)
            grid.addWidget(label, row, 0)
            grid.addWidget(view, row, 1)
        beside = row_of(self.tiles, 1, self.again, self.going, vertical=True)
        self.rows.addLayout(row_of(grid, 3, beside, 2), 1)
        self.rows.addLayout(row_of(self.path, 1, self.direct))
        self.again.clicked.connect(self.draw_again)
        self._timer.timeout.connect(self._tick)
        self.going.toggled.connect(lambda on: self._timer.start() if on else self._timer.stop())
        self.direct.toggled.connect(lambda _: self.renew())
        for name in ("mu", "sigma"):
            self.bars[name].changed.connect(lambda _number, _value: self._drag())
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.again.setText(self.tr("Draw ε again"))
        self.going.setText(self.tr("Again and again"))
        self.direct.setText(self.tr("Draw z directly"))
        self.direct.setToolTip(self.tr("As from an urn: nothing says how z would change with μ and σ"))
        self.tiles.show_captions([self.tr("decoded from z")])
        self.path.setAccessibleName(
            self.tr("x gives μ and σ, with ε they give z, z gives the picture, that the loss; the gradient goes back")
        )
        names = {
            "mu": self.tr("The means, μ"), "sigma": self.tr("The widths, σ"), "epsilon": self.tr("The noise, ε"),
            "z": self.tr("The latent, z"), "by-mu": self.tr("Gradient by μ"), "by-sigma": self.tr("Gradient by σ"),
        }  # fmt: skip
        for name, words in names.items():
            self.bars[name].setAccessibleName(words)
            self.bars[name].setToolTip(words)

    def take_face(self) -> None:
        """Nothing of the face before is kept."""
        self._changed = None

    def rest(self) -> None:
        """Draw no more."""
        self.going.setChecked(False)

    def draw_again(self) -> None:
        """Another epsilon."""
        self._seed += 1
        self.renew()

    def _tick(self) -> None:
        if not self.worker.busy:
            self.draw_again()

    def _drag(self) -> None:
        self._changed = self.bars["mu"].values.copy(), self.bars["sigma"].values.copy()
        self.renew()

    def renew(self) -> None:
        """Draw z, decode it, and let the gradient flow back."""
        if (face := self.face) is None:
            return
        lab, changed, seed = self.lab(), self._changed, self._seed

        def work() -> Draw:
            import torch

            from facelab.synthesis.lessons import crop_of, reparameterised

            model, crop = lab.lecture.space("both"), crop_of(lab, face)
            with torch.no_grad():
                posterior = model.encode(crop)
            mean, std = posterior.mean[0], (0.5 * posterior.logvar[0]).exp()
            if changed is not None:
                mean, std = (torch.from_numpy(values) for values in changed)
            eps = torch.randn(len(mean), generator=torch.Generator().manual_seed(seed))
            made = reparameterised(model, crop, mean, std, eps)
            return Draw(mean.numpy(), std.numpy(), eps.numpy(), made, images_of(made.picture[None]))

        self.make(work, self._show)

    def _show(self, made: Draw) -> None:
        if self._changed is None:
            self.bars["mu"].show_values(made.mean, REACH)
            self.bars["sigma"].show_values(made.std, WIDEST, signed=False)
        self.bars["epsilon"].show_values(made.eps, REACH)
        self.bars["z"].show_values(made.made.z.numpy(), REACH)
        blocked = self.direct.isChecked()
        for name, gradient in (("by-mu", made.made.mu.numpy()), ("by-sigma", made.made.sigma.numpy())):
            reach = float(np.abs(gradient).max()) or 1.0
            self.bars[name].show_values(np.zeros_like(gradient) if blocked else gradient, reach)
        self.path.show_blocked(blocked)
        self.tiles.show_images(made.images)


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "Reparameterisation"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "To train the encoder, the gradient of the loss must reach μ and σ. But no gradient flows through a random "
        "draw. So the chance is moved aside: ε is noise that depends on nothing, and z is computed from μ, σ and ε. "
        "Drag μ or σ, draw ε again, and see what flows back.",
    ),
    formula="reparameterisation",
    spoken=QT_TRANSLATE_NOOP(
        "Learn",
        "z is mu plus sigma times epsilon, epsilon standard normal; "
        "the derivative of z by mu is one, that by sigma is epsilon",
    ),
    scene=ReparameterisationScene,
)
