"""The state of an edit: what a person asks of the faces of a photo. Plain data without Qt.

Each change gives another state; one that changes nothing gives the very same, so that a caller sees whether there is
anything to undo.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from facelab.canonical import Point
from facelab.edit import Stroke, unheld
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.source_photo import SourcePhoto

if TYPE_CHECKING:
    from facelab.edit import Method
    from facelab.gui.session.aimed_preset import AimedPreset
    from facelab.latent import Edit


@dataclass(frozen=True, eq=False)
class EditState:
    """All that a person has asked for.

    Attributes:
        original: the photo, with the faces where they were found or put by hand.
        edits: face number -> its edit.
        keep: how much of the photo's own pixels stays, 0..1.
        face: the chosen one; -1 for none.
        strokes: of the brush, one after another.
    """

    original: SourcePhoto
    edits: "Mapping[int, Edit]"
    keep: float
    face: int
    strokes: tuple[Stroke, ...] = ()

    @property
    def edit(self) -> "Edit":
        """What is asked of the chosen face, which may be nothing."""
        return self.edits.get(self.face) or no_edit()

    def photo(self) -> Photo:
        """The photo with the edits."""
        return Photo(self.original, self.edits, self.keep, self.strokes)

    def makes_same_picture(self, other: "EditState | None") -> bool:
        """Whether the picture is the same, whichever face is chosen."""
        return other is not None and self._picture == other._picture

    @property
    def _picture(self) -> tuple[object, ...]:
        return self.original, self.edits, self.keep, self.strokes

    def is_same(self, other: "EditState") -> bool:
        """Whether the picture and the chosen face are the same."""
        return self.makes_same_picture(other) and self.face == other.face

    def with_face(self, face: int) -> "EditState":
        """Another face is the chosen one."""
        return self if face == self.face else replace(self, face=face)

    def with_edit(self, edit: "Edit") -> "EditState":
        """This edit is asked of the chosen face, if there is one, in place of what was asked."""
        return self._with(edit, self.keep)

    def with_amount(self, attribute: str, amount: float) -> "EditState":
        """An amount of an attribute; 0 asks nothing of it."""
        others = {name: value for name, value in self.edit.amounts.items() if name != attribute}
        amounts = {**self.edit.amounts, attribute: amount} if amount else others
        return self.with_edit(replace(self.edit, amounts=amounts))

    def with_preset(self, preset: "AimedPreset", share: float) -> "EditState":
        """So much of a preset is asked of the chosen face, beside what else is asked; 0 takes it back."""
        return self.with_edit(preset.beside(self.edit, share))

    def with_lock(self, attribute: str, locked: bool) -> "EditState":
        """An attribute's probe stays where it is, or is let go."""
        locks = self.edit.locks | {attribute} if locked else self.edit.locks - {attribute}
        return self.with_edit(replace(self.edit, locks=locks))

    def with_method(self, method: "Method") -> "EditState":
        """The chosen face moves along other vectors."""
        return self.with_edit(replace(self.edit, method=method))

    def with_keep(self, keep: float) -> "EditState":
        """More or less of the photo's own pixels stays, in all its faces; 0..1."""
        return self._with(self.edit, keep)

    def with_stroke(self, stroke: Stroke) -> "EditState":
        """One more stroke of the brush."""
        return replace(self, strokes=(*self.strokes, stroke))

    def without_strokes(self) -> "EditState":
        """The brush protects nothing."""
        return replace(self, strokes=()) if self.strokes else self

    def without_edit(self) -> "EditState":
        """Nothing is asked of the chosen face; its method stays."""
        return self.with_edit(replace(no_edit(), method=self.edit.method))

    def with_edit_of_all(self, faces: int) -> "EditState":
        """What is asked of the chosen face is asked of all, of which there are so many."""
        return replace(self, edits=_asking(dict.fromkeys(range(faces), self.edit), self.keep))

    def with_landmarks(self, face: int, landmarks: Sequence[Point]) -> "EditState":
        """A face lies at these five points, and is the chosen one; the number after the last makes another face.

        Raises:
            FaceError: the points make no face.
        """
        return replace(self, original=self.original.with_landmarks(face, np.array(landmarks, np.float64)), face=face)

    def without_landmarks(self) -> "EditState":
        """The chosen face, which a person placed, is gone, or is where it was found.

        Raises:
            FaceError: it was found, not placed.
        """
        original, gone = self.original.without_landmarks(self.face), self.face
        faces = len(original.crops)
        if faces == len(self.original.crops):
            return replace(self, original=original)
        edits = {number - (number > gone): edit for number, edit in self.edits.items() if number != gone}
        return replace(self, original=original, edits=edits, face=min(gone, faces - 1))

    def _with(self, edit: "Edit", keep: float) -> "EditState":
        if self.face < 0 or (edit, keep) == (self.edit, self.keep):
            return self
        others = self.edits if keep == self.keep else unheld(self.edits)
        return replace(self, edits=_asking({**others, self.face: replace(edit, held=None)}, keep), keep=keep)


def _asking(edits: "dict[int, Edit]", keep: float) -> "dict[int, Edit]":
    """The edits that ask for something; where pixels are not kept, a face of which nothing else is asked is changed."""
    return {number: edit for number, edit in edits.items() if keep < 1 or edit != no_edit()}


def no_edit() -> "Edit":
    """An edit that asks for nothing."""
    from facelab.latent import Edit  # brings torch, which the first screen does not wait for

    return Edit()
