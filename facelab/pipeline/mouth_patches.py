"""Make a folder of mouths to teach the mouth refiner on (``data.mouths``): drawn between the lips, and photographed.

An open mouth is drawn without its detail, as an edit draws what the photo does not have, and its photo is beside it. A
closed one is opened by an edit: that is what the refiner is for, but no photo shows it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from facelab.canonical import LANDMARKS, SIZE
from facelab.data.head_sources import HeadPhoto, celeba_of, heads_of
from facelab.data.mouths import NAMES
from facelab.edit import Edit
from facelab.files import atomic_write, make_folder
from facelab.photo.align import Similarity, warp
from facelab.photo.colour import encode_srgb
from facelab.photo.faces import FaceDetector, face_from_landmarks
from facelab.photo.picture import Picture
from facelab.pipeline.crops import Crop
from facelab.pipeline.editing import OwnFace, steer
from facelab.pipeline.engine import Engine
from facelab.render.mouth import MOUTH, Opening, gap, opening

SHARD = 128
"""Mouths of a file: what an interrupted run may have to do again."""
LEAST_SIDE = 275
"""Pixels of a photo along a crop's side, below which it shows no more than the model knows, or little."""
PARTED, CLOSED = 3.0, 2.0
"""Pixels of the crop between the lips of a mouth that is open, at the least, and of one that is closed, at the most."""
FADES = (1.0, 1.0, 0.75, 0.5)
"""How much of the detail an edit drops there, evenly drawn."""
AMOUNTS = (1.0, 2.5)

Pixels = NDArray[np.uint8]
Patch = tuple[Pixels, Pixels, Pixels, np.uint8]
"""drawn, photo, within, known: see ``data.mouths``."""


def prepare_mouths(folder: Path, data: Path, repository: Path | None, engine: Engine, detector: FaceDetector) -> None:
    """Make the folder of mouths, or complete an interrupted one; docs/training.md has why.

    Args:
        folder: what is made: some 70 kB a mouth.
        data: a folder with ``heads.csv``, ``faces.csv`` and their tars.
        repository: a git directory with CelebA's original photos as ``Celeb/000001.jpg``; None: without them.
        engine: with the model that draws. detector: finds the face in CelebA's photos.
    """
    sources = {"held": heads_of(data, "held"), "train-heads": heads_of(data, "train")}
    if repository is not None:
        sources["train-celeba"] = celeba_of(repository, data, detector)
    make_folder(folder)
    for seed, (split, heads) in enumerate(sources.items()):
        _write(folder, split, _patches(engine, heads, np.random.default_rng(seed)))


def _write(folder: Path, split: str, patches: Iterator[Patch]) -> None:
    for number in range(10**6):
        if not (some := list(islice(patches, SHARD))):
            return
        with atomic_write(folder / f"{split}-{number:03d}.safetensors") as temporary:
            save_file(
                {name: np.stack(row) for name, row in zip(NAMES, zip(*some, strict=True), strict=True)}, temporary
            )


def _patches(engine: Engine, heads: Iterable[HeadPhoto], draw: np.random.Generator) -> Iterator[Patch]:
    for head in heads:
        if SIZE / head.similarity.scale >= LEAST_SIDE and (patch := mouth_patch(engine, head, draw)):
            yield patch


def mouth_patch(engine: Engine, head: HeadPhoto, draw: np.random.Generator) -> Patch | None:
    """The mouth of a head; None where it is neither open nor closed enough, or does not open by the edit."""
    height, width = head.photo.shape[:2]
    face = face_from_landmarks(head.similarity.inverse().apply(LANDMARKS), (width, height))
    crop = Crop(engine, Picture(head.photo), face)
    parted = gap(crop.mesh.points)
    if parted >= PARTED:
        found = _as_it_is(crop, float(draw.choice(FADES)))
        photo = _byte(_seen(head.photo, crop.similarity, found.to_mouth))
        return _byte(encode_srgb(found.picture.clip(0, 1))), photo, _byte(found.within), np.uint8(1)
    if parted >= CLOSED:
        return None
    name = "Smiling" if draw.random() < 0.75 else "Mouth_Slightly_Open"
    move = crop.solve(Edit({name: float(draw.uniform(*AMOUNTS))}))
    opened = steer(engine.vae, OwnFace.of(crop), move).opening
    if opened is None or opened.share < 0.9:
        return None
    drawn = _byte(encode_srgb(opened.picture.clip(0, 1)))
    return drawn, np.zeros_like(drawn), _byte(opened.within), np.uint8(0)


def _as_it_is(crop: Crop, faded: float) -> Opening:
    """An open mouth as the model draws it, its detail dropped in the lower part of the face by ``faded``, 0..1."""
    import torch

    fade = torch.zeros_like(crop.structure[:, :1])
    fade[:, :, fade.shape[2] * 9 // 16 :] = faded
    with torch.inference_mode():
        drawn = crop.engine.vae.draw(crop.structure, crop.detail, fade, crop.s).clamp(0, 1)
    picture = np.ascontiguousarray(drawn[0].permute(1, 2, 0).numpy())
    own = crop.mesh.points
    # Where the photo's lips are it is drawn; the mesh of D(s) takes many an open mouth for closed.
    found = opening(picture, own, own, np.zeros_like(own))
    assert found is not None
    return found


def _seen(photo: Pixels, similarity: Similarity, to_mouth: Similarity) -> NDArray[np.float32]:
    matrix = to_mouth.matrix[:, :2] @ similarity.matrix
    matrix[:, 2] += to_mouth.matrix[:, 2]
    return warp(photo.astype(np.float32) / np.float32(255), Similarity(matrix), MOUTH)


def _byte(values: NDArray[np.float32]) -> Pixels:
    return np.rint(255 * np.clip(values, 0, 1)).astype(np.uint8)
