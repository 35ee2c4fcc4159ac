"""A drag: while one amount changes, the network and the mesh are asked at a few amounts, and the face is between them.

Where no lines of the drawing are shown, what an edit takes from it changes smoothly with an amount: where the points of
the mesh are and the person's own pixels come from, the light on a face, and how dense a beard is. All are linear
between multiples of ``STEP``. The pixels move with each frame. (What is saved is drawn itself.)
"""

from collections.abc import Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cache, cached_property
from math import floor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.pipeline.beard_edit import find_beard
from facelab.pipeline.crops import Crop
from facelab.pipeline.editing import (
    DraggedFace,
    Drawing,
    EditParts,
    MovedFace,
    OwnFace,
    SteeredFace,
    is_drawn,
    steer,
)
from facelab.pipeline.hair_edit import drawn_hair
from facelab.pipeline.parts import split
from facelab.pipeline.shading import lit
from facelab.render.hair_colour import DrawnHair
from facelab.render.mask import mixed
from facelab.render.mouth import opening

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.pipeline.layers import DrawnLayer
    from facelab.render.beard import DrawnBeard
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

    A worker beside the frames prepares the multiples of ``STEP`` next to those that a frame is between.

    Args:
        crop: the face.
    """

    def __init__(self, crop: Crop) -> None:
        self._crop = crop
        self._name = ""
        self._last: Edit | None = None
        self._low: Edit | None = None
        self._ends: list[DraggedFace] = []
        self._jobs: list[Future[DraggedFace]] = []
        self._expected: list[Future[DraggedFace]] = []
        self._known: dict[bytes, Future[DraggedFace]] = {}
        self._by_edit: dict[Hashable, DraggedFace] = {}
        self._hair: dict[bytes, DrawnHair] = {}

    def expect(self, edit: "Edit", name: str) -> None:
        """This amount of an edit may be dragged next: the steps around are prepared; waits for nothing."""
        for job in self._expected:
            job.cancel()
        below = floor(edit.amounts.get(name, 0.0) / STEP)
        steps = below, below - 1, below + 1, below - 2
        self._expected = [worker().submit(self._at, end) for step in steps for end in _around(edit, name, step)]

    def dragged(self, edit: "Edit", parts: EditParts) -> DraggedFace:
        """The face as an edit, whose parts are given, has it; without what must be drawn for itself."""
        before, self._name, self._last = self._last, self._changed(edit), edit
        amount = edit.amounts.get(self._name, 0.0)
        if not amount or edit.to or not (is_steered(parts) or parts.beard or parts.colours):
            return DraggedFace(hair=self._hair_of(parts))
        below = floor(amount / STEP)
        low, *_ = ends = _around(edit, self._name, below)
        if low != self._low:
            self._low, self._ends = low, [self._at(end) for end in ends]
            rising = before is None or amount >= before.amounts.get(self._name, 0.0)
            self._prepare(edit, (below + 1, below - 1) if rising else (below - 1, below + 1))
        share = np.asarray(amount / STEP - below, np.float32)
        return self._between(share, parts)

    def _between(self, share: Array, parts: EditParts) -> DraggedFace:
        steered = [end.steered for end in self._ends if end.steered]
        beards = [end.beard for end in self._ends if end.beard]
        drawn = [end.hair for end in self._ends if end.hair]
        hair = _changed(drawn, share) if parts.colours and len(drawn) == 2 else self._hair_of(parts)
        face = _between(steered, share, self._own) if is_steered(parts) and len(steered) == 2 else None
        return DraggedFace(face, _grown(beards, share) if parts.beard and len(beards) == 2 else None, hair)

    def _changed(self, edit: "Edit") -> str:
        """The one attribute whose amount is another than it was; "" where that are more, or something else."""
        last = self._last or replace(edit, amounts={})
        names = {n for n in {*edit.amounts, *last.amounts} if edit.amounts.get(n, 0.0) != last.amounts.get(n, 0.0)}
        if len(names) > 1 or replace(edit, amounts={}) != replace(last, amounts={}):
            return ""
        return names.pop() if names else self._name

    def _prepare(self, edit: "Edit", steps: tuple[int, ...]) -> None:
        for job in (*self._jobs, *self._expected):
            job.cancel()
        ends = [end for below in steps for end in _around(edit, self._name, below)]
        self._jobs = [worker().submit(self._at, end) for end in ends]

    def _at(self, edit: "Edit") -> DraggedFace:
        """The face at a step. Of two threads that ask for it the first makes it, and the other waits."""
        asked = _asked(edit)
        if (known := self._by_edit.get(asked)) is None:
            parts = split(self._crop, edit, self._crop.solve(edit))
            known = replace(self._face(parts), hair=self._hair_of(parts))
            if len(self._by_edit) >= MOST:
                self._by_edit.clear()
            self._by_edit[asked] = known
        return known

    def _face(self, parts: EditParts) -> DraggedFace:
        if len(self._known) >= MOST:
            self._known.clear()
        found: Future[DraggedFace] = Future()
        key = parts.rest.delta.tobytes() + (parts.beard.delta.tobytes() if parts.beard else b"")
        if (first := self._known.setdefault(key, found)) is found:
            try:
                found.set_result(self._made(parts))
            except Exception as error:  # for whoever waits for it; the next one tries again
                self._known.pop(key, None)
                found.set_exception(error)
        return first.result()

    def _made(self, parts: EditParts) -> DraggedFace:
        beard = find_beard(self._crop, parts.beard, for_screen=True) if parts.beard else None
        return DraggedFace(self._steered(parts) if is_steered(parts) else None, beard)

    def _hair_of(self, parts: EditParts) -> DrawnHair | None:
        """Hair as it is drawn; the same object where its colours are asked for alike, whatever else is."""
        if parts.colours is None or self._crop.hair is None:
            return None
        if len(self._hair) >= MOST:
            self._hair.clear()
        key = parts.colours.delta.tobytes()
        if key not in self._hair:
            self._hair[key] = drawn_hair(self._crop, parts.colours, self._crop.engine.compiled)
        return self._hair[key]

    def _steered(self, parts: EditParts) -> SteeredFace:
        stubble = parts.skin.stubble is not None
        return steer(self._crop.engine.compiled, self._own, parts.rest, stubble=stubble)

    @cached_property
    def _own(self) -> OwnFace:
        return OwnFace.of(self._crop, for_screen=True)


def _around(edit: "Edit", name: str, below: int) -> "list[Edit]":
    """The edit with ``below`` steps of an attribute, and with one more."""
    amounts = below * STEP or BESIDE, (below + 1) * STEP or -BESIDE
    return [replace(edit, amounts={**edit.amounts, name: amount}) for amount in amounts]


def _asked(edit: "Edit") -> Hashable:
    """What an edit asks: two that ask the same are one."""
    amounts, to, held = (frozenset((part or {}).items()) for part in (edit.amounts, edit.to, edit.held))
    return amounts, to, edit.locks, edit.method, held


def is_steered(parts: EditParts) -> bool:
    """Whether what an edit carries over shows no lines of the drawing, and something is carried over."""
    return not (is_drawn(parts.rest) or parts.rest.drawn.any())


@cache
def worker() -> ThreadPoolExecutor:
    """The one thread that prepares what the next frames are between, on one core."""
    return ThreadPoolExecutor(1, "drag", take_one_core)


def take_one_core() -> None:
    """What this thread computes leaves the other cores to the frames."""
    import torch

    torch.get_num_threads()  # the first call in a thread sets the default, which would come after ours
    torch.set_num_threads(1)


def _between(ends: list[SteeredFace], share: Array, face: OwnFace) -> SteeredFace:
    """A face a share of the way, 0..1, from one to the other."""
    low, high = (end.drawing for end in ends)
    drawing = Drawing(
        None if low.points is None or high.points is None else mixed(low.points, high.points, share),
        mixed(low.picture, high.picture, share),
        [mixed(*lights, share) for lights in zip(low.lights, high.lights, strict=True)],
    )
    stubbles = ends[0].stubble, ends[1].stubble
    stubble = None if stubbles[0] is None or stubbles[1] is None else mixed(stubbles[0], stubbles[1], share)
    after = _moved(ends, share, face)
    if after is None:
        return SteeredFace(
            face.plain, _layers(ends, share, face.plain, drawing), None, None, None, None, stubble, drawing
        )
    layers, between = _layers(ends, share, after.plain, drawing), _opening(ends, share, face, after)
    return SteeredFace(after.plain, layers, after.points, after.flow, after.lips, between, stubble, drawing)


def _moved(ends: list[SteeredFace], share: Array, face: OwnFace) -> MovedFace | None:
    """The face's own pixels, moved a share of the way; None where they do not move.

    What is mixed is where they come from, not the points alone: to fill the mesh's triangles for every frame would
    take half of its time, and be nearer to what is drawn by nothing that can be measured.
    """
    low, high = ends
    if low.points is None or high.points is None or low.flow is None or high.flow is None:
        return None
    return MovedFace.along(face, mixed(low.points, high.points, share), mixed(low.flow, high.flow, share))


def _grown(ends: "list[DrawnBeard]", share: Array) -> "DrawnBeard":
    low, high = ends
    return replace(low, ratio=mixed(low.ratio, high.ratio, share))


def _changed(ends: list[DrawnHair], share: Array) -> DrawnHair:
    """Hair a share of the way, 0..1; the same object where both ends are."""
    low, high = ends
    return low if low is high else DrawnHair(mixed(low.middle, high.middle, share), mixed(low.shade, high.shade, share))


def _layers(ends: list[SteeredFace], share: Array, plain: Array, drawing: Drawing) -> "list[DrawnLayer]":
    pairs = zip(*(face.layers for face in ends), drawing.lights, strict=True)
    return [
        replace(low, picture=lit(plain, light), area=mixed(low.area, high.area, share)) for low, high, light in pairs
    ]


def _opening(ends: list[SteeredFace], share: Array, face: OwnFace, after: MovedFace) -> "Opening | None":
    """What either drawing has between its lips, brought to those of the face."""
    low, high = (
        None if made.points is None else opening(made.picture, made.points, after.points, face.mesh.points)
        for made in (end.drawing for end in ends)
    )
    return replace(low, picture=mixed(low.picture, high.picture, share)) if low and high else None
