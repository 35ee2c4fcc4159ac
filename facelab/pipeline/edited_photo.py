"""A photo with the edits of its faces: the finished picture, warnings, a report of what the edits did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from facelab.edit import Stroke, joined, unheld
from facelab.errors import AttributeName, EditError, Message
from facelab.photo.colour import to_srgb8
from facelab.photo.picture import Picture
from facelab.photo.write import write
from facelab.photo.xmp import Mark
from facelab.pipeline.crops import Crop
from facelab.pipeline.drawing_stages import seconds_of_stages
from facelab.pipeline.encoded_crop import png
from facelab.pipeline.source_photo import SourcePhoto
from facelab.progress import ShareCallback, counted, quiet, stages

if TYPE_CHECKING:
    from facelab.latent import Edit, Move
    from facelab.pipeline.refine import Refined
    from facelab.render.protection import Protection


@dataclass(frozen=True)
class FaceReport:
    """What an edit did to one face.

    Attributes:
        index: its number, as `facelab faces` gives it.
        amounts: attribute -> amount, asked for, found for a value, and found to hold a lock.
        before, after: log-odds of the 40 attributes, of the crop of the photo and of the finished picture.
        moved_most: the three attributes not asked for whose log-odds changed most for what is usual among faces,
            with that change in standard deviations.
        warnings: why the result is not to be trusted.
    """

    index: int
    amounts: Mapping[str, float]
    before: Mapping[str, float]
    after: Mapping[str, float]
    moved_most: Mapping[str, float]
    warnings: tuple[Message, ...]


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo with the edits asked of its faces; made by ``Lab.open``. ``edit`` gives a new one and changes nothing.

    Attributes:
        original: the photo as it was opened.
        edits: face number -> what is asked.
        keep: how much of the photo's own pixels stays where the structure does; 0 shows the network everywhere.
        strokes: of the brush: where the photo's own pixels stay, whatever is asked.
    """

    original: SourcePhoto
    edits: "Mapping[int, Edit]" = field(default_factory=dict)
    keep: float = 1.0
    strokes: tuple[Stroke, ...] = ()

    def __repr__(self) -> str:
        asked = [f"face {number}: {_short(edit)}" for number, edit in sorted(self.edits.items())]
        size = f"{self.original.picture.width} x {self.original.picture.height}"
        return f"<Photo of {size} pixels, {'; '.join(asked) or 'not edited'}>"

    def _repr_png_(self) -> bytes:
        return png(to_srgb8(self.picture))

    @property
    def faces(self) -> tuple[Crop, ...]:
        """All faces as the photo was opened, largest first, each with its ``crop`` and ``latent``."""
        return self.original.crops

    def crop(self, face: int) -> Crop:
        """The same as ``faces[face]``; face 0 alone is found more quickly than all.

        Raises:
            FaceError: there is no such face.
        """
        return self.original.chosen(face)[face]

    def edit_of(self, face: int) -> "Edit":
        """What is asked of a face, which may be nothing."""
        from facelab.latent import Edit

        return self.edits.get(face) or Edit()

    def edit(
        self,
        mapping: Mapping[str, float] | None = None,
        /,
        *,
        face: int | Literal["all"] = 0,
        to: Mapping[str, float] | None = None,
        lock: Iterable[str] = (),
        method: Literal["partial", "mean"] | None = None,
        keep: float | None = None,
        landmarks: NDArray[np.float64] | None = None,
        **amounts: float,
    ) -> "Photo":
        """Ask for a change of a face, beside what was asked before: amounts of one attribute add up.

        Args:
            mapping: attribute -> amount; 1 is the average difference between faces with the attribute and without.
            face: its number, 0 the largest, or "all".
            to: attribute -> log-odds that its probe shall show, in the finished picture (``report``).
            lock: attributes whose probes shall stay there. What is not reached is in ``warnings``.
            method: "partial", the other labels equal (at first), or "mean", the lecture's; None: as before.
            keep: 0..1, how much of the photo's own pixels to keep, for all its faces (at first 1); None: as before.
            landmarks: (5, 2) x y in pixels, where the face is not found or found wrongly: eyes, nose, mouth corners.
            amounts: like ``mapping``: ``Smiling=+2``.

        Raises:
            FaceError: there is no such face.
            EditError: an edit that cannot be made.
        """
        original = self.original if landmarks is None else self.original.with_landmarks(face, landmarks)
        asked = {**(mapping or {}), **amounts}, to or {}, lock, method
        more = {number: joined(self.edits.get(number), *asked) for number in original.chosen(face)}
        keep = self.keep if keep is None else checked_keep(keep)
        others = self.edits if keep == self.keep else unheld(self.edits)
        edited = Photo(original, {**others, **more}, keep, self.strokes)
        edited.check()
        return edited

    def check(self) -> None:
        """Refuse edits that cannot be made now, not when the picture is asked for.

        Raises:
            FaceError: an edit of a face that is not there.
            EditError: an edit that cannot be made of its face.
        """
        for number, edit in self.edits.items():
            self.crop(number).solve(edit)

    @cached_property
    def refined(self) -> "dict[int, Refined]":
        """Face number -> its edit by amounts alone, which bring the finished picture to what was asked."""
        return self._refined(quiet)

    def _refined(self, progress: ShareCallback) -> "dict[int, Refined]":
        from facelab.pipeline.refine import refine

        asked = counted(list(self.edits.items()), progress)
        return {number: refine(self.crop(number), edit, self.keep) for number, edit in asked}

    @cached_property
    def moves(self) -> "dict[int, Move]":
        """Face number -> the shift of s."""
        return {number: self.crop(number).solve(refined.edit) for number, refined in self.refined.items()}

    @property
    def solved_edits(self) -> "dict[int, Edit]":
        """The edits with the amounts that were found for what was asked as a value (``to``), and to hold locks."""
        return {number: refined.edit for number, refined in self.refined.items()}

    @cached_property
    def picture(self) -> Picture:
        """The finished photo; the very picture that was opened where nothing is asked."""
        return self._drawn(quiet)

    def draw(self, progress: ShareCallback) -> Picture:
        """``picture``, which is kept; ``progress`` is told the share of it that is done, and may raise to end it."""
        if "picture" not in vars(self):
            vars(self)["picture"] = self._drawn(progress)
        return self.picture

    def _drawn(self, progress: ShareCallback) -> Picture:
        knowing, splitting, recolouring, drawing, compositing, protecting = stages(
            progress, *seconds_of_stages(self.original.picture, self.edits, refined="refined" in vars(self))
        )
        if "refined" not in vars(self):
            vars(self)["refined"] = self._refined(knowing)
        asked = {number: move for number, move in self.moves.items() if self.keep < 1 or move.delta.any()}
        if not asked:
            return self.original.picture
        from facelab.pipeline.editing import face_change
        from facelab.pipeline.hair_edit import heads
        from facelab.pipeline.parts import split
        from facelab.render.composite import composite
        from facelab.render.protection import protected
        from facelab.render.recolour import recolour

        parts = [
            (self.crop(number), split(self.crop(number), self.refined[number].edit, move))
            for number, move in counted(list(asked.items()), splitting)
        ]
        recoloured = heads(parts)
        photo = recolour(self.original.picture, recoloured, recolouring) if recoloured else self.original.picture
        shown = [(crop, edit) for crop, edit in parts if self.keep < 1 or edit.of_face]
        changes = [face_change(crop, edit) for crop, edit in counted(shown, drawing)]
        made = composite(photo, changes, self.keep, compositing)
        return protected(made, self.original.picture, self.protection, protecting) if self.strokes else made

    @property
    def protection(self) -> "Protection":
        """What the brush protects."""
        from facelab.render.protection import Protection

        return Protection(self.strokes, self.original.picture.width, self.original.picture.height)

    @property
    def warnings(self) -> dict[int, tuple[Message, ...]]:
        """Face number -> why its edit is not to be trusted, one sentence each."""
        return {n: self.doubts(n) + self._overdone(n) for n in self.moves}

    def doubts(self, face: int) -> tuple[Message, ...]:
        """Why a face, or its edit, is not to be trusted, but for amounts that are too large; a sentence each."""
        crop = self.crop(face)
        if face not in self.edits:
            return crop.warnings
        return (*crop.warnings, *self.moves[face].warnings, *self.refined[face].warnings, *self._in_vain(face))

    def _in_vain(self, face: int) -> tuple[Message, ...]:
        from facelab.pipeline.in_vain import in_vain

        return in_vain(self.crop(face), self.moves[face].amounts) if self.edits[face].method == "partial" else ()

    def _overdone(self, face: int) -> tuple[Message, ...]:
        """Of what is asked; what a lock adds to keep a value is none of it."""
        probes, edit = named(self.crop(face).probes), self.edits.get(face)
        overdone = []
        for name, amount in self.moves[face].amounts.items():
            if edit and name in edit.locks:
                continue
            more = amount > 0
            most = self.original.engine.limits[name].safe_for(float(more))[int(more)]
            if amount * probes[name] > 0 and abs(amount) > abs(most):
                overdone.append(
                    Message(
                        "it is so already: {attribute} {amount:+g} is beyond {most:+.1f}, the safe limit of 9 in 10.",
                        attribute=AttributeName(name),
                        amount=round(amount, 2),
                        most=most,
                    )
                )
        return tuple(overdone)

    def report(self) -> list[FaceReport]:
        """What the edits did, face by face, measured on the finished picture."""
        return [self._report(number, move) for number, move in sorted(self.moves.items())]

    def _report(self, number: int, move: "Move") -> FaceReport:
        from facelab.attributes import ATTRIBUTES

        crop = self.crop(number)
        before, after = crop.probes, replace(crop, picture=self.picture).probes
        moved = (after - before) / self.original.engine.attributes.probe_std
        others = [k for k in np.argsort(-np.abs(moved)) if ATTRIBUTES[k] not in move.amounts]
        return FaceReport(
            index=number,
            amounts=move.amounts,
            before=named(before),
            after=named(after),
            moved_most={ATTRIBUTES[k]: float(moved[k]) for k in others[:3]},
            warnings=self.warnings[number],
        )

    def save(self, path: Path | str, *, overwrite: bool = False, quality: int = 95, strip_gps: bool = False) -> None:
        """Write the finished photo, marked where it was edited; see ``photo.write.write``.

        Raises:
            OutputError: it cannot be written there.
        """
        mark = None if self.picture is self.original.picture else Mark.EDITED
        write(self.picture, path, overwrite=overwrite, quality=quality, strip_gps=strip_gps, mark=mark)


def _short(edit: "Edit") -> str:
    amounts = [f"{name} {amount:+g}" for name, amount in edit.amounts.items()]
    values = [f"{name} to {value:+g}" for name, value in edit.to.items()]
    return ", ".join([*amounts, *values, *(f"{name} locked" for name in sorted(edit.locks))]) or "nothing"


def named(values: NDArray[np.float32]) -> dict[str, float]:
    """Values (40,) by the attributes' names."""
    from facelab.attributes import ATTRIBUTES

    return dict(zip(ATTRIBUTES, values.tolist(), strict=True))


def checked_keep(keep: float) -> float:
    """The same, if it is a share.

    Raises:
        EditError: it is none.
    """
    if not 0 <= keep <= 1:
        raise EditError("keep must lie between 0 and 1, not {keep:g}.", keep=keep)
    return float(keep)
