"""Live editing: one face of a photo at the screen's resolution, drawn anew at every move of a slider."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE, Point
from facelab.photo.align import Box, align, around
from facelab.photo.crop import face_crop
from facelab.photo.faces import Face
from facelab.photo.picture import Picture
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.editing import face_change
from facelab.progress import ShareCallback, counted, quiet
from facelab.render.mask import outline
from facelab.render.preview import Preview, Screen, on_screen

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.pipeline.drag import Drag
    from facelab.render.hair_colour import DrawnHair
    from facelab.render.hair_preview import HairPreview

K = TypeVar("K")
T = TypeVar("T")

OUTLINE_POINTS = 72
OUTLINE_RADIUS = 0.78
"""Of the egg around the head: a little outside of the face."""
ONE_OF_EACH: tuple[dict[str, float], ...] = (
    {"Smiling": 1.0, "Blond_Hair": 1.0, "Eyeglasses": 1.0},
    {"Young": -1.0, "Male": -1.0, "Smiling": -1.0},
    {"Bangs": 1.0},
    {"Bangs": -1.0, "Eyeglasses": -1.0},
    {"Mustache": 1.0, "Male": 1.0, "Young": 1.0, "Bald": 1.0},
)
"""Edits that together need all that is to be found out about a face: its mesh, hair, glasses, skin, fringe, beard."""


@dataclass(frozen=True, eq=False)
class Frame:
    """A part of the screen.

    Attributes:
        box: where, in pixels of the screen.
        samples: (y1 - y0, x1 - x0, 3), sRGB.
    """

    box: Box
    samples: Screen


@dataclass(frozen=True, eq=False)
class LiveFace:
    """One face of a photo on the screen; the others are there as they are edited.

    Attributes:
        photo: the photo. face: the number of the face.
        scale: screen pixels for one of the photo's, at most 1.
        looked_at: the part of the screen that is seen; None for all of it.
        for_screen: as of ``face_change``: drawn by what the frames of a drag are drawn with, which is quicker.
    """

    photo: Photo
    face: int
    scale: float
    looked_at: Box | None = None
    for_screen: bool = True

    @classmethod
    def thumbnail(cls, photo: Photo, face: int, side: int) -> "LiveFace":
        """A face of the unedited photo, its crop some ``side`` pixels wide, for a thread beside that of the frames."""
        scale = min(1.0, side * photo.crop(face).similarity.scale / SIZE)
        return cls(replace(photo, edits={}), face, scale, for_screen=False)

    def head(self, edit: "Edit") -> Screen:
        """The head alone, (H, W, 3), as an edit makes it.

        Raises:
            EditError: it cannot be made.
        """
        x0, y0, x1, y1 = self._preview.box
        return self._screen(edit)[y0:y1, x0:x1]

    def crop(self, edit: "Edit") -> NDArray[np.float32]:
        """The face in the canonical frame, (128, 128, 3), sRGB 0..1, as the screen shows it with an edit.

        Raises:
            EditError: it cannot be made.
        """
        return face_crop(Picture(self._screen(edit)), self._preview.from_screen)

    @cached_property
    def unedited_crop(self) -> NDArray[np.float32]:
        """The same without an edit."""
        return face_crop(Picture(self._preview.screen), self._preview.from_screen)

    def _screen(self, edit: "Edit") -> Screen:
        frame, screen = self.frame(edit, self.photo.keep), self._preview.screen.copy()
        x0, y0, x1, y1 = frame.box
        screen[y0:y1, x0:x1] = frame.samples
        return screen

    @cached_property
    def _preview(self) -> Preview:
        others = replace(self.photo, edits={n: edit for n, edit in self.photo.edits.items() if n != self.face})
        crop = self.photo.crop(self.face)
        screen = on_screen(others.picture, self.scale)
        return Preview(self.photo.original.picture, screen, crop.similarity, self.looked_at)

    def frame(self, edit: "Edit", keep: float) -> Frame:
        """What an edit of the face makes of the screen.

        Raises:
            EditError: it cannot be made.
        """
        frame = self._frame(edit, keep)
        return self._protected(frame) if self.photo.strokes else frame

    def expect(self, edit: "Edit", attribute: str) -> None:
        """This attribute may be dragged next; see ``Drag.expect``."""
        self._drag.expect(edit, attribute)

    def _protected(self, frame: Frame) -> Frame:
        x0, y0, x1, y1 = frame.box
        share, own = self._protection[y0:y1, x0:x1, None], self._own[y0:y1, x0:x1]
        mixed = frame.samples + share * (own.astype(np.float32) - frame.samples)
        return Frame(frame.box, np.rint(mixed).astype(np.uint8))

    @cached_property
    def _own(self) -> Screen:
        return on_screen(self.photo.original.picture, self.scale)

    @cached_property
    def _protection(self) -> NDArray[np.float32]:
        return self.photo.protection.at((0, 0, self._own.shape[1], self._own.shape[0]), self.scale)

    def _frame(self, edit: "Edit", keep: float) -> Frame:
        from facelab.pipeline.hair_edit import drawn_hair
        from facelab.pipeline.parts import split

        crop = self.photo.crop(self.face)
        parts = split(crop, edit, crop.solve(edit))
        dragged = self._drag.dragged(edit, parts) if self.for_screen else None
        change = face_change(crop, parts, for_screen=self.for_screen, dragged=dragged)
        if parts.colours is None or self._hair is None:
            return Frame(self._preview.box, self._preview.blend(change, keep))
        known = dragged.hair if dragged else None
        preview = self._recoloured.of(known or drawn_hair(crop, parts.colours, crop.engine.vae))
        box = around(preview.box, self._hair.box)
        samples = preview.screen[box[1] : box[3], box[0] : box[2]].copy()
        x, y = preview.box[0] - box[0], preview.box[1] - box[1]
        blended = preview.blend(change, keep)
        samples[y : y + blended.shape[0], x : x + blended.shape[1]] = blended
        return Frame(box, samples)

    @cached_property
    def _recoloured(self) -> "Latest[DrawnHair, Preview]":
        """The face upon hair of other colours; the same again while they stay, as in a drag of something else."""
        return Latest(self._upon_hair)

    def _upon_hair(self, drawn: "DrawnHair") -> Preview:
        from facelab.pipeline.hair_edit import shift_of

        if self._hair is None:
            return self._preview
        return self._preview.upon(self._hair.recoloured(shift_of(self.photo.crop(self.face), drawn)))

    @cached_property
    def _drag(self) -> "Drag":
        from facelab.pipeline.drag import Drag

        return Drag(self.photo.crop(self.face))

    @cached_property
    def _hair(self) -> "HairPreview | None":
        from facelab.render.hair_preview import HairPreview

        hair = self.photo.crop(self.face).hair
        return HairPreview(hair, self._preview.screen, self.scale, self.looked_at) if hair else None


class Latest(Generic[K, T]):
    """What was made last of something, kept for as long as it is asked of the same thing again."""

    def __init__(self, make: Callable[[K], T]) -> None:
        self._make = make
        self._last: tuple[K, T] | None = None

    def of(self, key: K) -> T:
        """Of this very object."""
        if self._last is None or self._last[0] is not key:
            self._last = key, self._make(key)
        return self._last[1]


def outline_of(face: Face) -> NDArray[np.float64]:
    """The head of a face as a closed line of points (N, 2), x y in pixels of the photo."""
    points, _ = outline(OUTLINE_POINTS, OUTLINE_RADIUS)
    return align(face.landmarks).inverse().apply(points)


def outlines_of(photo: Photo, progress: ShareCallback = quiet, *, ready: bool = True) -> list[list[Point]]:
    """The outlines of all heads of a photo.

    Args:
        photo: the photo.
        progress: is told the share that is done; what it raises ends the search for faces.
        ready: whether to make the largest face ready for edits on the way, so that the first move of a slider finds all
            there.
    """
    photo.original.detection.find_all(progress)
    if ready and photo.faces:
        crop = photo.original.crops[0]
        _ = crop.unedited_on_screen, crop.structure, crop.detail, crop.head, crop.engine.attributes, crop.engine.limits
    return [[(x, y) for x, y in outline_of(crop.face).tolist()] for crop in photo.faces]


def prepare(photo: Photo, face: int, progress: ShareCallback = quiet) -> None:
    """Find out what the first move of a slider would have to wait for, by a small frame of each kind of edit."""
    from facelab.latent import Edit

    if face in range(len(photo.faces)):
        small, _ = LiveFace.thumbnail(photo, face, SIZE), photo.crop(face).unedited_on_screen
        for amounts in counted(ONE_OF_EACH, progress):
            small.frame(Edit(amounts), keep=1.0)


def aligned(picture: Picture, landmarks: Sequence[Point]) -> Screen:
    """The crop (128, 128, 3), sRGB, that a face's five landmarks make of a photo."""
    pixels = face_crop(picture, align(np.array(landmarks, np.float64)))
    return np.rint(255 * pixels).astype(np.uint8)


def seen(photo: Photo, face: int) -> tuple[dict[str, float], dict[str, float]]:
    """How surely the attribute network sees each attribute in a face, before and after its edit: probabilities."""
    crop = photo.crop(face)
    return crop.has, replace(crop, picture=photo.picture).has if photo.edits else crop.has
