"""One edit of one portrait: made as a person makes it, and measured in the finished photo."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.attributes import ATTRIBUTES, index_of
from facelab.canonical import SIZE
from facelab.data.teaching import Teacher
from facelab.edit import Edit
from facelab.evaluate.judging import Judges, Seen, Standard
from facelab.evaluate.photos import changed, hair_colour, sharpness
from facelab.evaluate.photos.edits import PhotoEdit
from facelab.evaluate.photos.portraits import PAIRS, Portrait
from facelab.latent.parts import PARTS
from facelab.photo.align import Similarity, support_box, to_crop
from facelab.photo.colour import to_srgb8
from facelab.photo.crop import face_crop
from facelab.photo.picture import Picture
from facelab.photo.toning import toning_of
from facelab.pipeline.crops import Crop
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.hair_edit import hair_shift
from facelab.pipeline.lab import Lab
from facelab.pipeline.source_photo import SourcePhoto
from facelab.render.parsing import parse_head

Pixels = NDArray[np.uint8]

FORGERY = 256
"""Pixels along each side of the crops that edited and unedited faces are told apart in."""
SIDE_SHOWN = 176
"""Canonical pixels along each side of what the page shows of a photo."""


@dataclass(frozen=True, eq=False)
class Studio:
    """What portraits are edited and measured with.

    Attributes:
        lab: the model. judges, standard: who looks, and by which thresholds.
        usual: (40,): standard deviation of the judge's log-odds over unedited faces.
        teacher: says where hair is.
    """

    lab: Lab
    judges: Judges
    standard: Standard
    usual: NDArray[np.float32]
    teacher: Teacher

    def see(self, pixels: NDArray[np.float32]) -> Seen:
        """What the judges see in a crop (128, 128, 3), sRGB 0..1."""
        return self.judges.see(_tensor(pixels))


def _tensor(pixels: NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1)[None]


@dataclass(frozen=True, eq=False)
class OpenPortrait:
    """A portrait with all that is computed of it once."""

    studio: Studio
    portrait: Portrait

    @cached_property
    def photo(self) -> Photo:
        """Ready to be edited."""
        lab, landmarks = self.studio.lab, self.portrait.landmarks
        source = SourcePhoto(lab, self.portrait.picture)
        return Photo(source if landmarks is None else source.with_landmarks(0, landmarks))

    @cached_property
    def crop(self) -> Crop:
        """The face.

        Raises:
            FaceError: there is none.
        """
        return self.photo.crop(0)

    @cached_property
    def pixels(self) -> Pixels:
        """The whole photo, sRGB."""
        return to_srgb8(self.photo.original.picture)

    @cached_property
    def seen(self) -> Seen:
        """What the judges see in it."""
        return self.studio.see(self.crop.pixels)

    @cached_property
    def luma(self) -> NDArray[np.float32]:
        """See ``sharpness.luma``."""
        return sharpness.luma(self.photo.original.picture, self.crop.similarity)

    @cached_property
    def hair(self) -> hair_colour.TeachersHair:
        """Where the teacher sees hair."""
        return hair_colour.teachers_hair(self.pixels, self.crop.similarity, self.studio.teacher)

    @cached_property
    def smile(self) -> Crop | None:
        """The same person's real smile."""
        return self.studio.lab.open(self.portrait.smile).crop(0) if self.portrait.smile else None

    def has(self, attribute: str) -> bool:
        """Whether the face has an attribute: as it is known, or as the judge sees it."""
        known = self.portrait.known.get(attribute)
        return bool(self.studio.standard.has(self.seen.log_odds)[0, index_of(attribute)]) if known is None else known

    def suits(self, edit: PhotoEdit) -> bool:
        """Whether an edit is asked of it: of a pair's smiling photo only what is asked of smiles."""
        asked = self.portrait.source != PAIRS or self.portrait.is_smile == edit.of_smile
        return asked and edit.suits(self.has)

    def edited(self, edit: PhotoEdit, amount: float) -> Picture:
        """The finished photo."""
        return self.photo.edit({edit.attribute: edit.sign * amount}).picture


