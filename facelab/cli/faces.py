"""``facelab faces``: what faces a photo has."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facelab.cli.completion import PHOTOS, files
from facelab.cli.many import complain
from facelab.cli.options import Json

if TYPE_CHECKING:
    from facelab.pipeline.crops import Crop


def faces(
    photo: Annotated[Path, typer.Argument(metavar="PHOTO", show_default=False, autocompletion=files(*PHOTOS))],
    as_json: Json = False,
) -> None:
    """List the faces of a photo, largest first, in pixels of the upright photo."""
    rows = [_row(index, crop) for index, crop in enumerate(_found(photo))]
    for row in rows if not as_json else ():
        for sentence in row["warnings"]:
            complain(f"{photo}, face {row['index']}: {sentence}")
    print(json.dumps(rows, indent=1) if as_json else "\n".join(map(_line, rows)) or "No face was found.")


def _found(photo: Path) -> "tuple[Crop, ...]":
    from facelab.photo.centerface import CenterFace
    from facelab.photo.colour import to_srgb8
    from facelab.photo.read import read

    picture = read(photo)
    found = CenterFace().detect(to_srgb8(picture))
    if not found:
        return ()
    from facelab.pipeline.crops import Crop
    from facelab.pipeline.lab import begin

    engine = begin()
    return tuple(Crop(engine, picture, face) for face in found)


def _row(index: int, crop: "Crop") -> dict[str, Any]:
    face = crop.face
    return {
        "index": index,
        "box": [round(float(value), 3) for value in face.box],
        "score": round(float(face.score), 4),
        "landmarks": face.landmarks.round(3).tolist(),
        "warnings": [*map(str, crop.out_of_reach)],
    }


def _line(row: dict[str, Any]) -> str:
    x0, y0, x1, y1 = row["box"]
    return f"{row['index']:3}  at {x0:.0f}, {y0:.0f}  {x1 - x0:.0f} x {y1 - y0:.0f} pixels  score {row['score']:.2f}"
