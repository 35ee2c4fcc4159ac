"""Figures 5 and 6 of "Deep Feature Consistent Variational Autoencoder" (Hou et al. 2017), remade.

Sampled faces serve, chosen among draws from the prior by what the attribute network sees in them; or real ones.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import index_of
from facelab.edit import Edit
from facelab.errors import DataError, FaceError, Message, PhotoError, Value
from facelab.files import readable
from facelab.latent.interpolation import along
from facelab.pipeline.batch import photos_in
from facelab.render.sheet import Style
from facelab.synthesis.blends import Blend
from facelab.synthesis.cells import Cell
from facelab.synthesis.grids import Grid, of_blends, of_cells, write_grid
from facelab.synthesis.samples import Conditions, described
from facelab.synthesis.search import TRIES, find_samples
from facelab.synthesis.sources import EncodedFace, face_of_photo

if TYPE_CHECKING:
    from facelab.edit import Method
    from facelab.pipeline.lab import Lab

CANDIDATES = 12
"""Faces that are drawn for each kind that a figure shows."""
SURE = 2.0
"""Log-odds from which an attribute is seen surely enough; beyond, the likelier face is the better one."""
STEPS = 11
PRIOR = Message("The model's prior")
METHODS: tuple["Method", ...] = "partial", "mean"


@dataclass(frozen=True)
class Row5:
    """A row of Figure 5: from one kind of face to another; ``watched`` is told under its pictures.

    Of no kind, {}, are faces drawn from the prior.
    """

    words: str
    left: Conditions
    right: Conditions
    watched: str


@dataclass(frozen=True)
class Row6:
    """A row of Figure 6: an attribute added (+1) or taken away (-1)."""

    words: str
    face: Conditions
    attribute: str
    sign: int


WOMAN, MAN, PLAIN = {"Male": False}, {"Male": True}, {"Eyeglasses": False}
FIGURE_5 = (
    Row5("a smile", {**WOMAN, "Smiling": False, **PLAIN}, {**WOMAN, "Smiling": True, **PLAIN}, "Smiling"),
    Row5("glasses", {**MAN, **PLAIN}, {**MAN, "Eyeglasses": True}, "Eyeglasses"),
    Row5("man to woman", {**MAN, **PLAIN}, {**WOMAN, **PLAIN}, "Male"),
    Row5("two draws", {}, {}, "Smiling"),
)
FIGURE_5_CONDITIONS: Sequence[Conditions] = tuple(side for row in FIGURE_5 for side in (row.left, row.right) if side)
"""Of the rows of Figure 5 that are not drawn."""
FIGURE_6 = (
    Row6("smile added", {"Smiling": False, **PLAIN}, "Smiling", 1),
    Row6("smile taken", {"Smiling": True, **PLAIN}, "Smiling", -1),
    Row6("glasses, a man", {**MAN, **PLAIN}, "Eyeglasses", 1),
    Row6("glasses, a woman", {**WOMAN, **PLAIN}, "Eyeglasses", 1),
    Row6("glasses taken", {"Eyeglasses": True}, "Eyeglasses", -1),
)


@dataclass(frozen=True, eq=False)
class Pool:
    """Faces to choose from.

    Attributes:
        faces: all of them. where: what holds them, for a sentence.
        odds: (N, 40), log-odds of what the attribute network sees in them.
        unlikely: (N,), how unlikely each is under the prior: mean squared standard deviations from its mean.
        draws: two faces drawn from the prior.
    """

    faces: Sequence[EncodedFace]
    where: Value
    odds: NDArray[np.float32]
    unlikely: NDArray[np.float64]
    draws: Sequence[EncodedFace] = ()

    def choose(self, kinds: Sequence[Conditions]) -> list[EncodedFace]:
        """For each kind of face the likeliest face that surely is so, none twice as long as there are others.

        Raises:
            DataError: none is.
        """
        chosen: list[int] = []
        for kind in kinds:
            chosen.append(self._best(kind, chosen))
        return [self.faces[number] for number in chosen]

    def _best(self, conditions: Conditions, taken: Sequence[int]) -> int:
        signed = [self.odds[:, index_of(name)] * (1 if there else -1) for name, there in conditions.items()]
        sure = np.min([*signed, np.full(len(self.faces), SURE)], axis=0)
        again = np.isin(np.arange(len(self.faces)), taken)
        best = int(np.lexsort((self.unlikely, again, -sure))[0])
        if sure[best] <= 0:
            raise DataError(
                "{where} holds no face that is {wanted}; add one.", where=self.where, wanted=described(conditions)
            )
        return best


def drawn_pool(lab: "Lab", seed: int) -> Pool:
    """Sampled faces of the kinds that the figures show; the same seed gives the same ones."""
    kinds = [*FIGURE_5_CONDITIONS, *(row.face for row in FIGURE_6)]
    made = [face for number, kind in enumerate(kinds) for face in _drawn(lab, kind, seed, number)]
    return replace(_pool(lab, made, _pictures(lab, made), PRIOR), draws=_draws(lab, seed, len(kinds)))


def photo_pool(lab: "Lab", folder: Path, seed: int) -> Pool:
    """The largest face of each photo of a folder; the draws are still drawn.

    Raises:
        DataError: there is none.
    """
    faces = []
    for path in photos_in(folder):
        with suppress(PhotoError, FaceError):  # those that are no use are left out
            faces.append(face_of_photo(lab.open(path), 0, readable(path.stem)))
    if not faces:
        raise DataError("{folder} holds no photo with a face; name another folder.", folder=folder)
    pictures = np.stack([face.crop.pixels for face in faces if face.crop])
    return replace(_pool(lab, faces, pictures, folder), draws=_draws(lab, seed, 0))


def _drawn(lab: "Lab", conditions: Conditions, seed: int, number: int) -> list[EncodedFace]:
    # Each kind, by its number, has seeds of its own: nobody meets the same face twice.
    return [face for _, face in find_samples(lab, conditions, CANDIDATES, seed + number * TRIES * CANDIDATES)]


def _draws(lab: "Lab", seed: int, number: int) -> list[EncodedFace]:
    """The likeliest two of some draws."""
    made = _drawn(lab, {}, seed, number)
    return _pool(lab, made, _pictures(lab, made), PRIOR).choose([{}, {}])


def _pictures(lab: "Lab", drawn: Sequence[EncodedFace]) -> NDArray[np.float32]:
    return lab.decode_drawn(np.stack([face.z for face in drawn]))


def _pool(lab: "Lab", faces: Sequence[EncodedFace], pictures: NDArray[np.float32], where: Value) -> Pool:
    s = np.stack([face.z for face in faces])[:, : lab.vae.config.structure.latents].astype(np.float64)
    root = lab.vae.prior_root.numpy().astype(np.float64)
    deviations = np.linalg.lstsq(root, (s - lab.vae.prior_mean.numpy()).T, rcond=1e-3)[0]
    return Pool(faces, where, lab.seen(pictures), np.square(deviations).mean(0))


def figure_5(lab: "Lab", pool: Pool) -> Grid:
    """Four rows of (1 - alpha) z_left + alpha z_right."""
    faces = [*pool.choose(FIGURE_5_CONDITIONS), *pool.draws]
    blends = [Blend(lab, pair) for pair in zip(faces[::2], faces[1::2], strict=True)]
    return of_blends(blends, along(2, np.linspace(0, 1, STEPS)), [row.words for row in FIGURE_5])


def figure_6(lab: "Lab", pool: Pool, most: float) -> Grid:
    """Rows of z + alpha v up to ``most``, by the partial vector and, below it, by the lecture's mean vector."""
    alphas = np.linspace(0, most, STEPS).round(3).tolist()
    cells, sides = [], []
    for row, face in zip(FIGURE_6, pool.choose([row.face for row in FIGURE_6]), strict=True):
        for method in METHODS:
            edits = [Edit({row.attribute: row.sign * alpha} if alpha else {}, method=method) for alpha in alphas]
            cells += [Cell(face, edit, alpha=alpha) for edit, alpha in zip(edits, alphas, strict=True)]
            sides.append(f"{row.words}: {method}")
    return of_cells(lab, cells, STEPS, [f"α = {alpha:g}" for alpha in alphas], sides)


