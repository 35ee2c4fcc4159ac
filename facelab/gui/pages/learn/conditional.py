"""Lesson: the conditional VAE."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton

from facelab.attributes import ATTRIBUTES, QT_TRANSLATE_NOOP, index_of
from facelab.gui.pages.learn.lesson import LectureLesson
from facelab.gui.pages.learn.scene import LabSource, Scene, images_of, row_of
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.numbers import plain
from facelab.gui.qt.slider import Slider
from facelab.gui.qt.titles import attribute_title

LABELS = "Male", "Smiling", "Young", "Blond_Hair", "Black_Hair", "Bangs", "Eyeglasses", "No_Beard"
DRAWS = 10
USUAL, MOST = 20, 30
"""Emphasis in tenths: where the slider stands at first, and how far it goes; 10 is the model itself."""

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Conditioned:
    """The labels of the face, (40,); the face by its own labels and by those asked for; draws."""

    own: Array
    face: list[QImage]
    draws: list[QImage]


class ConditionalScene(Scene):
    """Labels to choose; faces drawn with them, and the face with its noise kept."""

    def __init__(self, lab: LabSource) -> None:
        super().__init__(lab)
        self.boxes: Mapping[str, QCheckBox] = {name: QCheckBox() for name in LABELS}
        self.tiles, self.draws = Tiles(3), Tiles(DRAWS // 2)
        self.own, self.again, self._label = QPushButton(), QPushButton(), QLabel()
        self.emphasis, self.value = Slider(), QLabel()
        self.emphasis.setRange(10, MOST)
        self.emphasis.setValue(USUAL)
        self._seed, self._chosen = 1, False
        choice = QGridLayout()
        choice.addWidget(self._label, 0, 0)
        for number, box in enumerate(self.boxes.values()):
            choice.addWidget(box, number + 1, 0)
            box.clicked.connect(lambda _: self._choose())
        choice.addWidget(self.own, len(LABELS) + 1, 0)
        choice.addWidget(self.again, len(LABELS) + 2, 0)
        choice.addWidget(self.value, len(LABELS) + 3, 0)
        choice.addWidget(self.emphasis, len(LABELS) + 4, 0)
        choice.setRowStretch(len(LABELS) + 5, 1)
        self.rows.addLayout(row_of(choice, row_of(self.tiles, 1, self.draws, 1, vertical=True), 1), 1)
        self.own.clicked.connect(self.take_back)
        self.again.clicked.connect(self.draw_again)
        self.emphasis.valueChanged.connect(lambda _: self._emphasise())
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self._label.setText(self.tr("y:"))
        for name, box in self.boxes.items():
            box.setText(attribute_title(name))
        self.own.setText(self.tr("The face’s own y"))
        self.again.setText(self.tr("Draw others"))
        self.tiles.show_captions([self.tr("x"), self.tr("its z, its y"), self.tr("its noise, this y")])
        self.draws.show_title(self.tr("z ~ p(z | y), decoded with y"))
        self.emphasis.setAccessibleName(self.tr("Emphasis of the labels"))
        self.emphasis.setToolTip(self.tr("At 1 the model speaks for itself; further on labels are drawn more plainly"))
        self._say()

    @property
    def amount(self) -> float:
        """How far labels are emphasised."""
        return self.emphasis.value() / 10

    def _say(self) -> None:
        self.value.setText(self.tr("Emphasis: {0}").format(plain(self.amount, 1)))

    def _emphasise(self) -> None:
        self._say()
        self.renew()

    def take_face(self) -> None:
        """Begin with the labels of the face."""
        self._chosen = False

    def take_back(self) -> None:
        """The labels of the face."""
        self._chosen = False
        self.renew()

    def draw_again(self) -> None:
        """Draw others with these labels."""
        self._seed += 1
        self.renew()

    def _choose(self) -> None:
        self._chosen = True
        self.renew()

    def renew(self) -> None:
        """Draw with the labels that are chosen, and give them to the face."""
        if (face := self.face) is None:
            return
        lab, seed, amount = self.lab(), self._seed, self.amount
        chosen = {name: box.isChecked() for name, box in self.boxes.items()} if self._chosen else None

        def work() -> Conditioned:
            import torch

            from facelab.model.lecture.conditional_vae import CALM
            from facelab.model.vae import shrink
            from facelab.synthesis.lessons import crop_of, labels_with

            with torch.inference_mode():
                model, crop = lab.lecture.conditional, crop_of(lab, face)
                own = torch.from_numpy((lab.seen(crop.permute(0, 2, 3, 1)) > 0).astype(np.float32))
                asked = chosen or {name: bool(own[0, index_of(name)]) for name in LABELS}
                generator = torch.Generator().manual_seed(seed)
                known = lab.plane_codes.labels
                wanted = labels_with(known, asked, own[0]) if chosen else own
                z = model.encode(crop, own).mode()
                new = [k for k in map(index_of, asked) if bool(own[0, k]) != bool(wanted[0, k])]
                same, carried = model.decode(z, own), model.changed(z, own, wanted)
                other = model.emphasised(carried, wanted, new, amount)
                y = labels_with(known, asked, torch.rand(len(ATTRIBUTES), generator=generator), DRAWS)
                noise = model.sample(y, generator, CALM ** (amount - 1))  # the model's own at 1, CALM at 2
                draws = model.emphasised(noise, y, list(map(index_of, asked)), amount)
                small = shrink(crop, same.shape[-1])
                return Conditioned(own[0].numpy(), images_of(torch.cat([small, same, other])), images_of(draws))

        self.make(work, self._show)

    def _show(self, made: Conditioned) -> None:
        if not self._chosen:
            for name, box in self.boxes.items():
                box.setChecked(bool(made.own[index_of(name)]))
        self.tiles.show_images(made.face)
        self.draws.show_images(made.draws)


LESSON = LectureLesson(
    title=QT_TRANSLATE_NOOP("Learn", "The conditional VAE"),
    words=QT_TRANSLATE_NOOP(
        "Learn",
        "Tell encoder, prior and decoder what is known, the labels y, and z need only hold what y does not say. So "
        "faces with chosen labels can be drawn, and a face can keep its noise while its labels change. Tick one and "
        "see both: what is not in the list comes along as it does on faces that are so. By itself, at an emphasis of "
        "1, the model obeys faintly: the mean of all rims is hardly a rim. More of it goes further away from what is "
        "drawn where nobody knows these labels.",
    ),
    formula="conditional",
    spoken=QT_TRANSLATE_NOOP(
        "Learn",
        "the logarithm of p of x given y is at least the expected logarithm of p of x given z and y, "
        "less the divergence of q of z given x and y from p of z given y",
    ),
    scene=ConditionalScene,
)
