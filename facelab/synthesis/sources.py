"""Encoded faces, from whatever a word names: a photo, a crop, a project, or a seed of the prior."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.errors import DataError, FaceError
from facelab.files import readable
from facelab.photo.crop import middle_crop
from facelab.photo.read import read
from facelab.pipeline.crops import Crop
from facelab.project.file import SUFFIX
from facelab.synthesis.samples import SampleSpec, sample_latent

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.engine import Engine
    from facelab.pipeline.lab import Lab

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class EncodedFace:
    """A face as the model knows it.

    Attributes:
        name: what it is called in captions.
        z: (S + D,), its latent.
        drawn: whether it comes from the prior: its detail is none, and the network draws all of it.
        crop: where it is in a photo, if it is in one.
    """

    name: str
    z: Array
    drawn: bool = False
    crop: Crop | None = None


@dataclass(frozen=True)
class FaceOfPhoto:
    """A face of a photo or project, as a word: the path alone is its largest face, "face:2:PATH" that of number 2."""

    number: int
    path: Path

    @classmethod
    def of(cls, word: str) -> "FaceOfPhoto":
        """The face that a word names."""
        found = re.fullmatch(r"face:(\d{1,6}):(.+)", word, re.DOTALL)
        return cls(int(found[1]), Path(found[2])) if found else cls(0, Path(word))

    @property
    def word(self) -> str:
        """The word that names it."""
        return f"face:{self.number}:{self.path}" if self.number else str(self.path)


def name_of_face(name: str, number: int) -> str:
    """What a face of a photo is called, in any language: the largest as the photo, any other with its number."""
    return f"{name} {number + 1}" if number else name


def encoded_face(lab: "Lab", word: str, *, face: int | None = None, aligned: bool = False) -> EncodedFace:
    """The face that a word means.

    Args:
        lab: the model.
        word: ``seed:7`` draws a face from the prior (see ``SampleSpec.word``); else a photo, or a project, whose
            face is taken as it is edited; ``face:2:PATH`` is another than its largest face.
        face: its number in the photo, whatever the word says.
        aligned: whether a picture is in the canonical frame already: its middle is taken.

    Raises:
        EditError: a word for a sampled face that names no attribute.
        PhotoError, DataError, FaceError: there is no such picture or project, or no such face in it.
    """
    if spec := SampleSpec.of(word):
        return sampled_face(lab, spec)
    named = FaceOfPhoto.of(word)
    path = named.path
    if aligned:
        z = lab.encode(middle_crop(read(path))[None]).mode()[0].numpy()
        return EncodedFace(readable(path.stem), z)
    photo = open_photo(lab, path)
    if not photo.original.first:
        raise FaceError(
            "No face was found in {path}; place one by hand in the window, and take the project that you save there.",
            path=path,
        )
    number = named.number if face is None else face
    return face_of_photo(photo, number, name_of_face(readable(path.stem), number))


def encoded_faces(lab: "Lab", words: Sequence[str], *, aligned: bool = False) -> tuple[EncodedFace, ...]:
    """The faces that words mean; see ``encoded_face``.

    Raises:
        DataError: none is given.
    """
    if not words:
        raise DataError("No face is given: name a photo or a project, or write seed:7 for a face that is drawn.")
    return tuple(encoded_face(lab, word, aligned=aligned) for word in words)


def pixels_of(engine: "Engine", face: EncodedFace) -> Array:
    """A face as it is in its photo, or as the model draws it: (128, 128, 3), sRGB 0..1."""
    if face.crop is not None:
        return face.crop.pixels
    pixels: Array = (engine.decode_drawn if face.drawn else engine.decode)(face.z[None])[0]
    return pixels


def files_of(words: Sequence[str]) -> list[Path]:
    """The files among words: what must not be written over."""
    return [FaceOfPhoto.of(word).path for word in words if not SampleSpec.of(word)]


def sampled_face(engine: "Engine", spec: SampleSpec) -> EncodedFace:
    """A sampled face; the same specification gives the same face."""
    return EncodedFace(f"seed {spec.seed}", sample_latent(engine, spec), drawn=True)


def open_photo(lab: "Lab", path: Path) -> "Photo":
    """A photo, or the one that a project holds, with its edits.

    Raises:
        PhotoError, DataError: it cannot be read.
    """
    if path.suffix.lower() != SUFFIX:
        return lab.open(path)
    from facelab.project import storage

    return storage.load(lab, path)[0]


def face_of_photo(photo: "Photo", face: int, name: str) -> EncodedFace:
    """A face of a photo, as it is edited.

    Raises:
        FaceError: there is no such face.
    """
    crop = photo.crop(face)
    if photo.picture is not photo.original.picture:
        crop = replace(crop, picture=photo.picture)
    return EncodedFace(name, crop.mu[0].numpy(), crop=crop)