def write_figures(
    lab: "Lab",
    pool: Pool,
    folder: Path,
    *,
    suffix: str = ".png",
    cell: int = 128,
    overwrite: bool = False,
    begun: Callable[[str], None] = lambda _name: None,
) -> None:
    """Make all figures with their tables.

    Args:
        lab: the model.
        pool: the faces to choose from.
        folder: figure-5, figure-6 and figure-6-to-3 with ``suffix`` (a format of sheets), and a .csv of each.
        cell: pixels along each side of a picture.
        overwrite: whether existing files may be replaced.
        begun: told of each figure.

    Raises:
        DataError: there are not the faces. OutputError: a file cannot be written.
    """
    watched_5 = [row.watched for row in FIGURE_5]
    watched_6 = [row.attribute for row in FIGURE_6 for _ in METHODS]
    figures = (
        ("figure-5", "Linear interpolation: (1 − α) z left + α z right", figure_5(lab, pool), watched_5),
        ("figure-6", "Attribute vectors: z + α v", figure_6(lab, pool, 1.0), watched_6),
        ("figure-6-to-3", "The same, farther", figure_6(lab, pool, 3.0), watched_6),
    )
    for name, words, grid, watched in figures:
        begun(name)
        path = folder / f"{name}{suffix}"
        style = Style(cell, title=words)
        write_grid(lab, grid, style, path, table=path.with_suffix(".csv"), seen=watched, overwrite=overwrite)
