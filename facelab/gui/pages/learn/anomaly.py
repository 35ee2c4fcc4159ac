"""Lesson: anomalies."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.fields import ChoiceBox
from facelab.gui.qt.numbers import plain

STRANGE = "upside down", "masked", "scrambled", "texture", "one colour"
SCORES = "typicality", "reconstruction", "norm", "bound", "density"


@dataclass(frozen=True, eq=False)
class Strangeness:
    """Pictures, and of each score the percentile of each."""

    images: list[QImage]
    percentiles: Mapping[str, list[float]]


class AnomalyScene(Scene):
    """A face and what is none, each with how many known faces are less strange."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.tiles, self.score, self._label = Tiles(3), ChoiceBox(), QLabel()
        self._made: Strangeness | None = None
        for name in SCORES:
            self.score.addItem("", name)
        self.score.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)  # in any language
        self._label.setBuddy(self.score)
        self.rows.addWidget(self.tiles, 1)
        below = row_of(self._label, self.score)
        below.addStretch(1)
        self.rows.addLayout(below)
        self.score.activated.connect(lambda _: self._say())
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        names = {
            "typicality": self.tr("norm of z off that of faces (typicality)"),
            "reconstruction": self.tr("error of the reconstruction"),
            "norm": self.tr("norm of z"),
            "bound": self.tr("− ELBO"),
            "density": self.tr("− log p(z)"),
        }
        for row, name in enumerate(SCORES):
            self.score.setItemText(row, names[name])
        self._label.setText(self.tr("Strange by"))
        self.score.setAccessibleName(self.tr("Strange by"))
        self._say()

    def _say(self) -> None:
        if self._made is None:
            return
        names = (
            self.tr("this face"), self.tr("upside down"), self.tr("masked"), self.tr("scrambled"), self.tr("texture"),
            self.tr("one colour"),
        )  # fmt: skip
        told = self.tr("stranger than {0} of 100")
        of = self._made.percentiles[str(self.score.currentData())]
        self.tiles.show_captions(
            [f"{name}\n{told.format(plain(value))}" for name, value in zip(names, of, strict=True)]
        )

    def renew(self) -> None:
        """Score the face, and what is made of it."""
        if (face := self.face) is None:
            return
        lab = self.lab()

        def work() -> Strangeness:
            import torch

            from facelab.evaluate.anomalies import MADE
            from facelab.latent.anomaly import anomaly_path, anomaly_scores, read_reference
            from facelab.model.checkpoint import file_hash
            from facelab.synthesis.lessons import crop_of

            reference = read_reference(anomaly_path(lab.weights), file_hash(lab.weights))
            crop, generator = crop_of(lab, face).clone(), torch.Generator().manual_seed(1)
            crops = torch.cat([crop, *(MADE[name](crop, generator) for name in STRANGE)])
            scores = anomaly_scores(lab.vae, lab.prior, crops, reference.log_sigma, reference.typical)
            percentiles = {name: values.tolist() for name, values in reference.percentiles(scores).items()}
            return Strangeness(images_of(crops), percentiles)

        self.make(work, self._show)

    def _show(self, made: Strangeness) -> None:
        self._made = made
        self.tiles.show_images(made.images)
        self._say()


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "Anomalies"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "What the model finds unlikely should not be a face. But beware: a picture of one colour is easy to draw, "
        "and the likelihood praises it. In many dimensions all faces lie on a shell, and what is nearer to the "
        "middle is as strange as what is farther out. Choose a score, and see which of them works.",
    ),
    formula="typicality",
    spoken=QT_TRANSLATE_NOOP(
        "Learn", "t, the typicality, is how far the length of z is off m, the median of that length over faces"
    ),
    scene=AnomalyScene,
)
