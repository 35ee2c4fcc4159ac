"""Layers of an edit (``latent.edits.Layer``): drawn by the network, and shown one upon the other.

They are the parts of an edit that show in areas of their own: of lipstick asked along with paler skin the first shows
everywhere, and both on the lips. The network draws a whole face for each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.colour import Linear, decode_srgb
from facelab.pipeline.crops import Crop
from facelab.render.mask import mixed

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Move
    from facelab.latent.areas import ShownOn
    from facelab.model import ConvVAE
    from facelab.model.compiled import CompiledVAE
    from facelab.render.motion import Flow

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class DecodedFaces:
    """N faces before an edit, as the network is given them.

    Attributes:
        s: (N, S).
        structure: D(s), (N, 3, 64, 64), sRGB 0..1.
        detail: the detail picture, (N, 3, 64, 64).
        anew: (N, 1, 64, 64) in 0..1, how much the network draws anew whatever is asked: ``fade.drawing_map`` for faces
            sampled from the prior, else 0.
    """

    s: "Tensor"
    structure: "Tensor"
    detail: "Tensor"
    anew: "Tensor"

    @classmethod
    def of(cls, crop: Crop) -> "DecodedFaces":
        """A photo's face."""
        import torch

        return cls(crop.s, crop.structure, crop.detail, torch.zeros_like(crop.structure[:, :1]))

    def moved(self, flow: "Flow") -> "DecodedFaces":
        """One face with what it looks like moved along a flow (128, 128, 2)."""
        structure, detail = (_moved_planes(values, flow) for values in (self.structure, self.detail))
        return replace(self, structure=structure, detail=detail)

    def take(self, rows: Sequence[int]) -> "DecodedFaces":
        """Those of some numbers, in their order."""
        return DecodedFaces(*(values[rows] for values in (self.s, self.structure, self.detail, self.anew)))


@dataclass(frozen=True, eq=False)
class DrawnLayer:
    """A layer of an edit as the network draws it.

    Attributes:
        picture: E, (128, 128, 3) float32, sRGB 0..1.
        fade: h, (128, 128) float32 in 0..1: where its structure is not the unedited face's.
        area: (128, 128) float32 in 0..1, where it shows.
        of_face: how much of it shows in the face, 0..1; shown_on: on which part of it; see
            ``latent.edits.Layer``.
    """

    picture: Array
    fade: Array
    area: Array
    of_face: float
    shown_on: "ShownOn" = "everything"

    def at(self, pixels: NDArray[np.intp]) -> "DrawnLayer":
        """P pixels of it, by their numbers, row by row: arrays (P, 3) and (P,)."""
        picture, fade, area = self.picture.reshape(-1, 3), self.fade.ravel(), self.area.ravel()
        return replace(self, picture=picture[pixels], fade=fade[pixels], area=area[pixels])


def _moved_planes(values: "Tensor", flow: "Flow") -> "Tensor":
    """(1, 3, 64, 64) moved at the resolution of the crop, so that it keeps its sharpness."""
    import cv2
    import torch

    from facelab.render.motion import moved

    picture = values[0].permute(1, 2, 0).contiguous().numpy()
    large = cv2.resize(picture, (SIZE, SIZE), interpolation=cv2.INTER_CUBIC)
    small = cv2.resize(moved(np.asarray(large, np.float32), flow), picture.shape[:2], interpolation=cv2.INTER_AREA)
    return torch.from_numpy(np.ascontiguousarray(small.transpose(2, 0, 1)))[None]


def draw_layers(
    network: "ConvVAE | CompiledVAE",
    faces: DecodedFaces,
    moves: "Sequence[Move]",
    at_once: int = 1,
    structure: "Tensor | None" = None,
) -> list[list[DrawnLayer]]:
    """The layers of N faces' moves as the network draws them.

    Args:
        network: what draws; ``CompiledVAE`` draws one face at a time.
        faces: the N faces. moves: one for each of them.
        at_once: how many layers the network is given at once.
        structure: D(s) of the last layer, where it is known already.
    """
    import torch

    numbered = [(number, layer) for number, move in enumerate(moves) for layer in move.layers]
    drawn: list[list[DrawnLayer]] = [[] for _ in moves]
    for first in range(0, len(numbered), at_once):
        some = numbered[first : first + at_once]
        given = faces.take([number for number, _ in some])
        deltas, regions, anew = (
            torch.from_numpy(np.stack(arrays))
            for arrays in zip(*((layer.delta, moves[n].region, moves[n].anew) for n, layer in some), strict=True)
        )
        with torch.inference_mode():
            maps = regions[:, None], anew[:, None].maximum(given.anew)
            s, last = given.s + deltas, first + at_once >= len(numbered)
            drawn_structure = structure if last and structure is not None else network.structure(s)
            pictures, fades = network.edit(s, drawn_structure, given.structure, given.detail, *maps)
        rows = pictures.permute(0, 2, 3, 1).numpy(), fades[:, 0].numpy()
        for (number, layer), picture, fade in zip(some, *rows, strict=True):
            drawn[number].append(DrawnLayer(picture, fade, layer.area, layer.of_face, layer.shown_on))
    return drawn


def composed(
    unedited: Linear,
    layers: Iterable[DrawnLayer],
    shown: Callable[[DrawnLayer], Array] | None = None,
    decode: Callable[[Array], Linear] = decode_srgb,
) -> tuple[Linear, Array]:
    """Layers shown upon the unedited face, each upon those before it, and where the structure is not the face's own.

    Args:
        unedited: R, (..., 3), linear light 0..1.
        layers: of the same pixels, (...).
        shown: gives where on the face a layer may show, (...) in 0..1; everywhere if left out.
        decode: brings sRGB to linear light.

    Returns:
        E, (..., 3), linear light 0..1, and h, (...), 0..1.
    """
    edited, fade = unedited, np.zeros(unedited.shape[:-1], np.float32)
    for layer in layers:
        picture, changed = decode(layer.picture), layer.fade
        if shown is not None:
            head = shown(layer)
            picture, changed = mixed(unedited, picture, head[..., None]), head * changed
        edited, fade = mixed(edited, picture, layer.area[..., None]), mixed(fade, changed, layer.area)
    return edited, fade
