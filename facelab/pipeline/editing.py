"""Edited faces: each layer of an edit drawn by the network, and shown within its area upon the layers before it.

The layers of an edit (``latent.edits.Layer``) are the parts of it that show in areas of their own: of lipstick asked
along with paler skin the first shows everywhere, and both on the lips. The network draws a whole face for each. What a
photo, the screen and a grid show of an edit is made here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.colour import Linear, decode_srgb, encode_srgb
from facelab.pipeline.crops import Crop
from facelab.render.mask import mixed

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Move
    from facelab.latent.areas import ShownOn
    from facelab.model import ConvVAE
    from facelab.model.compiled import CompiledVAE
    from facelab.model.mouth import MouthRefiner
    from facelab.photo.mesh import Points
    from facelab.pipeline.skin_shading import SkinShading
    from facelab.render.beard import DrawnBeard
    from facelab.render.composite import FaceChange, Overlay
    from facelab.render.fringe import Fringe
    from facelab.render.motion import Flow, Mesh
    from facelab.render.mouth import Opening

Array = NDArray[np.float32]

BROAD = 1.2
"""Standard deviation, in pixels of the crop, of what counts as light and shade and not as a line."""
COLOURED = 0.8
"""How much of its colour light and shade keep."""
FLOOR = np.float32(0.06)
"""sRGB, beside which nothing is as dark as to make a ratio one of noise."""
COARSER, TRUSTED = 4, 0.1
"""By how much coarser the light is that lies upon lips and eyes, far from what is trusted; up to which share of that
around a place."""
LIP_EDGE = 0.7
"""Standard deviation, in pixels of the crop, by which the lips' edge is softened."""


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


