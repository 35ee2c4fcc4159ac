"""Animations: an edit that grows, or an interpolation; of the face alone, or in its photo."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from facelab.edit import Edit
from facelab.latent.interpolation import InterpolationMethod, along
from facelab.photo.colour import to_srgb8
from facelab.photo.xmp import Mark, packet
from facelab.progress import CountCallback, quiet
from facelab.render.animation import CODED_AFTER, Motion, Pixels, write_animation
from facelab.synthesis.blends import Blend, scale_edit
from facelab.synthesis.cells import Cell
from facelab.synthesis.grids import Grid, of_blends, of_cells
from facelab.synthesis.morphs import Morph
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.engine import Engine


def edit_frames(engine: "Engine", face: EncodedFace, edit: Edit, motion: Motion, size: int) -> Iterator[Pixels]:
    """A face with an edit that grows from nothing: frames (size, size, 3)."""
    cells = [Cell(face, scale_edit(edit, alpha), alpha=alpha) for alpha in motion.alphas]
    return _frames(of_cells(engine, cells, len(cells)), size)


def interpolation_frames(
    engine: "Engine", faces: Sequence[EncodedFace], method: InterpolationMethod, motion: Motion, size: int
) -> Iterator[Pixels]:
    """A face that becomes others, one after another: frames (size, size, 3)."""
    return _frames(of_blends([Blend(engine, faces, method)], along(len(faces), motion.alphas)), size)


def edit_frames_in_photo(photo: "Photo", motion: Motion) -> Iterator[Pixels]:
    """The edits of a photo growing in it, at its resolution; where they are nothing it is the photo."""
    return (to_srgb8(_grown(photo, alpha).picture) for alpha in motion.alphas)


def _grown(photo: "Photo", alpha: float) -> "Photo":
    edits = {number: scale_edit(edit, alpha) for number, edit in photo.solved_edits.items()}
    return replace(photo, edits=edits, keep=1 - alpha * (1 - photo.keep))


def interpolation_frames_in_photo(
    engine: "Engine", faces: Sequence[EncodedFace], method: InterpolationMethod, motion: Motion
) -> Iterator[Pixels]:
    """The face of a photo that becomes another's, in its photo, at the photo's resolution.

    Raises:
        FaceError: the first face is in no photo, or there are not two.
    """
    morph = Morph.of(engine, faces, method)
    _ = morph.crop
    return (to_srgb8(morph.picture(alpha)) for alpha in motion.alphas)


def _frames(grid: Grid, size: int) -> Iterator[Pixels]:
    for _, pictures, _ in grid.chunks():
        for picture in pictures:
            yield np.asarray(Image.fromarray(picture).resize((size, size), Image.Resampling.BICUBIC))


def as_high(frames: Iterable[Pixels], height: int) -> Iterator[Pixels]:
    """Frames (H, W, 3) made smaller, to so many rows; those that have no more stay."""
    for frame in frames:
        width = max(1, round(frame.shape[1] * height / frame.shape[0]))
        small = Image.fromarray(frame).resize((width, height), Image.Resampling.BOX) if height < len(frame) else frame
        yield np.asarray(small)


def write_motion(
    frames: Iterable[Pixels],
    path: Path,
    motion: Motion,
    mark: Mark,
    *,
    overwrite: bool = False,
    progress: CountCallback = quiet,
) -> None:
    """Write frames as an animation, marked; see ``write_animation``."""
    drawn, coded, after = 0, 0, path.suffix.lower() in CODED_AFTER

    def counted() -> Iterator[Pixels]:
        nonlocal drawn
        for drawn, frame in enumerate(frames, 1):
            yield frame
            progress(drawn // 2 if after else drawn)

    def coding(count: int) -> None:
        nonlocal coded
        coded = max(coded, count)  # Pillow turns to the first one again when all are done
        progress((drawn + coded) // 2)

    write_animation(
        counted(), path, motion.rate, packet(None, mark), loop=motion.loop, overwrite=overwrite, coding=coding
    )
