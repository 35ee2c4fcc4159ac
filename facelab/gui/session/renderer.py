"""The workers that draw what the window shows: frames of a drag, the whole photo, its faces as they are seen."""

from collections.abc import Callable, Mapping
from math import ceil, floor
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from facelab.canonical import Point
from facelab.errors import Cancelled
from facelab.gui.qt.images import image_of
from facelab.gui.qt.worker import Cores, LatestOnly, Outcome
from facelab.photo.align import Box
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.live import Frame, LiveFace, aligned, prepare, seen
from facelab.progress import ShareCallback
from facelab.render.preview import on_screen

T = TypeVar("T")
Seen = tuple[Photo, int, tuple[Mapping[str, float], Mapping[str, float]], tuple[object, ...]]
"""A photo, the number of a face in it, how surely each attribute is seen before and after, and what to be warned of."""


class Renderer(QObject):
    """Shows a photo with its edits, the latest request first.

    Signals:
        framed: (Frame, scale) a part of the screen as the edit makes it.
        finished: (QImage) the whole photo as the edits make it.
        screened: (QImage, QImage, bool) before and after at the screen's resolution; whether all that is asked is in.
        seen: (dict, dict) attribute -> how surely it is seen in the chosen face, before and after; 0..1.
        warned: (tuple of Message) why the chosen face's edit is not to be trusted, a sentence each.
        aligned: (QImage) the crop that landmarks would make.
        prepared: (Photo, int) the face of that number is ready for edits of any kind.
        failed: (Exception) what went wrong.
        stopped: a person stopped what was being drawn.
    """

    framed = Signal(object, float)
    finished = Signal(QImage)
    screened = Signal(QImage, QImage, bool)
    seen = Signal(object, object)
    warned = Signal(tuple)
    aligned = Signal(QImage)
    prepared = Signal(object, int)
    failed = Signal(Exception)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photo: Photo | None = None
        self._face = -1
        self._live_face: LiveFace | None = None
        self._scale = 1.0
        self._part: tuple[float, float, float, float] | None = None
        self._picture: Picture | None = None  # the last that was finished
        self._calm = Event()
        self._calm.set()
        self._live = self._worker(self._framed, Cores.LIVE)
        self._whole = self._worker(self._finished)
        self._screens = self._worker(self._screened)
        self._watcher = self._worker(self._seen)
        self._preparer: LatestOnly[tuple[Photo, int]] = self._worker(lambda face: self.prepared.emit(*face))
        self._aligner: LatestOnly[QImage] = self._worker(self.aligned.emit)

    def _worker(self, handler: Callable[[T], object], cores: Cores = Cores.ONE) -> LatestOnly[T]:
        worker: LatestOnly[T] = LatestOnly(self, cores)

        def hand_on(outcome: Outcome[T]) -> None:
            if isinstance(outcome.error, Cancelled):
                self._tell_stopped(worker)
            elif outcome.error:
                self.failed.emit(outcome.error)
            else:
                handler(outcome.result())

        worker.done.connect(hand_on)
        return worker

    @property
    def seen_workers(self) -> tuple[LatestOnly[Any], ...]:
        """Those whose work a person waits for: what is seen follows what is asked."""
        return self._live, self._whole, self._screens

    def _tell_stopped(self, worker: LatestOnly[Any]) -> None:
        """What is asked takes too long for a person; what is coarse on the screen may stay so."""
        if worker is self._whole:
            self.stopped.emit()

    @property
    def _workers(self) -> tuple[LatestOnly[Any], ...]:
        return self._live, self._whole, self._screens, self._watcher, self._preparer, self._aligner

    def stop(self) -> None:
        """Wait for the workers, and forget what they do."""
        self._calm.set()
        for worker in self._workers:
            worker.stop()

    def open(self, photo: Photo) -> None:
        """Show another photo."""
        for worker in self._workers:
            worker.forget()
        self._photo, self._face, self._live_face, self._picture = photo, -1, None, None
        self.show_at(self._scale)

    def ask(self, photo: Photo, face: int) -> None:
        """Show other edits, or another face as it is edited; the whole photo follows when ``settle`` is called."""
        before = self._photo
        another = face != self._face or before is None or photo.original is not before.original
        if another or _others(photo, face) != _others(before, face):
            self._live_face = None
        self._photo, self._face = photo, face
        if photo is not before:
            self._picture = None
            self._whole.forget()
            self._show_live()
        if another:
            self._watch()
            self._preparer.ask_in_steps(lambda progress: _prepared(photo, face, self._at_rest(progress)))

    def hold(self, held: bool) -> None:
        """Prepare nothing as long as a hand holds a slider: the cores are the frames'."""
        self._calm.clear() if held else self._calm.set()

    def _at_rest(self, progress: ShareCallback) -> ShareCallback:
        """Tells how far work is that goes on only while nothing is dragged."""

        def told(share: float) -> None:
            self._calm.wait()
            progress(share)

        return told

    def settle(self) -> None:
        """The hand has let go: the whole photo follows."""
        if self._photo is not None and self._picture is None:
            photo = self._photo
            self._whole.ask_in_steps(lambda progress: (photo, image_of(to_srgb8(photo.draw(progress)))))

    def show_at(self, scale: float) -> None:
        """The photo is seen with ``scale`` screen pixels for one of its own."""
        self._scale = min(scale, 1.0)
        if self._photo is None:
            return
        pair, at = (self._photo.original.picture, self._picture), self._scale
        self._screens.ask(lambda: (*_screens(pair, at), pair[1], at))
        if self._picture is None and self._face in self._photo.edits:
            self._show_live()

    def look_at(self, part: tuple[float, float, float, float]) -> None:
        """Only so much of the photo is seen: left, top, right, bottom in its pixels."""
        self._part = part
        if self._photo is not None and self._picture is None and self._face in self._photo.edits:
            self._show_live()

    @property
    def _looked_at(self) -> Box | None:
        if self._part is None:
            return None
        left, top, right, bottom = (edge * self._scale for edge in self._part)
        return floor(left) - 1, floor(top) - 1, ceil(right) + 1, ceil(bottom) + 1

    def align(self, landmarks: list[Point]) -> None:
        """Show the crop that landmarks would make."""
        if self._photo is not None:
            picture = self._photo.original.picture
            self._aligner.ask(lambda: image_of(aligned(picture, landmarks)))

    def expect(self, attribute: str) -> None:
        """A hand is over this attribute's slider: what its first frames are between is prepared."""
        if self._photo is not None and self._face >= 0 and not (self._preparer.busy or self._live.busy):
            self._live_at(self._photo).expect(self._photo.edit_of(self._face), attribute)

    def _live_at(self, photo: Photo) -> LiveFace:
        seen = self._scale, self._looked_at
        if self._live_face is None or (self._live_face.scale, self._live_face.looked_at) != seen:
            self._live_face = LiveFace(photo, self._face, *seen)
        return self._live_face

    def _show_live(self) -> None:
        if self._photo is None or self._face < 0:
            return
        live_face, edit, keep = self._live_at(self._photo), self._photo.edit_of(self._face), self._photo.keep
        self._live.ask(lambda: (live_face, live_face.frame(edit, keep)))

    def _framed(self, made: tuple[LiveFace, Frame]) -> None:
        live_face, frame = made
        if live_face is self._live_face and self._live_face is not None:
            self.framed.emit(frame, self._live_face.scale)

    def _finished(self, made: tuple[Photo, QImage]) -> None:
        photo, image = made
        if photo is self._photo and self._photo is not None:
            self._picture = self._photo.picture
            self.finished.emit(image)
            self.show_at(self._scale)
            self._watch()

    def _screened(self, made: tuple[QImage, QImage, Picture | None, float]) -> None:
        before, after, picture, scale = made
        if scale == self._scale and picture is self._picture:
            if picture is not None:
                self._live.forget()  # it shows no more than this
            self.screened.emit(before, after, picture is not None)

    def _watch(self) -> None:
        """Let the attribute network look at the chosen face, at its own pace."""
        if self._photo is not None and self._face >= 0:
            photo, face = self._photo, self._face
            self._watcher.ask(lambda: (photo, face, seen(photo, face), photo.doubts(face)))

    def _seen(self, made: Seen) -> None:
        photo, face, (before, after), doubtful = made
        if photo is self._photo and face == self._face:
            self.seen.emit(before, after)
            self.warned.emit(doubtful)


def _prepared(photo: Photo, face: int, progress: ShareCallback) -> tuple[Photo, int]:
    prepare(photo, face, progress)
    return photo, face


def _others(photo: Photo | None, face: int) -> tuple[object, ...]:
    """What of a photo's edits the frames of a face do not draw anew."""
    return ({n: edit for n, edit in photo.edits.items() if n != face}, photo.strokes) if photo else ()


def _screens(pair: tuple[Picture, Picture | None], scale: float) -> tuple[QImage, QImage]:
    before = image_of(on_screen(pair[0], scale))
    return before, image_of(on_screen(pair[1], scale)) if pair[1] is not None else before
