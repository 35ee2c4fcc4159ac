"""Blends of faces in latent space, and morphs: such a blend put back into the photo of the first face.

See docs/design.md, "Interpolation".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import cv2
import numpy as np

from facelab.canonical import LANDMARKS
from facelab.errors import EditError, FaceError
from facelab.latent.interpolation import Array, InterpolationMethod, blend, meetings
from facelab.photo.align import UNMOVED
from facelab.photo.colour import decode_srgb
from facelab.photo.outputs import levels
from facelab.photo.picture import Picture
from facelab.pipeline.editing import mixed
from facelab.pipeline.engine import CHUNK
from facelab.synthesis.sources import EncodedFace, pixels_of

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Edit
    from facelab.pipeline.crops import Crop
    from facelab.pipeline.engine import Crops, Engine
    from facelab.render.composite import FaceChange

APART = 7.0
"""Pixels of the crop between the turns of two heads from which a morph in a photo leaves a cheek cut out or smeared."""
_RIM = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15)), np.uint8)
"""Pixels of the crop around a face that are its soft outline: no rim of it may stay."""


@dataclass(frozen=True, eq=False)
class Blend:
    """Faces mixed in latent space: linear or spherical interpolation between two or more (White 2016).

    s and d are blended alike. Where the structures of two faces differ, the detail of both is faded as much as they
    meet, 4 alpha (1 - alpha), so that it does not show through: within the face. Around it, where all differs, the
    network would draw specks of hair and wall; there one picture merely dissolves into the other.

    Attributes:
        engine: the model. faces: two or more.
        method: "linear", or "spherical", which turns s about the prior's mean.
    """

    engine: "Engine"
    faces: Sequence[EncodedFace]
    method: InterpolationMethod = "linear"

    @cached_property
    def _z(self) -> Array:
        return np.stack([face.z for face in self.faces])

    @cached_property
    def _structures(self) -> "Tensor":
        import torch

        s, _ = self.engine.vae.split(torch.from_numpy(self._z))
        return self.engine.vae.structure(s)

    @cached_property
    def _details(self) -> "Tensor":
        import torch

        _, d = self.engine.vae.split(torch.from_numpy(self._z))
        return self.engine.vae.detail(d)

    @cached_property
    def _changes(self) -> "Tensor":
        """(N, N, 64, 64): where the structures of two faces differ."""
        import torch

        from facelab.model.fade import structural_change

        rows = [structural_change(self._structures, one.expand_as(self._structures))[:, 0] for one in self._structures]
        return torch.stack(rows)

    def latents(self, shares: Array) -> Array:
        """The latents (M, S + D) of blends, ``shares`` (M, N) of each face; see ``latent.interpolation``."""
        count = self.engine.vae.config.structure.latents
        s = blend(self._z[:, :count], shares, self.method, self.engine.vae.prior_mean.numpy())
        return np.concatenate([s, shares @ self._z[:, count:]], 1)

    def pictures(self, shares: Array) -> "Crops":
        """Pictures (M, 128, 128, 3), sRGB 0..1, of blends."""
        return np.concatenate([self._drawn(shares[at : at + CHUNK]) for at in range(0, len(shares), CHUNK)])

    def mixed(self, shares: Array) -> "tuple[Tensor, Tensor, Tensor]":
        """What blends are drawn from: s (M, S), the detail pictures (M, 3, 64, 64), the fade maps (M, 1, 64, 64)."""
        import torch

        s, _ = self.engine.vae.split(torch.from_numpy(self.latents(shares)))
        return s, torch.einsum("mn,nchw->mchw", torch.from_numpy(shares), self._details), self._fades(shares)

    def _drawn(self, shares: Array) -> "Crops":
        import torch

        vae = self.engine.vae
        with torch.inference_mode():
            s, detail, fade = self.mixed(shares)
            pictures = vae.draw(vae.structure(s), detail, fade, s).clamp(0, 1)
        return np.ascontiguousarray(pictures.permute(0, 2, 3, 1).numpy())

    def picture_on_screen(self, shares: Array) -> Array:
        """The picture (128, 128, 3) of one blend, ``shares`` (1, N), drawn by ``Engine.compiled``."""
        import torch

        with torch.inference_mode():
            s, detail, fade = self.mixed(shares)
            picture, _change = self.engine.compiled.redraw(s, self._structures[:1], detail, fade)
        return np.ascontiguousarray(picture[0].permute(1, 2, 0).numpy())

    def _fades(self, shares: Array) -> "Tensor":
        """(M, 1, 64, 64): what has no detail is drawn, and what meets as much as it differs."""
        import torch

        from facelab.model.fade import drawing_map, face_map

        size = self.engine.vae.config.structure.size
        meet = torch.from_numpy(meetings(shares))
        drawn = torch.from_numpy(shares @ np.array([face.drawn for face in self.faces], np.float32))
        within = self._changes * face_map(size)[0]
        between = torch.einsum("mij,ijhw->mhw", meet, within) / 2  # every pair is there twice
        return (between + drawn[:, None, None] * drawing_map(size)[0]).clamp(0, 1)[:, None]


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

    All of the face becomes the other; around it, where the other has hair it comes, where it has wall the photo stays.

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
    def _other_head(self) -> Array:
        """Where the other face's head is, (128, 128)."""
        from facelab.render.head import find_head

        other = self.blend.faces[1]
        if other.crop is not None:
            return other.crop.head.whole
        picture = Picture(levels(pixels_of(self.blend.engine, other)))
        return find_head(picture, UNMOVED, LANDMARKS).whole

    @cached_property
    def _own_face(self) -> Array:
        """The face and a rim around it, (128, 128), which become the other's whatever its head is like."""
        return np.asarray(cv2.dilate(self.crop.head.face, _RIM), np.float32)

    def change(self, alpha: float, *, for_screen: bool = False) -> "FaceChange":
        """What the morph does to the photo at ``alpha``, 0..1; ``for_screen`` as of ``face_change``."""
        import torch

        from facelab.render.composite import FaceChange

        crop, network = self.crop, self.blend.engine.compiled if for_screen else self.blend.engine.vae
        unedited = crop.unedited_on_screen if for_screen else crop.unedited
        own = np.maximum(1 - alpha + alpha * self._other_head, self._own_face).astype(np.float32)
        shown = crop.head.whole * own
        with torch.inference_mode():
            s, detail, fade = self.blend.mixed(np.array([[1 - alpha, alpha]], np.float32))
            (picture,), ((change,),) = network.redraw(s, crop.structure, detail, fade)
        drawn = decode_srgb(picture.permute(1, 2, 0).numpy())
        return FaceChange(crop.similarity, mixed(unedited, drawn, shown[..., None]), unedited, shown * change.numpy())

    def picture(self, alpha: float, keep: float = 1.0) -> Picture:
        """The photo at ``alpha``, 0..1; at 0 the very picture that it is.

        Raises:
            EditError: an alpha outside 0..1.
        """
        from facelab.render.composite import composite

        if not 0 <= alpha <= 1:
            raise EditError("A morph goes from 0, the photo, to 1, the other face; not to {alpha:g}.", alpha=alpha)
        photo = self.crop.picture
        return photo if alpha == 0 else composite(photo, [self.change(alpha)], keep)


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
    from facelab.pipeline.crops import SourcePhoto
    from facelab.pipeline.edited_photo import Photo

    morph = Morph.of(engine, faces, method)
    if not only:
        return morph.picture(alpha, keep)
    crop = morph.crop
    edit = scale_edit(transfer_attributes(engine, faces[0], faces[1], only), alpha)
    return Photo(
        SourcePhoto(engine, crop.picture, known=(crop,)), {0: edit} if alpha else {}, keep if alpha else 1.0
    ).picture


def transfer_attributes(engine: "Engine", face: EncodedFace, other: EncodedFace, attributes: Sequence[str]) -> "Edit":
    """The edit that brings some attributes of a face to where their probes stand in another's: "only B's smile".

    Returns:
        Amounts, so that ``scale_edit`` gives the way there.

    Raises:
        EditError: an unknown attribute, or one that the face cannot be brought so far in.
    """
    from facelab.attributes import index_of
    from facelab.latent import Edit, log_odds, solve

    structures = engine.vae.config.structure.latents
    values = log_odds(other.z[None, :structures], engine.attributes)[0]
    to = {name: float(values[index_of(name)]) for name in attributes}
    return Edit(solve(Edit(to=to), engine.attributes, face.z[:structures]).amounts)


def scale_edit(edit: "Edit", alpha: float) -> "Edit":
    """The edit with all its amounts ``alpha`` times as large."""
    held = edit.held and {name: alpha * amount for name, amount in edit.held.items()}
    return replace(edit, amounts={name: alpha * amount for name, amount in edit.amounts.items()}, held=held)
