"""The source photo and its faces: found by the detector or placed by a person, once and not before they are needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from facelab.errors import FaceError
from facelab.photo.colour import to_srgb8
from facelab.photo.faces import choose, face_from_landmarks
from facelab.photo.picture import Picture
from facelab.pipeline.crops import Crop
from facelab.progress import ShareCallback, quiet

if TYPE_CHECKING:
    from facelab.pipeline.engine import Engine


@dataclass(eq=False)
class Detection:
    """The faces that the detector finds in a picture; it is asked when they are.

    Attributes:
        engine: with the detector.
        picture: where they are looked for.
        faces: all of them, largest first; None as long as they are not known.
        largest: the first of them alone, or none; None likewise.
    """

    engine: "Engine"
    picture: Picture
    faces: tuple[Crop, ...] | None = None
    largest: tuple[Crop, ...] | None = None

    def find_all(self, progress: ShareCallback = quiet) -> tuple[Crop, ...]:
        """All faces, largest first; ``progress`` is told the share that is done, and may raise to end the search."""
        if self.faces is None:
            self.faces = self._detect(largest_only=False, progress=progress)
        return self.faces

    def find_largest(self) -> tuple[Crop, ...]:
        """The largest face alone, which is quicker where not all are known; none if there is no face."""
        if self.faces is not None:
            return self.faces[:1]
        if self.largest is None:
            self.largest = self._detect(largest_only=True)[:1]
        return self.largest

    def _detect(self, *, largest_only: bool, progress: ShareCallback = quiet) -> tuple[Crop, ...]:
        rgb = to_srgb8(self.picture)
        found = self.engine.detector.detect(rgb, largest_only=largest_only, progress=progress)
        return tuple(Crop(self.engine, self.picture, face) for face in found)


@dataclass(frozen=True, eq=False)
class SourcePhoto:
    """A photo as it was opened, with the faces in it; all edits of it share this.

    Attributes:
        engine: what looks at it.
        picture: the photo.
        by_hand: faces whose landmarks a person gave, by number; the detector is not asked for them.
        known: the faces where they were found before; None: the detector is to find them.
    """

    engine: "Engine"
    picture: Picture
    by_hand: Mapping[int, Crop] = field(default_factory=dict)
    known: tuple[Crop, ...] | None = None

    @cached_property
    def detection(self) -> Detection:
        """What the detector finds in it."""
        return Detection(self.engine, self.picture, self.known)

    @cached_property
    def crops(self) -> tuple[Crop, ...]:
        """All faces, largest first; one given by hand takes the place of its number."""
        crops = list(self.detection.find_all())
        for number, crop in sorted(self.by_hand.items()):
            crops[number : number + 1] = [crop]
        return tuple(crops)

    @property
    def first(self) -> tuple[Crop, ...]:
        """Face 0 alone, which is quicker; none if there is no face."""
        return (self.by_hand[0],) if 0 in self.by_hand else self.detection.find_largest()

    def chosen(self, which: int | Literal["all"]) -> dict[int, Crop]:
        """The faces meant by a number or by "all".

        Raises:
            FaceError: there is no such face.
        """
        crops = self.first if which == 0 else self.crops
        choose([crop.face for crop in crops], which)
        return dict(enumerate(crops)) if which == "all" else {which: crops[which]}

    def with_landmarks(self, which: int | Literal["all"], landmarks: NDArray[np.float64]) -> "SourcePhoto":
        """The same photo with a face where a person says: in place of the one of that number, or as the next.

        Raises:
            FaceError: no number, one too large, or landmarks that make no face.
        """
        if which == "all":
            raise FaceError("Landmarks belong to one face; say by its number which, not all.")
        if which != 0 and not 0 < which <= len(self.crops):
            raise FaceError(
                "There is no face {which} to give landmarks for; a new face takes number {count}.",
                which=which,
                count=len(self.crops),
            )
        size = self.picture.width, self.picture.height
        crop = Crop(self.engine, self.picture, face_from_landmarks(np.asarray(landmarks, np.float64), size))
        return replace(self, by_hand={**self.by_hand, which: crop}, known=self.detection.faces)

    def without_landmarks(self, which: int) -> "SourcePhoto":
        """The same photo without the face that a person put there, or with the one that was found in its place.

        Raises:
            FaceError: that face was found, not put there.
        """
        if which not in self.by_hand:
            raise FaceError("Face {which} was found, not placed by hand; it stays.", which=which)
        found = self.detection.find_all()
        left = {number: crop for number, crop in self.by_hand.items() if number != which}
        if which < len(found) and found[which] is not self.by_hand[which]:
            return replace(self, by_hand=left, known=found)
        known = found[:which] + found[which + 1 :]  # a project's faces are all known, whoever found them
        return replace(self, by_hand={n - (n > which): crop for n, crop in left.items()}, known=known)
