"""Morphs: the face of a photo on its way to another's, put back into its photo at full resolution.

See docs/design.md, "Interpolation".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from facelab.canonical import SIZE
from facelab.errors import EditError, FaceError
from facelab.latent.interpolation import Array, InterpolationMethod
from facelab.photo.align import UNMOVED, Similarity
from facelab.photo.colour import encode_srgb
from facelab.photo.crop import linear_view
from facelab.photo.outputs import levels
from facelab.photo.picture import Picture
from facelab.synthesis.blends import Blend, scale_edit, transfer_attributes
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.pipeline.crops import Crop
    from facelab.pipeline.engine import Engine
    from facelab.render.composite import FaceChange
    from facelab.render.hair import Hair
    from facelab.render.hair_colour import Shift
    from facelab.render.hair_tone import Lab
    from facelab.render.morph import OtherFace

APART = 7.0
"""Pixels of the crop between the turns of two heads from which a morph in a photo looks squeezed."""
TONED = ("skin", "nose", "ears", "neck")
"""Parts of the head, named as the parser names them, whose colour goes with the face's."""


def facing_alike(faces: Sequence[EncodedFace]) -> tuple[EncodedFace, ...]:
    """Two faces, the second mirrored where it looks the other way and, mirrored, looks much as the first does; other
    faces as they are."""
    if len(faces) != 2 or (apart := turned_apart(faces)) <= APART or (crop := faces[1].crop) is None:
        return tuple(faces)
    mirrored = replace(faces[1], z=crop.mirrored.mu[0].numpy(), crop=crop.mirrored)
    alike = faces[0], mirrored
    return alike if turned_apart(alike) <= apart / 2 else tuple(faces)


def turned_apart(faces: Sequence[EncodedFace]) -> float:
    """How far the directions are apart that two heads look in, in pixels of the crop; see ``Crop.turn``."""
    turns = [face.crop.turn if face.crop else 0.0 for face in faces]
    return abs(turns[1] - turns[0])


