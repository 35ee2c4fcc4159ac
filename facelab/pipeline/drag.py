"""A drag: while one amount changes, the network and the mesh are asked at a few amounts, and the face is between them.

Where no lines of the drawing are shown, what an edit takes from it changes smoothly with an amount: where the points of
the mesh are, and the light on a face. Both are linear between multiples of ``STEP``. The person's own pixels move
with each frame. (What is saved is drawn itself.)
"""

from dataclasses import replace
from math import copysign, floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.pipeline.crops import Crop
from facelab.pipeline.editing import Drawing, EditParts, MovedFace, OwnFace, SteeredFace, is_drawn, steer
from facelab.pipeline.parts import split
from facelab.pipeline.shading import lit
from facelab.render.mask import mixed
from facelab.render.mouth import opening

if TYPE_CHECKING:
    from facelab.latent import Edit, Move
    from facelab.pipeline.layers import DrawnLayer
    from facelab.render.mouth import Opening

Array = NDArray[np.float32]

STEP = 0.5
"""Of an amount: points that are linear in between are 0.06 pixels of the crop off, on average."""
BESIDE = 1e-6
"""An amount that is none but has the same layers."""
MOST = 32
"""Faces that are kept."""


class Drag:
    """A face while a slider is dragged.

    Args:
        crop: the face.
    """

    def __init__(self, crop: Crop) -> None:
        self._crop = crop
        self._name = ""
        self._last: Edit | None = None
        self._known: dict[bytes, SteeredFace] = {}

    def steered(self, edit: "Edit", parts: EditParts) -> SteeredFace | None:
        """The face as an edit, whose parts are given, steers it; None where it must be drawn for itself."""
        self._name, self._last = self._dragged(edit), edit
        amount, move = edit.amounts.get(self._name, 0.0), parts.rest
        if not amount or edit.to or is_drawn(move) or move.drawn.any():
            return None
        below, stubble = floor(amount / STEP), parts.skin.stubble is not None
        low, high = (self._at(_with(edit, self._name, number, amount), stubble) for number in (below, below + 1))
        share = np.asarray(amount / STEP - below, np.float32)
        return _between((low, high), share, OwnFace.of(self._crop, for_screen=True), move)

    def _dragged(self, edit: "Edit") -> str:
        """The one attribute whose amount is another than it was; "" where that are more, or something else."""
        last = self._last or replace(edit, amounts={})
        names = {n for n in {*edit.amounts, *last.amounts} if edit.amounts.get(n, 0.0) != last.amounts.get(n, 0.0)}
        if len(names) > 1 or replace(edit, amounts={}) != replace(last, amounts={}):
            return ""
        return names.pop() if names else self._name

    def _at(self, edit: "Edit", stubble: bool) -> SteeredFace:
        move = split(self._crop, edit, self._crop.solve(edit)).rest
        key = move.delta.tobytes()
        if key not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            own = OwnFace.of(self._crop, for_screen=True)
            self._known[key] = steer(self._crop.engine.compiled, own, move, stubble=stubble)
        return self._known[key]


def _with(edit: "Edit", name: str, number: int, amount: float) -> "Edit":
    """An edit with so many steps of an attribute, of which ``amount`` is asked."""
    return replace(edit, amounts={**edit.amounts, name: number * STEP or copysign(BESIDE, amount)})


def _between(ends: tuple[SteeredFace, SteeredFace], share: Array, face: OwnFace, move: "Move") -> SteeredFace:
    """A face a share of the way, 0..1, from one to the other; ``move`` is its own."""
    low, high = (end.drawing for end in ends)
    drawing = Drawing(
        None if low.points is None or high.points is None else mixed(low.points, high.points, share),
        mixed(low.picture, high.picture, share),
        [mixed(*lights, share) for lights in zip(low.lights, high.lights, strict=True)],
    )
    stubbles = ends[0].stubble, ends[1].stubble
    stubble = None if stubbles[0] is None or stubbles[1] is None else mixed(stubbles[0], stubbles[1], share)
    if drawing.points is None:
        return SteeredFace(face.plain, _layers(ends, share, face.plain, drawing), None, None, stubble, drawing)
    after = MovedFace.of(face, move, drawing.points)
    layers = _layers(ends, share, after.plain, drawing)
    return SteeredFace(after.plain, layers, after.flow, _opening(ends, share, face, after), stubble, drawing)


def _layers(ends: tuple[SteeredFace, SteeredFace], share: Array, plain: Array, drawing: Drawing) -> "list[DrawnLayer]":
    pairs = zip(*(face.layers for face in ends), drawing.lights, strict=True)
    return [
        replace(low, picture=lit(plain, light), area=mixed(low.area, high.area, share)) for low, high, light in pairs
    ]


def _opening(ends: tuple[SteeredFace, SteeredFace], share: Array, face: OwnFace, after: MovedFace) -> "Opening | None":
    """What either drawing has between its lips, brought to those of the face."""
    low, high = (
        None if made.points is None else opening(made.picture, made.points, after.points, face.mesh.points)
        for made in (end.drawing for end in ends)
    )
    return replace(low, picture=mixed(low.picture, high.picture, share)) if low and high else None
