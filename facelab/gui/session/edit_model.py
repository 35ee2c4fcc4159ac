"""The photo that is open and how it changes, as a plain model without Qt; ``Editor`` is the shell around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from facelab.canonical import Point
from facelab.gui.session.edit_state import EditState, no_edit
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.live import outlines_of

if TYPE_CHECKING:
    from facelab.latent import Edit
    from facelab.pipeline.crops import Crop

Outlines = Sequence[Sequence[Point]]
"""The heads of a photo, each as points in its pixels."""


@dataclass(frozen=True)
class Changes:
    """What became different.

    Attributes:
        face: another face is the chosen one.
        landmarks: faces lie elsewhere.
    """

    face: bool
    landmarks: bool = False


@dataclass
class EditModel:
    """The photo that is open, what is asked of it, and what of that is in a file.

    Attributes:
        photo: with what is asked of it; None before one is open.
        name: what it is called.
        face: the chosen one; -1 for none.
        outlines: the heads, as far as they are known.
        project: the project file that it is in, if it is in one.
        stored: what a file holds.
        drawn: the last that was drawn whole, which it need not be again when undo goes back to it.
        dragging: whether a hand holds a slider: what is asked meanwhile is one step of undo.
    """

    photo: Photo | None = None
    name: str = ""
    face: int = -1
    outlines: Outlines = ()
    project: Path | None = None
    stored: EditState | None = None
    drawn: Photo | None = None
    dragging: bool = False
    _drags: int = field(default=0, repr=False)

    @property
    def state(self) -> EditState | None:
        """All that is asked for; None before a photo is open."""
        if (photo := self.photo) is None:
            return None
        return EditState(photo.original, photo.edits, photo.keep, self.face, photo.strokes)

    @property
    def edit(self) -> "Edit":
        """What is asked of the chosen face; nothing before a face is found."""
        return self.photo.edit_of(self.face) if self.photo else no_edit()

    @property
    def faces(self) -> int:
        """How many faces are known."""
        return len(self.outlines)

    @property
    def modified(self) -> bool:
        """Whether something is asked that no file holds."""
        state = self.state
        return state is not None and not state.makes_same_picture(self.stored)

    @property
    def drag(self) -> int:
        """The number of the drag that goes on, which its steps of undo have in common; 0 between drags."""
        return self._drags if self.dragging else 0

    def open(self, name: str, photo: Photo, project: Path | None, *, stored: bool) -> None:
        """Another photo is open, of a person's own ``project``, if any; ``stored``: a file holds what is asked."""
        self.name, self.photo, self.face, self.outlines, self.dragging = name, photo, -1, (), False
        self.project = project
        self.stored = self.state if stored else None
        self.drawn = None

    def know_faces(self, known: "tuple[Crop, ...] | None") -> None:
        """Of the photo, of which nothing is asked, these faces are known; None: they are to be looked for."""
        if self.photo is not None:
            self.photo = Photo(replace(self.photo.original, known=known))
            self.stored = self.state

    def choose(self, face: int) -> Changes:
        """Let this face be the chosen one, or the last if there are fewer."""
        face = min(face, self.faces - 1)
        another, self.face = face != self.face, face
        return Changes(another)

    def apply(self, state: EditState) -> Changes:
        """Ask for this from now on; the photo stays the same object where its picture does."""
        before = self.state
        moved = before is None or state.original is not before.original
        if not state.makes_same_picture(before):
            self.photo = self._photo_of(state)
            self.outlines = outlines_of(self.photo, ready=False) if moved else self.outlines
        return Changes(self.choose(state.face).face, moved)

    def _photo_of(self, state: EditState) -> Photo:
        drawn = self.drawn
        asked = state.original, state.edits, state.keep, state.strokes
        same = drawn is not None and (drawn.original, drawn.edits, drawn.keep, drawn.strokes) == asked
        return drawn if drawn is not None and same else state.photo()

    def begin_drag(self) -> None:
        """What follows is one step of undo, until the drag ends."""
        self._drags += 1
        self.dragging = True

    def end_drag(self) -> None:
        """The hand has let go."""
        self.dragging = False

    def keep_stored(self, state: EditState, project: Path | None) -> None:
        """A file holds this state, if it is still one of the photo that is open; ``project``: that file is one."""
        if self.photo is not None and state.original.picture is self.photo.original.picture:
            self.stored = state
            self.project = project or self.project
