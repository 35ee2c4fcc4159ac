"""Interpolation between faces, as a person asks for it: how far, by which method, all of a face or one attribute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from facelab.edit import Edit
from facelab.latent.interpolation import InterpolationMethod, along
from facelab.photo.colour import to_srgb8
from facelab.photo.outputs import levels
from facelab.photo.picture import Picture
from facelab.photo.write import write
from facelab.photo.xmp import Mark
from facelab.pipeline.editing import face_change
from facelab.pipeline.parts import split
from facelab.render.animation import Motion, Pixels
from facelab.render.composite import FaceChange
from facelab.render.preview import Preview, on_screen
from facelab.synthesis.animations import edit_frames, interpolation_frames, interpolation_frames_in_photo
from facelab.synthesis.blends import Blend, scale_edit, transfer_attributes
from facelab.synthesis.cells import Cell
from facelab.synthesis.grids import Grid, of_blends, of_cells
from facelab.synthesis.morphs import APART, Morph, morph_photo, turned_apart
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.pipeline.engine import Engine
    from facelab.render.hair import Hair
    from facelab.render.hair_colour import Shift
    from facelab.render.hair_preview import HairPreview


@dataclass(frozen=True, eq=False)
class Interpolation:
    """Two faces or more, and the way from one to the next.

    Attributes:
        engine: the model. faces: two or more.
        method: "linear" or "spherical".
        only: of two faces: what alone is taken over; all of the face if empty.
    """

    engine: "Engine"
    faces: Sequence[EncodedFace]
    method: InterpolationMethod = "linear"
    only: tuple[str, ...] = ()

    def is_of(self, faces: Sequence[EncodedFace], method: InterpolationMethod, only: tuple[str, ...]) -> bool:
        """Whether it lies between these faces by this way."""
        return (tuple(self.faces), self.method, self.only) == (tuple(faces), method, only)

    @property
    def has_photo(self) -> bool:
        """Whether the way can be seen in a photo: two faces, the first in one."""
        return len(self.faces) == 2 and self.faces[0].crop is not None

    @property
    def is_mirrored(self) -> bool:
        """Whether the other face is mirrored in the first one's photo, for it looks the other way."""
        return self.has_photo and not self.only and self._morph.blend.faces[1] is not self.faces[1]

    @property
    def is_turned_apart(self) -> bool:
        """Whether two heads look in so different directions that, from about half way on, a morph in the first one's
        photo leaves marks."""
        return self.has_photo and not self.only and turned_apart(self._morph.blend.faces) > APART

    @cached_property
    def _blend(self) -> Blend:
        return Blend(self.engine, self.faces, self.method)

    @cached_property
    def edit(self) -> Edit:
        """What is taken over, as an edit of the first face.

        Raises:
            EditError: it cannot be had.
        """
        return transfer_attributes(self.engine, self.faces[0], self.faces[1], self.only)

    def picture(self, alpha: float) -> Pixels:
        """The face at ``alpha``, 0..1: (128, 128, 3)."""
        ((_, pictures, _),) = self.strip([alpha]).chunks()
        picture: Pixels = pictures[0]
        return picture

    def picture_on_screen(self, alpha: float) -> Pixels:
        """The same for the screen, drawn by ``Engine.compiled``."""
        if self.only:
            return self.picture(alpha)
        return levels(self._blend.picture_on_screen(along(len(self.faces), [alpha])))

    def strip(self, alphas: Sequence[float]) -> Grid:
        """The faces at some steps, a row."""
        if self.only:
            cells = [Cell(self.faces[0], scale_edit(self.edit, alpha), alpha=alpha) for alpha in alphas]
            return of_cells(self.engine, cells, len(cells), [f"α = {alpha:g}" for alpha in alphas])
        return of_blends([self._blend], along(len(self.faces), alphas))

    @cached_property
    def _morph(self) -> Morph:
        return Morph.of(self.engine, self.faces, self.method)

    def change(self, alpha: float) -> FaceChange:
        """What it does to the first face in its photo at ``alpha``, for the screen."""
        if not self.only:
            return self._morph.change(alpha, for_screen=True)
        edit, crop = scale_edit(self.edit, alpha), self._morph.crop
        parts = split(crop, edit, crop.solve(edit))
        return face_change(crop, parts, for_screen=True)

    def hair(self, alpha: float) -> "tuple[Hair, Shift] | None":
        """The hair of the first face in its photo, and how its colours are shifted at ``alpha``; None: they are not."""
        return None if self.only else self._morph.hair(alpha)

    def photo(self, alpha: float, keep: float = 1.0) -> Picture:
        """The first face's photo at ``alpha``, at full resolution; at 0 the very photo."""
        return morph_photo(self.engine, self.faces, alpha, self.method, self.only, keep)

    def save_photo(self, alpha: float, path: Path, *, keep: float = 1.0, overwrite: bool = False) -> None:
        """Write the photo at ``alpha``, marked where it was edited.

        Raises:
            OutputError: it cannot be written there.
        """
        write(self.photo(alpha, keep), path, overwrite=overwrite, mark=Mark.EDITED if alpha else None)

    def frames(self, motion: Motion, size: int, *, in_photo: bool) -> Iterator[Pixels]:
        """An animation of the way: the face alone, or in its photo at full resolution."""
        if in_photo and self.only:
            return (to_srgb8(self.photo(alpha)) for alpha in motion.alphas)
        if in_photo:
            return interpolation_frames_in_photo(self.engine, self.faces, self.method, motion)
        if self.only:
            return edit_frames(self.engine, self.faces[0], self.edit, motion, size)
        return interpolation_frames(self.engine, self.faces, self.method, motion, size)


@dataclass(frozen=True, eq=False)
class InterpolationPreview:
    """The first face's photo on the way, at the screen's resolution, drawn by ``Engine.compiled``.

    Attributes:
        interpolation: one that can be seen in a photo.
        room: width and height, in pixels of the screen, that the photo is made smaller for.
    """

    interpolation: Interpolation
    room: tuple[int, int]

    @cached_property
    def _preview(self) -> Preview:
        crop = self.interpolation.faces[0].crop
        assert crop is not None
        return Preview(crop.picture, on_screen(crop.picture, self._scale), crop.similarity)

    @cached_property
    def _scale(self) -> float:
        """Screen pixels for one of the photo's."""
        crop = self.interpolation.faces[0].crop
        assert crop is not None
        return min(1.0, self.room[0] / crop.picture.width, self.room[1] / crop.picture.height)

    @cached_property
    def _hair(self) -> "HairPreview | None":
        from facelab.render.hair_preview import HairPreview

        found = self.interpolation.hair(1.0)
        return HairPreview(found[0], self._preview.screen, self._scale) if found else None

    def at(self, alpha: float) -> Pixels:
        """The photo at ``alpha``."""
        if alpha == 0:
            return self._preview.screen.copy()
        found = self.interpolation.hair(alpha)
        screen = self._hair.recoloured(found[1]) if found and self._hair else self._preview.screen.copy()
        preview = self._preview.upon(screen)
        x0, y0, x1, y1 = preview.box
        screen[y0:y1, x0:x1] = preview.blend(self.interpolation.change(alpha))
        return screen
