"""Faces with edits, the cells of a grid, drawn many at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.edit import Edit
from facelab.latent.edits import solve
from facelab.photo.align import UNMOVED
from facelab.photo.colour import decode_srgb, encode_srgb
from facelab.photo.outputs import levels
from facelab.pipeline.editing import OwnFace, is_drawn, steer
from facelab.pipeline.engine import CHUNK
from facelab.pipeline.layers import DecodedFaces, DrawnLayer, composed, draw_layers
from facelab.pipeline.located_crop import mesh_of, structure_points
from facelab.render.sheet import Pixels
from facelab.render.teeth import with_teeth
from facelab.synthesis.sources import EncodedFace

if TYPE_CHECKING:
    from facelab.latent import Move
    from facelab.model import ConvVAE
    from facelab.pipeline.engine import Engine

Array = NDArray[np.float32]


@dataclass(frozen=True)
class TableRow:
    """What the table says of a cell: whose face, what is asked of it, and how much or how far."""

    face: str
    edit: str = ""
    alpha: float = 0.0


Chunk = tuple[Sequence[TableRow], Pixels, Array]
"""Some cells: rows of the table, pictures (n, 128, 128, 3), latents (n, S + D)."""


@dataclass(frozen=True, eq=False)
class Cell:
    """A face with an edit.

    Attributes:
        face: whose.
        edit: what is asked of it.
        original: the crop of the photo itself, instead of what the model makes of it.
        alpha: what the table says of it: the amount, or how far it is on its way.
    """

    face: EncodedFace
    edit: Edit = field(default_factory=Edit)
    original: bool = False
    alpha: float = 0.0

    @property
    def entry(self) -> TableRow:
        """What the table says of it."""
        amounts = " ".join(f"{name}{amount:+g}" for name, amount in self.edit.amounts.items())
        return TableRow(self.face.name, f"{amounts} {self.edit.method}" if amounts else "", self.alpha)


def draw_cells(engine: "Engine", cells: Sequence[Cell]) -> Iterator[Chunk]:
    """The cells, CHUNK at a time."""
    for first in range(0, len(cells), CHUNK):
        some = cells[first : first + CHUNK]
        pictures, z = _draw(engine, some)
        yield [cell.entry for cell in some], levels(pictures), z


def _draw(engine: "Engine", cells: Sequence[Cell]) -> tuple[Array, Array]:
    """Pictures (n, 128, 128, 3), sRGB 0..1, and latents (n, S + D), of at most CHUNK cells."""
    z, latents = np.stack([cell.face.z for cell in cells]), engine.vae.config.structure.latents
    moves = [solve(cell.edit, engine.attributes, s) for cell, s in zip(cells, z[:, :latents], strict=True)]
    faces = list(dict.fromkeys(cell.face for cell in cells))
    rows = [faces.index(cell.face) for cell in cells]
    decoded = decode_faces(engine.vae, faces)
    given = decoded.take(rows)
    drawn = [number for number, move in enumerate(moves) if is_drawn(move)]
    layers = dict(zip(drawn, draw_layers(engine.vae, given.take(drawn), [moves[n] for n in drawn], CHUNK), strict=True))
    seen = sorted({row for n, row in enumerate(rows) if n not in layers or not _hides_face(layers[n])})
    unedited = dict(zip(seen, draw_unedited(engine.vae, decoded.take(seen)), strict=True)) if seen else {}
    own = _OwnFaces(faces, decoded, unedited)
    pictures = [
        _own_pixels(cell.face)
        if cell.original
        else _picture(unedited.get(row), layers[n])
        if n in layers
        else _steered(engine, own.of(row), moves[n])
        for n, (cell, row) in enumerate(zip(cells, rows, strict=True))
    ]
    z[:, :latents] += np.stack([move.delta for move in moves])
    return np.stack(pictures), z


@dataclass(frozen=True, eq=False)
class _OwnFaces:
    """Faces whose own pixels become what is asked; the mesh of each is looked for once, when it is needed."""

    faces: Sequence[EncodedFace]
    decoded: DecodedFaces
    unedited: Mapping[int, Array]
    found: dict[int, OwnFace] = field(default_factory=dict)

    def of(self, row: int) -> OwnFace:
        """That of a number."""
        if row not in self.found:
            crop, decoded = self.faces[row].crop, self.decoded.take([row])
            between = crop.light_between_lips if crop else None
            points = structure_points(decoded.structure, between)
            mesh = crop.mesh if crop else mesh_of(self.unedited[row])
            self.found[row] = OwnFace(self.unedited[row], decoded, mesh, points, between_lips=between)
        return self.found[row]


def _steered(engine: "Engine", face: OwnFace, move: "Move") -> Array:
    """A face whose own pixels became what was asked, sRGB 0..1."""
    steered = steer(engine.vae, face, move)
    picture = _picture(steered.plain, steered.layers)
    if steered.opening is None:
        return picture
    opened: Array = encode_srgb(with_teeth(steered.opening).upon(decode_srgb(picture), UNMOVED, (0, 0, SIZE, SIZE)))
    return opened


def decode_faces(vae: "ConvVAE", faces: Sequence[EncodedFace]) -> DecodedFaces:
    """Faces as the network is given them."""
    import torch

    from facelab.model.fade import drawing_map

    with torch.inference_mode():
        s, d = vae.split(torch.from_numpy(np.stack([face.z for face in faces])))
        sampled = torch.tensor([float(face.drawn) for face in faces])[:, None, None, None]
        return DecodedFaces(s, vae.structure(s), vae.detail(d), sampled * drawing_map(vae.config.structure.size))


def draw_unedited(vae: "ConvVAE", faces: DecodedFaces) -> Array:
    """Pictures (n, 128, 128, 3), sRGB 0..1, of faces that nothing is asked of."""
    import torch

    with torch.inference_mode():
        pictures = vae.draw(faces.structure, faces.detail, faces.anew, faces.s).clamp(0, 1)
    return pictures.permute(0, 2, 3, 1).contiguous().numpy()


def _hides_face(layers: Sequence[DrawnLayer]) -> bool:
    """Whether nothing is seen of the unedited face: the first layer, the widest, shows everywhere."""
    return bool(layers) and bool((layers[0].area == 1).all())


def _picture(unedited: Array | None, layers: Sequence[DrawnLayer]) -> Array:
    """A face with its layers upon it, sRGB 0..1; ``unedited`` may be None where nothing is seen of it.

    As ``composed`` has it; but only at the soft edges of areas is there anything to compute, and to round.
    """
    below, above = (layers[0].picture, layers[1:]) if _hides_face(layers) else (unedited, layers)
    assert below is not None
    if not above:
        return below
    pixels = below.reshape(-1, 3).copy()
    edges = np.flatnonzero(np.any([(layer.area > 0) & (layer.area < 1) for layer in above], axis=0))
    mixed, _ = composed(decode_srgb(pixels[edges]), [layer.at(edges) for layer in above])
    for layer in above:
        alone = np.flatnonzero(layer.area == 1)
        pixels[alone] = layer.at(alone).picture
    pixels[edges] = encode_srgb(mixed)
    return pixels.reshape(below.shape)


def _own_pixels(face: EncodedFace) -> Array:
    assert face.crop is not None
    return face.crop.pixels