def measure(portrait: OpenPortrait, edit: PhotoEdit, amount: float, picture: Picture) -> dict[str, float]:
    """All that is measured of one edited photo; docs/evaluation.md says what each is."""
    crop = portrait.crop
    after, luma = to_srgb8(picture), sharpness.luma(picture, crop.similarity)
    found = {
        **changed.by_part(portrait.pixels, after, crop.parse, edit.concerns),
        **sharpness.of_changed_part(portrait.luma, luma, crop.parse),
        **_judged(portrait, edit, picture),
    }
    if edit.is_hair_colour:
        found |= _hair(portrait, edit, amount, after)
    if (edit.attribute, edit.way) == ("Eyeglasses", "+"):
        rims = sharpness.rims(luma, parse_head(picture, crop.similarity, portrait.studio.lab.parser))
        found |= {"glasses are seen": float(np.isfinite(rims)), "rims": rims}
    if (edit.attribute, edit.way) == ("Smiling", "+") and portrait.smile is not None:
        smile = portrait.smile
        found |= sharpness.of_smile(portrait.luma, luma, sharpness.luma(smile.picture, smile.similarity))
    return {name: value for name, value in found.items() if np.isfinite(value)}


def _judged(portrait: OpenPortrait, edit: PhotoEdit, picture: Picture) -> dict[str, float]:
    studio, k = portrait.studio, index_of(edit.attribute)
    before, after = portrait.seen, studio.see(face_crop(picture, portrait.crop.similarity))
    moved = (after.log_odds - before.log_odds)[0] / studio.usual
    others = studio.standard.fit.copy()
    others[[k, *(ATTRIBUTES.index(part) for part in PARTS[edit.attribute])]] = False
    found = {
        "identity": _cosine(before, after),
        "flips": float(studio.standard.has(after.log_odds)[0, k] == (edit.way == "+")),
        "change": float(edit.sign * moved[k]),
        "change of others": float(np.abs(moved[others]).mean()),
    }
    if (edit.attribute, edit.way) == ("Smiling", "+") and portrait.smile is not None:
        smile = studio.see(portrait.smile.pixels)
        found |= {"identity with the real smile": _cosine(after, smile), "its own": _cosine(before, smile)}
    return found


def _cosine(one: Seen, other: Seen) -> float:
    return float((one.embedding * other.embedding).sum())


def _hair(portrait: OpenPortrait, edit: PhotoEdit, amount: float, after: Pixels) -> Mapping[str, float]:
    crop = portrait.crop
    shift = hair_shift(crop, crop.solve(Edit({edit.attribute: edit.sign * amount})), crop.engine.vae)
    picture = portrait.photo.original.picture
    toned = toning_of(picture, [support_box(crop.similarity, (picture.width, picture.height))]) is not None
    by_lightness = toned or edit.attribute in ("Black_Hair", "Gray_Hair")
    return hair_colour.figures(portrait.pixels, after, portrait.hair, shift.middle, by_lightness=by_lightness)


def forgery_crop(pixels: Pixels, similarity: Similarity) -> Pixels:
    """The face (256, 256, 3) that is told apart, sRGB: edited or not, made in the same way."""
    crop = to_crop(pixels.astype(np.float32), similarity, FORGERY)
    return np.rint(np.clip(crop, 0, 255)).astype(np.uint8)


def head_of(pixels: Pixels, similarity: Similarity) -> Pixels:
    """The head in a photo at 100 %, as far as the photo goes."""
    out = (SIDE_SHOWN - SIZE) / 2
    corners = np.array([(-out, -out), (SIZE + out, -out), (-out, SIZE + out), (SIZE + out,) * 2])
    points = similarity.inverse().apply(corners)
    (x0, y0), (x1, y1) = np.maximum(points.min(0).astype(int), 0), np.ceil(points.max(0)).astype(int)
    return pixels[y0:y1, x0:x1]


def side_by_side(pictures: list[Pixels]) -> Pixels:
    """Pictures (H, W, 3) of any size in a row, white between them."""
    height = max(len(picture) for picture in pictures)
    rows = [
        cv2.copyMakeBorder(p, 0, height - len(p), 0, 8, cv2.BORDER_CONSTANT, value=(255, 255, 255)) for p in pictures
    ]
    return np.asarray(np.concatenate(rows, 1), np.uint8)
