"""Lesson: generation."""

from collections.abc import Mapping

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.slider import Slider

COUNT = 7
SPREADS = 0, 150
"""Hundredths of the noise."""


class GenerationScene(Scene):
    """Faces drawn: by the small VAE, and by FaceLab's decoder from two priors."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.tiles = {name: Tiles(COUNT) for name in ("small", "gaussian", "flow")}
        self.spread, self.again, self._label = Slider(), QPushButton(), QLabel()
        self.spread.setRange(*SPREADS)
        self.spread.setValue(100)
        self.spread.setTracking(False)
        self._label.setBuddy(self.spread)
        self._seed = 1
        for tiles in self.tiles.values():
            self.rows.addWidget(tiles, 1)
        self.rows.addLayout(row_of(self._label, self.spread, 1, self.again))
        self.spread.valueChanged.connect(lambda _: self.renew())
        self.again.clicked.connect(self.draw_again)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.tiles["small"].show_title(self.tr("The small VAE: 32 numbers, 32 × 32 pixels, z ~ N(0, I)"))
        self.tiles["gaussian"].show_title(self.tr("FaceLab’s decoder, z of the Gaussian nearest to all faces"))
        self.tiles["flow"].show_title(self.tr("FaceLab’s decoder, z of its learned prior"))
        self._label.setText(self.tr("Noise"))
        self.spread.setAccessibleName(self.tr("Noise"))
        self.spread.setToolTip(
            self.tr("At the left all are the mean face; beyond the middle they are wilder than faces")
        )
        self.again.setText(self.tr("Draw others"))

    def draw_again(self) -> None:
        """Draw others."""
        self._seed += COUNT
        self.renew()

    def renew(self) -> None:
        """Draw."""
        lab, seed, spread = self.lab(), self._seed, self.spread.value() / 100

        def work() -> Mapping[str, list[QImage]]:
            import torch

            from facelab.latent.priors import GaussianPrior

            generator = torch.Generator().manual_seed(seed)
            model, made = lab.lecture.space("both"), {}
            with torch.inference_mode():
                made["small"] = images_of(model.decode(spread * model.sample(COUNT, generator)))
            for name, prior in (("gaussian", GaussianPrior(lab.vae, lambda: lab.attributes)), ("flow", lab.prior)):
                s = prior.draw(torch.randn(COUNT, prior.noise, generator=generator), spread)
                drawn = torch.from_numpy(lab.decode_drawn(lab.without_detail(s)))
                made[name] = images_of(drawn.permute(0, 3, 1, 2))
            return made

        self.make(work, self._show)

    def _show(self, made: Mapping[str, list[QImage]]) -> None:
        for name, images in made.items():
            self.tiles[name].show_images(images)


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "Generation"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "Now faces of nobody can be drawn: take z at random and decode it. The better p(z) fits where faces really "
        "lie, the better they are. One Gaussian comes close; a prior that is learned, a flow, comes closer.",
    ),
    formula="generation",
    spoken=QT_TRANSLATE_NOOP("Learn", "z is drawn from p of z, x hat is d of z"),
    scene=GenerationScene,
)
