"""The dialog that asks how an animation moves, and plays it small before it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from facelab.errors import FaceLabError
from facelab.gui.qt.fields import ChoiceBox, NumberField, WholeNumberField
from facelab.gui.qt.picture import PictureView
from facelab.gui.qt.spacing import space_out
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import Cores, LatestOnly, Outcome
from facelab.render.animation import Motion

STEPS = 16
"""Pictures of the preview from the beginning to the end; it shows the nearest one."""
TICK_MS = 40
USUAL = 1080
"""Rows of a frame that nobody asked for otherwise, at most."""


@dataclass(frozen=True)
class AnimationPlan:
    """How an animation is to be: how it moves, and rows of a frame."""

    motion: Motion
    height: int


class AnimationDialog(QDialog):
    """Asks for length, rate, size, ease and repetition; a preview plays as they are."""

    def __init__(
        self, picture_at: Callable[[float], QImage], heights: tuple[int, ...], parent: QWidget | None = None
    ) -> None:
        """``picture_at`` draws the way at 0..1, small; ``heights``: rows of a frame to choose from, most first."""
        super().__init__(parent)
        self._picture_at = picture_at
        self._images: dict[int, QImage] = {}
        self.view, self.seconds, self.rate = PictureView(), NumberField(), WholeNumberField()
        self.height_box, self.ease = ChoiceBox(), ChoiceBox()
        self.back, self.loop = QCheckBox(), QCheckBox()
        self._build(heights)
        self._worker: LatestOnly[tuple[int, QImage]] = LatestOnly(self, Cores.ONE)
        self._worker.done.connect(self._arrived)
        self._clock, self._ticks = QElapsedTimer(), QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._show)
        self._clock.start()
        self._ticks.start()
        self._make_next()

    def _build(self, heights: tuple[int, ...]) -> None:
        usual = Motion()
        self.setWindowTitle(self.tr("Save an animation"))
        self.seconds.setRange(0.5, 30)
        self.seconds.setDecimals(1)
        self.seconds.setSingleStep(0.5)
        self.seconds.setSuffix(self.tr(" s"))
        self.seconds.setValue(usual.frames / usual.rate)
        self.rate.setRange(5, 60)
        self.rate.setValue(round(usual.rate))
        for height in heights:
            self.height_box.addItem(self.tr("{0} pixels high").format(height), height)
        self.height_box.setCurrentIndex(next((row for row, high in enumerate(heights) if high <= USUAL), 0))
        for name, ease in ((self.tr("gently"), "smooth"), (self.tr("evenly"), "linear")):
            self.ease.addItem(name, ease)
        self.back.setText(self.tr("There and back"))
        self.loop.setText(self.tr("Again and again (GIF, WebP)"))
        self.back.setChecked(True)
        self.loop.setChecked(True)
        rows = QFormLayout()
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("One way takes"), self.seconds),
            (self.tr("Frames per second"), self.rate),
            (self.tr("Size"), self.height_box),
            (self.tr("It begins and ends"), self.ease),
        )
        for text, field in fields:
            rows.addRow(text, field)
            field.setAccessibleName(text)
        rows.addRow("", self.back)
        rows.addRow("", self.loop)
        self.said = QLabel()
        self.said.setWordWrap(True)
        rows.addRow(self.said)
        self.view.setFixedSize(280, 280)
        self.view.setAccessibleName(self.tr("Preview"))
        self.view.show_hint(self.tr("Working…"))
        side = QHBoxLayout()
        side.addWidget(self.view)
        side.addLayout(rows, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(side)
        column.addWidget(buttons)
        space_out(self)

    @property
    def plan(self) -> AnimationPlan:
        """What is asked."""
        rate = self.rate.value()
        frames = max(2, round(self.seconds.value() * rate))
        ease = self.ease.currentData()
        motion = Motion(frames, float(rate), ease, self.back.isChecked(), self.loop.isChecked())
        return AnimationPlan(motion, self.height_box.currentData())

    @property
    def seen(self) -> int:
        """The number of the picture that the preview shows now."""
        motion = self.plan.motion
        alphas = motion.alphas
        frame = int(self._clock.elapsed() / 1000 * motion.rate)
        frame = frame % len(alphas) if motion.loop else min(frame, len(alphas) - 1)
        return round(alphas[frame] * STEPS)

    def stop(self) -> None:
        """Play nothing any more."""
        self._ticks.stop()
        self._worker.leave()

    def _show(self) -> None:
        if self._images:
            nearest = min(self._images, key=lambda step: abs(step - self.seen))
            self.view.show_image(self._images[nearest])

    def _make_next(self) -> None:
        """The ends first, then what is halfway between."""
        order = sorted(range(STEPS + 1), key=lambda step: (step % STEPS != 0, step % (STEPS // 4) != 0, step))
        left = [step for step in order if step not in self._images]
        if left:
            self._worker.ask(partial(lambda step: (step, self._picture_at(step / STEPS)), left[0]))

    def _arrived(self, outcome: Outcome[tuple[int, QImage]]) -> None:
        if isinstance(outcome.error, FaceLabError):
            self.said.setText(in_words(outcome.error.message))
            return
        step, image = outcome.result()
        self._images[step] = image
        self._make_next()


def ask_animation(
    picture_at: Callable[[float], QImage], heights: tuple[int, ...], parent: QWidget
) -> AnimationPlan | None:
    """Ask how an animation is to be, see ``AnimationDialog``; None where none is wanted."""
    dialog = AnimationDialog(picture_at, heights, parent)
    wanted = dialog.exec()
    dialog.stop()
    dialog.deleteLater()
    return dialog.plan if wanted else None


def heights_up_to(most: int) -> tuple[int, ...]:
    """Usual rows of a frame up to those of a photo, most first."""
    return (most, *(height for height in (2160, 1440, 1080, 720, 480) if height < most))
