"""Edited faces: what a photo, the screen and a grid show of an edit.

The person's own pixels move as the network moves the face, its light and shade falls on them, and what nothing in the
photo can become is drawn (docs/design.md, "Moved").
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.photo.colour import decode_srgb, quick_light
from facelab.pipeline.crops import Crop
from facelab.pipeline.layers import DecodedFaces, DrawnLayer, composed, draw_layers

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.model import ConvVAE
    from facelab.model.compiled import CompiledVAE
    from facelab.photo.mesh import Points
    from facelab.pipeline.shading import Shading
    from facelab.render.beard import DrawnBeard
    from facelab.render.composite import FaceChange, Overlay
    from facelab.render.hair_colour import DrawnHair
    from facelab.render.lips import Lips
    from facelab.render.motion import Flow, Mesh
    from facelab.render.mouth import Opening

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class SkinEdit:
    """What an edit does to the skin of a face, beside light and shade.

    Attributes:
        years: by how much older its lines are to be, in amounts of Young taken away.
        shaved: 0..1, how much of the stubble goes.
        unfolded: 0..1, how much of the folds of a smile goes.
        stubble: (3,), sRGB 0..1, the colour of what grows; None where none does.
    """

    years: float = 0.0
    shaved: float = 0.0
    unfolded: float = 0.0
    stubble: Array | None = None


@dataclass(frozen=True, eq=False)
class EditParts:
    """An edit of a face in parts.

    Attributes:
        rest: what the composite carries over.
        colours: the shift of s that colours of hair are; None where none is asked, or the head has no hair.
        over: what is drawn upon the face: hair let down over the forehead, glasses, or what was behind them.
        beard: the shift of s that lets one grow.
        skin: what becomes of the skin.
    """

    rest: "Move"
    colours: "Move | None" = None
    over: "tuple[Overlay, ...]" = ()
    beard: "Move | None" = None
    skin: SkinEdit = SkinEdit()

    @property
    def of_face(self) -> bool:
        """Whether there is more than a colour of hair."""
        return bool(self.rest.delta.any() or self.over or self.beard)


def face_change(
    crop: Crop, parts: EditParts, *, for_screen: bool = False, dragged: "DraggedFace | None" = None
) -> "FaceChange":
    """What an edit does to a photo's face, for the composite; colours of hair are the photo's (``render.hair``).

    Args:
        crop: the face.
        parts: the edit.
        for_screen: drawn by ``Engine.compiled``, as is what the change is taken from; else by the model itself.
        dragged: what of it is known from the steps of a drag.
    """
    from facelab.latent import share_of_head
    from facelab.pipeline.beard_edit import find_beard
    from facelab.render.beard import STUBBLE, DrawnBeard
    from facelab.render.composite import FaceChange
    from facelab.render.skin_lines import Lines
    from facelab.render.teeth import FINER, QUICKLY, with_teeth

    move, skin = parts.rest, parts.skin
    of_head = share_of_head(move.amounts)
    network = crop.engine.compiled if for_screen else crop.engine.vae
    light = quick_light if for_screen else decode_srgb
    known = dragged or DraggedFace()
    flow: Flow | None = None
    lips: Lips | None = None
    over: tuple[Overlay, ...] = ()
    if is_drawn(move):
        unedited = crop.unedited_on_screen if for_screen else crop.unedited
        (layers,) = draw_layers(network, DecodedFaces.of(crop), [move])
    else:
        own = OwnFace.of(crop, for_screen=for_screen)
        steered = known.steered or steer(network, own, move, stubble=skin.stubble is not None)
        unedited, layers, flow = light(steered.plain), steered.layers, steered.flow
        lips = steered.lips
        if steered.opening:
            over = (with_teeth(steered.opening, QUICKLY if for_screen else FINER),)
        if skin.stubble is not None and steered.stubble is not None:
            beard = DrawnBeard(steered.stubble, skin.stubble).along(None, STUBBLE)
            over = (replace(beard, quickly=for_screen), *over)
    edited, fade = composed(unedited, layers, lambda layer: crop.head.shown(of_head, layer.of_face), light)
    if parts.beard:
        found = known.beard or find_beard(crop, parts.beard, for_screen=for_screen)
        over = (replace(found.along(flow), quickly=for_screen), *over)
    if skin.unfolded:
        over = (replace(Lines(((-skin.unfolded, crop.laugh_lines),), flow), quickly=for_screen), *over)
    if skin.years or skin.shaved:
        lines = crop.skin.lines(skin.years, skin.shaved, flow)
        over = (replace(lines, quickly=for_screen), *over)
    return FaceChange(crop.similarity, edited, unedited, fade, flow, over + parts.over, crop.head.around, lips)


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
        between_lips: how light D(s) is between lips that meet where a mesh sees an open mouth, for the lips; a drawing
            that is no lighter there is no open mouth either. None: the mesh is right.
    """

    plain: Array
    decoded: DecodedFaces
    mesh: "Mesh"
    structure_points: "Points"
    face: "Callable[[], Array] | None" = None
    free: Array | float = 1.0
    between_lips: float | None = None

    @classmethod
    def of(cls, crop: Crop, *, for_screen: bool = False) -> "OwnFace":
        """A photo's face; ``for_screen`` as of ``face_change``."""
        plain = crop.reconstruction_on_screen if for_screen else crop.reconstruction
        seen, free = (lambda: crop.surely_face), crop.head.free
        return cls(plain, DecodedFaces.of(crop), crop.mesh, crop.structure_points, seen, free, crop.light_between_lips)