@dataclass(frozen=True, eq=False)
class Morph:
    """The face of a photo on its way to another's, put back into its photo at full resolution.

    Both people's pixels go to where the two meet, and are mixed there within the face. Hair and wall stay the photo's;
    its hair takes the colour of the other's.

    Attributes:
        blend: from the face in the photo, first, to one other.
    """

    blend: Blend

    @classmethod
    def of(cls, engine: "Engine", faces: Sequence[EncodedFace], method: InterpolationMethod) -> "Morph":
        """From a face in a photo to another, which is mirrored where it looks the other way."""
        return cls(Blend(engine, facing_alike(faces), method))

    @cached_property
    def crop(self) -> "Crop":
        """The face in its photo.

        Raises:
            FaceError: the first face is in no photo, or there are not two.
        """
        crop = self.blend.faces[0].crop
        if crop is None or len(self.blend.faces) != 2:
            raise FaceError("A face can be put back into a photo only from a photo's face to one other.")
        return crop

    @cached_property
    def _other(self) -> tuple[Picture, Similarity]:
        """A picture of the other face, and the similarity that brings it to the canonical frame."""
        crop = self.blend.faces[1].crop
        if crop is not None:
            return crop.picture, crop.similarity
        return Picture(levels(self.blend.meeting[1].plain)), UNMOVED

    @cached_property
    def _other_crop(self) -> Array:
        """The other face in the canonical frame, (128, 128, 3), sRGB 0..1."""
        from facelab.photo.crop import face_crop

        return face_crop(*self._other)

    @cached_property
    def _seen(self) -> Array:
        """The other face in its canonical frame, sRGB 0..1, as fine as both photos are."""
        picture, similarity = self._other
        finer = max(1, ceil(1 / max(similarity.scale, self.crop.similarity.scale)))
        light = linear_view(picture, Similarity(similarity.matrix * finer), (SIZE * finer,) * 2)
        seen: Array = encode_srgb(np.clip(light, 0, 1))
        return seen

    @cached_property
    def _hairs(self) -> "tuple[Hair, Lab] | None":
        """The photo's hair, and the shift of its colours to those of the other's; None where either has none."""
        from facelab.render.hair_finding import find_hair

        own, crop = self.crop.hair, self.blend.faces[1].crop
        other = crop.hair if crop else find_hair(self._other[0], self.blend.meeting[1].parse)
        return (own, other.tone.middle - own.tone.middle) if own and other else None

    def hair(self, alpha: float) -> "tuple[Hair, Shift] | None":
        """The photo's hair, and how its colours are shifted at ``alpha``; None where they are not."""
        from facelab.render.hair_colour import Shift

        found = self._hairs
        return (found[0], Shift(np.float32(alpha) * found[1])) if found else None

    def change(self, alpha: float, *, for_screen: bool = False) -> "FaceChange":
        """What the morph does to the photo's face at ``alpha``, 0..1; ``for_screen`` as of ``face_change``."""
        from facelab.render.composite import FaceChange
        from facelab.render.motion import moved

        crop = self.crop
        points = self.blend.points(np.array([1 - alpha, alpha], np.float32), for_screen=for_screen)
        flows = [face.flow(points) for face in self.blend.meeting]
        plain = moved(crop.unedited_on_screen if for_screen else crop.unedited, flows[0])
        other = self._other_face(alpha, points, flows)
        return FaceChange(crop.similarity, plain, plain, np.zeros_like(plain[..., 0]), flows[0], (other,))

    def _other_face(self, alpha: float, points: Array, flows: list[Array]) -> "OtherFace":
        from facelab.render.morph import OtherFace, face_area, moved_crop, shares_seen, tone, toned

        meeting = self.blend.meeting
        own = moved_crop(self.crop.pixels, flows[0])
        other = moved_crop(self._other_crop, flows[1])
        covered = [moved_crop(face.covered, flow) for face, flow in zip(meeting, flows, strict=True)]
        area = face_area(points, *covered)
        skin = moved_crop(meeting[0].parse.in_crop(*TONED), flows[0])
        by = tone(own, own + np.float32(alpha) * (other - own), area) * (skin * (1 - area))[..., None]
        share = shares_seen(points, [face.gap for face in meeting], (1 - alpha, alpha))[1]
        return OtherFace(self._seen, flows[1], share * area, by, toned(own, by), other)

    def picture(self, alpha: float, keep: float = 1.0) -> Picture:
        """The photo at ``alpha``, 0..1; at 0 the very picture that it is.

        Raises:
            EditError: an alpha outside 0..1.
        """
        from facelab.render.composite import composite
        from facelab.render.recolour import recolour

        if not 0 <= alpha <= 1:
            raise EditError("A morph goes from 0, the photo, to 1, the other face; not to {alpha:g}.", alpha=alpha)
        photo = self.crop.picture
        if alpha == 0:
            return photo
        change, hair = self.change(alpha), self.hair(alpha)
        return composite(recolour(photo, [hair]) if hair else photo, [change], keep)


def morph_photo(
    engine: "Engine",
    faces: Sequence[EncodedFace],
    alpha: float,
    method: InterpolationMethod = "linear",
    only: Sequence[str] = (),
    keep: float = 1.0,
) -> Picture:
    """The first face's photo with that face on its way to the second.

    Args:
        engine: the model. faces: the face in the photo, and the other one.
        alpha: 0, the very photo, to 1, the other face.
        method: linear or spherical.
        only: attributes that alone are taken over; all of the face if left out.
        keep: how much of the photo's own pixels to keep.

    Raises:
        FaceError: the first face is in no photo. EditError: an alpha outside 0..1, or ``only`` cannot be had.
    """
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.source_photo import SourcePhoto

    morph = Morph.of(engine, faces, method)
    if not only:
        return morph.picture(alpha, keep)
    crop = morph.crop
    edit = scale_edit(transfer_attributes(engine, faces[0], faces[1], only), alpha)
    return Photo(
        SourcePhoto(engine, crop.picture, known=(crop,)), {0: edit} if alpha else {}, keep if alpha else 1.0
    ).picture
