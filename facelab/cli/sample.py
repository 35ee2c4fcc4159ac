"""``facelab sample``: faces sampled from the prior."""

from typing import TYPE_CHECKING, Annotated

import typer

from facelab.cli.many import complain
from facelab.cli.options import PLAIN, Overwrite, Picture, Spread, Weights, attribute
from facelab.errors import EditError

if TYPE_CHECKING:
    from facelab.pipeline.engine import Crops
    from facelab.pipeline.lab import Lab


def sample(
    output: Picture,
    n: Annotated[int, typer.Option("--n", min=1, max=4096, help="How many faces.")] = 64,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed draws the same faces.")] = 1,
    spread: Spread = PLAIN,
    having: Annotated[list[str] | None, attribute("--with", helped="Only faces that are seen so. Repeatable.")] = None,
    lacking: Annotated[list[str] | None, attribute("--without", helped="Only faces that are not. Repeatable.")] = None,
    overwrite: Overwrite = False,
    weights: Weights = None,
) -> None:
    """Sample faces from the model's prior into one picture.

    With --with or --without each seed's face is moved to where it is seen so (conditional sampling); the words that are
    printed draw it again.
    """
    from facelab.photo.outputs import levels, ready, write_drawn
    from facelab.pipeline.lab import begin
    from facelab.render.grid import grid

    if both := set(having or ()) & set(lacking or ()):
        raise EditError(
            "{attribute} cannot be there and not be there; leave one of --with and --without out.", attribute=min(both)
        )
    conditions = {name: there for names, there in ((having, True), (lacking, False)) for name in names or ()}
    ready(output, [], overwrite=overwrite)
    lab = begin(weights)
    pictures = _found(lab, conditions, n, seed, spread) if conditions else lab.sample(n, seed, spread)
    write_drawn(grid(levels(pictures)), output, overwrite=overwrite)


def _found(lab: "Lab", conditions: dict[str, bool], n: int, seed: int, spread: float) -> "Crops":
    import numpy as np

    from facelab.synthesis.search import find_samples

    faces = find_samples(lab, conditions, n, seed, spread)
    if len(faces) < n:
        complain(f"only {len(faces)} of {n} such faces were found; ask for less, or begin with another --seed.")
    print(*(draw.word for draw, _ in faces))
    return lab.decode_drawn(np.stack([face.z for _, face in faces]))