@dataclass(frozen=True, eq=False)
class Shading:
    """Light, shade and colour that an edit brings, instead of the lines that the network draws.

    The ratio of the drawing to the moved face (ratio images, Liu et al. 2001), smoothed.

    Attributes:
        plain: R, moved, (128, 128, 3), sRGB 0..1.
        points: the face's mesh as it is moved, (468, 2).
        drawn: (128, 128), how much of the drawing's own lines is shown.
        skin: what light falls on skin. bearded: whether a beard's shadow is made of hairs.
        drawn_points: the mesh of the drawing, (468, 2); None where the face is not moved.
    """

    plain: Array
    points: "Points"
    drawn: Array
    skin: "SkinShading"
    drawn_points: "Points | None" = None
    bearded: bool = False

    def upon(self, layer: DrawnLayer) -> DrawnLayer:
        """A layer with its lines shown as far as they may be."""
        picture = mixed(self._shaded(layer), layer.picture, self.drawn[..., None])
        area = layer.area * self._lips if layer.shown_on == "lips" else layer.area
        return replace(layer, picture=picture, fade=self.drawn * layer.fade, area=area)

    def _shaded(self, layer: DrawnLayer) -> Array:
        import cv2

        ratio = self._ratio(layer)
        if layer.shown_on == "skin":
            return self._lit(self.skin.light(ratio, shaved=not self.bearded))
        grey = ratio @ np.array([0.299, 0.587, 0.114], np.float32)
        ratio = grey[..., None] + np.float32(COLOURED) * (ratio - grey[..., None])
        if self.drawn_points is not None and layer.shown_on == "everything":
            return self._lit(self._beside_features(ratio))
        return self._lit(np.asarray(cv2.GaussianBlur(ratio, (0, 0), BROAD), np.float32))

    def stubble(self, layers: list[DrawnLayer]) -> Array | None:
        """How much darker the last layer is where a beard grows, (128, 128), log; None where none is to grow."""
        return self.skin.stubble(self._ratio(layers[-1])) if self.bearded and layers[-1].shown_on == "skin" else None

    def _ratio(self, layer: DrawnLayer) -> Array:
        ratio: Array = np.log((layer.picture + FLOOR) / (self.plain + FLOOR))
        return ratio

    def _lit(self, ratio: Array) -> Array:
        shaded: Array = np.clip((self.plain + FLOOR) * np.exp(ratio) - FLOOR, 0, 1)
        return shaded

    def _beside_features(self, ratio: Array) -> Array:
        """The ratio (128, 128, 3), smoothed, as it is beside lips and eyes: coarse light lies upon them."""
        import cv2

        weight = self._trusted
        weighted = np.dstack([ratio * weight[..., None], weight])
        near = np.asarray(cv2.GaussianBlur(weighted, (0, 0), BROAD), np.float32)
        size = SIZE // COARSER
        far = cv2.resize(weighted, (size, size), interpolation=cv2.INTER_AREA)
        far = cv2.resize(cv2.GaussianBlur(far, (0, 0), BROAD), (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)
        share = np.clip(near[..., 3:] * np.float32(1 / TRUSTED), 0, 1)
        light, trust = np.split(mixed(np.asarray(far, np.float32), near, share), (3,), axis=2)
        return np.asarray(light / np.maximum(trust, 1e-6), np.float32)

    @cached_property
    def _trusted(self) -> Array:
        """How far the ratio is trusted: not on lips and eyes that moved, where two drawings never quite match."""
        import cv2

        from facelab.photo.mesh import EYES, LIPS

        both = [points for points in (self.points, self.drawn_points) if points is not None]
        features = np.maximum.reduce([self._within(points, LIPS, *EYES) for points in both])
        return np.asarray(1 - cv2.dilate(features, np.ones((3, 3))), np.float32)

    @cached_property
    def _lips(self) -> Array:
        """The lips, (128, 128) in 0..1, soft at their edge."""
        import cv2

        from facelab.photo.mesh import INNER_LIPS, LIPS

        lips = self._within(self.points, LIPS) - self._within(self.points, INNER_LIPS)
        return np.asarray(cv2.GaussianBlur(lips, (0, 0), LIP_EDGE), np.float32)

    @staticmethod
    def _within(points: "Points", *rings: tuple[int, ...]) -> Array:
        import cv2

        outlines = [np.rint(16 * (points[list(ring)] - 0.5)).astype(np.int32) for ring in rings]
        filled = cv2.fillPoly(np.zeros((SIZE, SIZE), np.uint8), outlines, 255, cv2.LINE_AA, 4)
        return np.asarray(filled, np.float32) / np.float32(255)


def composed(
    unedited: Linear, layers: Iterable[DrawnLayer], shown: Callable[[DrawnLayer], Array] | None = None
) -> tuple[Linear, Array]:
    """Layers shown upon the unedited face, each upon those before it, and where the structure is not the face's own.

    Args:
        unedited: R, (..., 3), linear light 0..1.
        layers: of the same pixels, (...).
        shown: gives where on the face a layer may show, (...) in 0..1; everywhere if left out.

    Returns:
        E, (..., 3), linear light 0..1, and h, (...), 0..1.
    """
    edited, fade = unedited, np.zeros(unedited.shape[:-1], np.float32)
    for layer in layers:
        picture, changed = decode_srgb(layer.picture), layer.fade
        if shown is not None:
            head = shown(layer)
            picture, changed = mixed(unedited, picture, head[..., None]), head * changed
        edited, fade = mixed(edited, picture, layer.area[..., None]), mixed(fade, changed, layer.area)
    return edited, fade


@dataclass(frozen=True, eq=False)
class SkinEdit:
    """What an edit does to the skin of a face, beside light and shade.

    Attributes:
        years: by how much older its lines are to be, in amounts of Young taken away.
        shaved: 0..1, how much of the stubble goes.
        stubble: (3,), sRGB 0..1, the colour of what grows; None where none does.
    """

    years: float = 0.0
    shaved: float = 0.0
    stubble: Array | None = None


@dataclass(frozen=True, eq=False)
class EditParts:
    """An edit of a face in parts.

    Attributes:
        rest: what the composite carries over.
        colours: the shift of s that colours of hair are; None where none is asked, or the head has no hair.
        over: what is drawn upon the face: glasses, or what was behind them.
        fringe: the hair that it lets down over the forehead. beard: the one that it lets grow.
        skin: what becomes of the skin.
    """

    rest: "Move"
    colours: "Move | None" = None
    over: "tuple[Overlay, ...]" = ()
    fringe: "Fringe | None" = None
    beard: "DrawnBeard | None" = None
    skin: SkinEdit = SkinEdit()

    @property
    def of_face(self) -> bool:
        """Whether there is more than a colour of hair."""
        return bool(self.rest.delta.any() or self.over or self.fringe or self.beard)


def face_change(crop: Crop, parts: EditParts, *, for_screen: bool = False) -> "FaceChange":
    """What an edit does to a photo's face, for the composite; colours of hair are the photo's (``render.hair``).

    Args:
        crop: the face.
        parts: the edit.
        for_screen: drawn by ``Engine.compiled``, as is what the change is taken from; else by the model itself.
    """
    from facelab.latent import share_of_head
    from facelab.render.beard import STUBBLE, DrawnBeard
    from facelab.render.composite import FaceChange

    move, skin = parts.rest, parts.skin
    of_head = share_of_head(move.amounts)
    network = crop.engine.compiled if for_screen else crop.engine.vae
    flow: Flow | None = None
    over: tuple[Overlay, ...] = ()
    if is_drawn(move):
        unedited = crop.unedited_on_screen if for_screen else crop.unedited
        (layers,) = draw_layers(network, DecodedFaces.of(crop), [move])
    else:
        steered = steer(network, OwnFace.of(crop, for_screen=for_screen), move, stubble=skin.stubble is not None)
        unedited, layers, flow = decode_srgb(steered.plain), steered.layers, steered.flow
        if steered.opening:
            over = (steered.opening if for_screen else refined(steered.opening, crop.engine.mouth_refiner),)
        if skin.stubble is not None and steered.stubble is not None:
            over = (DrawnBeard(steered.stubble, skin.stubble).along(None, STUBBLE), *over)
    edited, fade = composed(unedited, layers, lambda layer: crop.head.shown(of_head, layer.of_face))
    if parts.beard:
        over = (parts.beard.along(flow), *over)
    if skin.years or skin.shaved:
        over = (crop.skin.lines(skin.years, skin.shaved, flow), *over)
    change = FaceChange(crop.similarity, edited, unedited, fade, flow, over + parts.over)
    return parts.fringe.upon(change, crop.picture) if parts.fringe else change


def refined(opening: "Opening", refiner: "MouthRefiner") -> "Opening":
    """A mouth's opening as a photo would show it."""
    from facelab.model.mouth import refine

    drawn = encode_srgb(np.clip(opening.picture, 0, 1))
    return replace(opening, picture=decode_srgb(refine(refiner, drawn, opening.within)))


def is_drawn(move: "Move") -> bool:
    """Whether the network's own lines are all that a move shows, so that nothing of the face need be known."""
    return not move.layers or bool((move.drawn == 1).all())


@dataclass(frozen=True, eq=False)
class OwnFace:
    """A face before an edit, whose own pixels may become what is asked.

    Attributes:
        plain: R, (128, 128, 3), sRGB 0..1.
        decoded: what the network is given of it; one face.
        mesh: of the face in its photo. structure_points: (468, 2), the mesh of D(s).
        face: gives (128, 128) in 0..1, how surely a pixel shows the face, where a parser can be asked.
        free: (128, 128) in 0..1, what may move; what lies before the face stays.
    """

    plain: Array
    decoded: DecodedFaces
    mesh: "Mesh"
    structure_points: "Points"
    face: "Callable[[], Array] | None" = None
    free: Array | float = 1.0

    @classmethod
    def of(cls, crop: Crop, *, for_screen: bool = False) -> "OwnFace":
        """A photo's face; ``for_screen`` as of ``face_change``."""
        plain = crop.reconstruction_on_screen if for_screen else crop.reconstruction
        seen, free = (lambda: crop.parse.in_crop("face")), crop.head.free
        return cls(plain, DecodedFaces.of(crop), crop.mesh, crop.structure_points, seen, free)


@dataclass(frozen=True, eq=False)
class SteeredFace:
    """A face whose own pixels became what was asked.

    Attributes:
        plain: R as it moved, (128, 128, 3), sRGB 0..1.
        layers: what lies upon it.
        flow: where its pixels come from; None where nothing moves.
        opening: what is seen between its lips.
        stubble: (128, 128), log of how much darker skin is where hairs of a beard are to be.
    """

    plain: Array
    layers: list[DrawnLayer]
    flow: "Flow | None"
    opening: "Opening | None"
    stubble: Array | None = None


def steer(network: "ConvVAE | CompiledVAE", face: OwnFace, move: "Move", *, stubble: bool = False) -> SteeredFace:
    """Move a face as the network moves it, and shade it as the network shades it (docs/design.md, "Moved").

    Args:
        network: what draws. face: the face. move: what is asked.
        stubble: whether the shadow of a beard is to be made of hairs.
    """
    import torch

    from facelab.pipeline.crops import structure_points
    from facelab.pipeline.skin_shading import SkinShading
    from facelab.render.motion import moved
    from facelab.render.mouth import bounded, opening

    with torch.inference_mode():
        structure = network.structure(face.decoded.s + torch.from_numpy(move.delta))
    if not move.moved.any():
        (layers,) = draw_layers(network, face.decoded, [move], structure=structure)
        shading = Shading(face.plain, face.mesh.points, move.drawn, SkinShading(face.mesh.points))
        return SteeredFace(face.plain, [shading.upon(layer) for layer in layers], None, None)
    drawn = structure_points(structure)
    points = face.mesh.moved(bounded(face.mesh.points, drawn - face.structure_points))
    flow = face.mesh.flow(points, move.moved * face.free)
    plain = moved(face.plain, flow).clip(0, 1)
    (layers,) = draw_layers(network, face.decoded.moved(flow), [move], structure=structure)
    between = opening(decode_srgb(layers[-1].picture), drawn, points, face.mesh.points)
    on_skin = face.face and any(layer.shown_on == "skin" for layer in layers)
    skin = SkinShading(points, moved(face.face(), flow) if face.face and on_skin else None)
    shading = Shading(plain, points, move.drawn, skin, drawn, stubble)
    return SteeredFace(plain, [shading.upon(layer) for layer in layers], flow, between, shading.stubble(layers))