@dataclass(frozen=True, eq=False)
class SteeredFace:
    """A face whose own pixels became what was asked.

    Attributes:
        plain: R as it moved, (128, 128, 3), sRGB 0..1.
        layers: what lies upon it.
        points: its mesh, (468, 2). flow: where its pixels come from. None of both where nothing moves.
        lips: those of it that come before teeth.
        opening: what is seen between its lips.
        stubble: (128, 128), log of how much darker skin is where hairs of a beard are to be.
        drawing: what it was made of.
    """

    plain: Array
    layers: list[DrawnLayer]
    points: "Points | None"
    flow: "Flow | None"
    lips: "Lips | None"
    opening: "Opening | None"
    stubble: Array | None
    drawing: "Drawing"


@dataclass(frozen=True, eq=False)
class DraggedFace:
    """What of an edit is known from the steps of a drag.

    Attributes:
        steered: the face. beard: as it is drawn. hair: the same in other colours.
    """

    steered: SteeredFace | None = None
    beard: "DrawnBeard | None" = None
    hair: "DrawnHair | None" = None


@dataclass(frozen=True, eq=False)
class Drawing:
    """What the network and the mesh say of an edited face.

    Attributes:
        points: the mesh of the drawing, (468, 2); None where nothing moves.
        picture: E of all that is asked, (128, 128, 3), sRGB 0..1.
        lights: for each layer light and shade, (128, 128, 3), logs.
    """

    points: "Points | None"
    picture: Array
    lights: "list[Array]"


@dataclass(frozen=True, eq=False)
class MovedFace:
    """A face as it moves.

    Attributes:
        points: its mesh, (468, 2).
        flow: where its pixels come from. lips: those of its lips that come before teeth.
        plain: R, (128, 128, 3), sRGB 0..1.
    """

    points: "Points"
    flow: "Flow"
    plain: Array
    lips: "Lips | None" = None

    @classmethod
    def of(cls, face: OwnFace, move: "Move", drawn: "Points") -> "MovedFace":
        """A face that moves as the mesh ``drawn`` (468, 2), that of D(s + delta), says."""
        from facelab.latent.carried import of_mouth
        from facelab.render.closing import closed_in_proportion
        from facelab.render.lids import lids_kept
        from facelab.render.mouth import bounded

        own, before, narrow = face.mesh.points, face.structure_points, move.amounts.get("Narrow_Eyes", 0.0)
        shift = closed_in_proportion(own, before, bounded(own, drawn - before), float(of_mouth(move.amounts)))
        points = face.mesh.moved(lids_kept(own, shift, narrow))
        return cls.along(face, points, face.mesh.flow(points, move.moved * face.free))

    @classmethod
    def along(cls, face: OwnFace, points: "Points", flow: "Flow") -> "MovedFace":
        """A face whose mesh comes to ``points`` (468, 2), and whose pixels move along a flow."""
        from facelab.render.lips import closing_lips
        from facelab.render.motion import moved

        lips = closing_lips(face.mesh.points, points, flow, face.free)
        plain = moved(face.plain, flow)
        if lips:
            plain = lips.seen(lambda one: moved(face.plain, one), lips.edges, 1.0)
        return cls(points, flow, plain.clip(0, 1), lips)


def steer(network: "ConvVAE | CompiledVAE", face: OwnFace, move: "Move", *, stubble: bool = False) -> SteeredFace:
    """Move a face as the network moves it, and shade it as the network shades it (docs/design.md, "Moved").

    Args:
        network: what draws. face: the face. move: what is asked.
        stubble: whether the shadow of a beard is to be made of hairs.
    """
    import torch

    from facelab.pipeline.located_crop import structure_points
    from facelab.pipeline.shading import Shading
    from facelab.pipeline.skin_shading import SkinShading
    from facelab.render.motion import moved
    from facelab.render.mouth import opening

    with torch.inference_mode():
        structure = network.structure(face.decoded.s + torch.from_numpy(move.delta))
    if not move.moved.any():
        (layers,) = draw_layers(network, face.decoded, [move], structure=structure)
        shading = Shading(face.plain, face.mesh.points, move.drawn, SkinShading(face.mesh.points))
        return _shaded(shading, layers, None, None)
    drawn = structure_points(structure, face.between_lips)
    after = MovedFace.of(face, move, drawn)
    (layers,) = draw_layers(network, face.decoded.moved(after.flow), [move], structure=structure)
    between = opening(layers[-1].picture, drawn, after.points, face.mesh.points)
    on_skin = face.face and any(layer.shown_on == "skin" for layer in layers)
    skin = SkinShading(after.points, moved(face.face(), after.flow) if face.face and on_skin else None)
    shading = Shading(after.plain, after.points, move.drawn, skin, drawn, stubble)
    return _shaded(shading, layers, after, between)


def _shaded(
    shading: "Shading", layers: list[DrawnLayer], after: MovedFace | None, between: "Opening | None"
) -> SteeredFace:
    lights = [shading.light(layer) for layer in layers]
    shown = [shading.upon(layer, light) for layer, light in zip(layers, lights, strict=True)]
    drawing = Drawing(shading.drawn_points, layers[-1].picture, lights)
    points, flow = (after.points, after.flow) if after else (None, None)
    lips = after.lips if after else None
    return SteeredFace(shading.plain, shown, points, flow, lips, between, shading.stubble(layers), drawing)
