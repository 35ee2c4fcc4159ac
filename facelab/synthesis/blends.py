"""Blends of faces in latent space: pictures between two faces or more.

See docs/design.md, "Interpolation".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from facelab.latent.interpolation import Array, InterpolationMethod, blend
from facelab.pipeline.engine import CHUNK
from facelab.synthesis.meeting import MeetingFace, meeting_points
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Edit
    from facelab.photo.mesh import Points
    from facelab.pipeline.engine import Crops, Engine


@dataclass(frozen=True, eq=False)
class Blend:
    """Faces mixed in latent space: linear or spherical interpolation between two or more (White 2016).

    s and d are blended alike, and the network draws that. Within the face the faces themselves are seen, each moved to
    the shape that the network gives their blend, so that eyes lie upon eyes; around it one picture dissolves into the
    other.

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
    def _details(self) -> "Tensor":
        import torch

        _, d = self.engine.vae.split(torch.from_numpy(self._z))
        return self.engine.vae.detail(d)

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
            structures = vae.structure(s)
            pictures = vae.draw(structures, detail, fade, s).clamp(0, 1).permute(0, 2, 3, 1).numpy()
        rows = zip(pictures, structures.split(1), shares, strict=True)
        return np.stack([self._meet(picture, structure, row) for picture, structure, row in rows])

    @cached_property
    def meeting(self) -> list[MeetingFace]:
        """The faces as they go to meet."""
        return [MeetingFace.of(self.engine, face) for face in self.faces]

    def points(self, shares: Array, *, for_screen: bool = False) -> "Points":
        """Where they meet, (468, 2) in the canonical frame, at shares (N,); ``for_screen``: as of ``face_change``."""
        import torch

        network = self.engine.compiled if for_screen else self.engine.vae
        with torch.inference_mode():
            structure = network.structure(self.mixed(shares[None])[0])
        return meeting_points(self.meeting, shares, structure)

    def _meet(self, drawn: Array, structure: "Tensor", shares: Array) -> Array:
        """A drawn blend (128, 128, 3) with the faces themselves, moved to where they meet, as the face in it."""
        from facelab.render.morph import as_one, face_area, moved_crop, shares_seen

        there = np.flatnonzero(shares)
        if len(there) < 2:
            return drawn
        faces, parts = [self.meeting[n] for n in there], shares[there]
        points = meeting_points(faces, parts, structure)
        flows = [face.flow(points) for face in faces]
        moving = list(zip(faces, flows, strict=True))
        area = face_area(points, *(moved_crop(face.covered, flow) for face, flow in moving))
        seen = shares_seen(points, [face.gap for face in faces], parts.tolist())
        mixture = as_one([moved_crop(face.plain, flow) for face, flow in moving], seen)
        met: Array = drawn + area[..., None] * (mixture - drawn)
        return met

    def picture_on_screen(self, shares: Array) -> Array:
        """The picture (128, 128, 3) of one blend, ``shares`` (1, N), drawn by ``Engine.compiled``."""
        import torch

        network = self.engine.compiled
        with torch.inference_mode():
            s, detail, fade = self.mixed(shares)
            structure = network.structure(s)
            picture = network.draw(structure, detail, fade, s).clamp(0, 1)
        return self._meet(np.ascontiguousarray(picture[0].permute(1, 2, 0).numpy()), structure, shares[0])

    def _fades(self, shares: Array) -> "Tensor":
        """(M, 1, 64, 64): what has no detail is drawn, by its share."""
        import torch

        from facelab.model.fade import drawing_map

        drawn = torch.from_numpy(shares @ np.array([face.drawn for face in self.faces], np.float32))
        return drawn[:, None, None, None] * drawing_map(self.engine.vae.config.structure.size)


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
