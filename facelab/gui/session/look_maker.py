"""Makes the pictures of looks: the face that is open with each preset, one after another, while nothing is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from facelab.errors import FaceLabError
from facelab.gui.qt.images import image_of
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session.aimed_preset import AimedPreset, aimed
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.live import LiveFace
from facelab.project.presets import Preset

SIDE = 144
"""Pixels across a face in a picture of a look: twice what a usual screen shows of it."""
CALM_MS = 400
"""After what a person did last, as long no picture is begun."""


@dataclass(frozen=True, eq=False)
class Look:
    """A preset aimed at a face, and the picture of the face with it."""

    preset: AimedPreset
    image: QImage


def look(face: LiveFace, preset: Preset) -> Look:
    """A face's look; where nothing is left to ask, or it cannot be made, it is the face as it is."""
    aim = aimed(preset, face.photo.crop(face.face))
    try:
        return Look(aim, image_of(face.head(aim.edit)))
    except FaceLabError:
        return Look(aim, QImage())


class LookMaker(QObject):
    """Makes looks one after another on one core; it rests during a drag and a moment after anything was asked.

    Signals:
        made: (int, Look) the number of the preset, and its look.
    """

    made = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presets: Sequence[Preset] = ()
        self._face: LiveFace | None = None
        self._next = 0
        self._held = False
        self._worker: LatestOnly[tuple[LiveFace, int, Look]] = LatestOnly(self)
        self._worker.done.connect(self._arrived)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._make_next)

    def begin(self, photo: Photo, face: int, presets: Sequence[Preset]) -> None:
        """Make the looks of a face, of presets."""
        self._presets, self._next = presets, 0
        self._face = LiveFace.thumbnail(photo, face, SIDE)
        self.rest()

    def forget(self) -> None:
        """Make none of what is left."""
        self._face = None
        self._calm.stop()

    def hold(self, held: bool) -> None:
        """Begin no picture as long as a hand holds a slider."""
        self._held = held
        self.rest()

    def rest(self) -> None:
        """Something was asked: wait a moment."""
        if self._held or self._face is None:
            self._calm.stop()
        else:
            self._calm.start()

    def stop(self) -> None:
        """Wait for the worker; the maker is of no use afterwards."""
        self.forget()
        self._worker.stop()

    def _make_next(self) -> None:
        if self._face is not None and self._next < len(self._presets) and not self._worker.busy:
            face, number = self._face, self._next
            self._worker.ask(partial(_made, face, number, self._presets[number]))

    def _arrived(self, outcome: Outcome[tuple[LiveFace, int, Look]]) -> None:
        face, number, made = outcome.result()
        if face is self._face:
            self._next = number + 1
            self.made.emit(number, made)
        if not (self._held or self._calm.isActive()):
            self._make_next()


def _made(face: LiveFace, number: int, preset: Preset) -> tuple[LiveFace, int, Look]:
    return face, number, look(face, preset)
