"""``facelab animate``: an edit that grows, or a face that becomes another."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facelab.cli.inputs import check_faces
from facelab.cli.interpolate import Faces, InterpolationMethodOption
from facelab.cli.many import bar
from facelab.cli.options import Overwrite, Weights, animation_formats, assigned, assignments, to_file
from facelab.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facelab.photo.xmp import Mark
    from facelab.pipeline.lab import Lab
    from facelab.render.animation import Motion, Pixels


class Ease(StrEnum):
    """How the motion begins and ends."""

    smooth = "smooth"
    linear = "linear"


def animate(
    faces: Faces,
    output: Annotated[
        Path, to_file(".gif", ".webp", ".mp4", kind="a .gif, .webp or .mp4 file", formats=animation_formats)
    ],
    amounts: Annotated[
        list[str] | None,
        assigned("--set", "NAME=AMOUNT", "One face: what grows from nothing. Repeatable."),
    ] = None,
    in_photo: Annotated[
        bool, typer.Option("--in-photo", help="In the first face's photo, at its resolution; else the face alone.")
    ] = False,
    frames: Annotated[int, typer.Option(metavar="2..3600", help="From the beginning to the end.")] = 48,
    rate: Annotated[float, typer.Option("--fps", metavar="1..60", help="Frames per second.")] = 24.0,
    ease: Annotated[Ease, typer.Option(help="smooth begins and ends gently.")] = Ease.smooth,
    back: Annotated[bool, typer.Option("--back/--once", help="Whether it returns to where it began.")] = True,
    size: Annotated[int, typer.Option(min=64, max=1024, help="Pixels along each side of a face alone.")] = 256,
    method: Annotated[
        InterpolationMethodOption, typer.Option(help="Between faces: straight, or turning.")
    ] = InterpolationMethodOption.linear,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Let a face move: facelab animate a.jpg --set Smiling=+2 --in-photo -o smile.mp4

    Two faces or more become one another: facelab animate a.jpg seed:7 -o morph.gif
    """
    from facelab.edit import Edit, check
    from facelab.photo.outputs import ready
    from facelab.pipeline.lab import begin
    from facelab.render.animation import Motion

    edit_amounts = assignments("--set", amounts or [])
    if len(faces) == 1 and not edit_amounts:
        raise EditError("One face alone needs --set NAME=AMOUNT, which is to grow; or name a second face.")
    if len(faces) > 1 and edit_amounts:
        raise EditError("--set is for one face; several become one another. Leave --set out, or name one face.")
    check(Edit(edit_amounts))
    motion = Motion(frames, rate, ease.value, back)
    ready(output, check_faces(faces), overwrite=overwrite)
    from facelab.synthesis.animations import write_motion

    made, mark = _frames(begin(weights), faces, edit_amounts, motion, method, size, in_photo=in_photo)
    total = len(motion.alphas)
    with bar("Drawing", total) as tell:
        write_motion(made, output, motion, mark, overwrite=overwrite, progress=lambda done: tell(done, total))


def _frames(
    lab: "Lab",
    words: list[str],
    edit_amounts: dict[str, float],
    motion: "Motion",
    method: InterpolationMethodOption,
    size: int,
    *,
    in_photo: bool,
) -> "tuple[Iterator[Pixels], Mark]":
    from facelab.edit import Edit
    from facelab.photo.xmp import Mark, mark_of_edited
    from facelab.synthesis import animations as moving
    from facelab.synthesis.sources import encoded_faces, open_photo

    edit = Edit(edit_amounts)
    if in_photo and edit_amounts:
        photo = open_photo(lab, Path(words[0])).edit(edit_amounts)
        return moving.edit_frames_in_photo(photo, motion), mark_of_edited(photo.original.picture.metadata.xmp)
    found = encoded_faces(lab, words)
    if edit_amounts:
        return moving.edit_frames(lab, found[0], edit, motion, size), Mark.GENERATED
    if in_photo:
        crop = found[0].crop  # without one there are no frames in a photo, which is said there
        frames = moving.interpolation_frames_in_photo(lab, found, method.value, motion)
        return frames, mark_of_edited(crop.picture.metadata.xmp if crop else None)
    return moving.interpolation_frames(lab, found, method.value, motion, size), Mark.GENERATED
