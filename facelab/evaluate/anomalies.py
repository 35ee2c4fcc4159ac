"""What is no face, made of faces or read from a folder, and how well each anomaly score tells faces from it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from facelab.canonical import SIZE, ellipse_radius
from facelab.errors import FaceLabError
from facelab.evaluate.figures import Figure
from facelab.latent.anomaly import SCORES, Reference, anomaly_scores, norms, quantiles
from facelab.model.checkpoint import file_hash
from facelab.model.likelihood import likeliest_log_sigma
from facelab.photo.align import Similarity
from facelab.photo.crop import face_crop
from facelab.photo.read import read
from facelab.pipeline.engine import Engine
from facelab.progress import CountCallback, quiet

Array = NDArray[np.float64]
Scores = Mapping[str, Array]

PART = "anomaly"
TRIED = 100
"""Faces that are measured, and pictures of each kind that are no faces."""
CHUNK = 20
TILES = 4
MASK = (0.62, 0.78, 0.86)
"""sRGB of a mask before mouth and nose."""


def upside_down(faces: Tensor, _: torch.Generator) -> Tensor:
    """Faces (N, 3, 128, 128) on their heads."""
    return faces.flip(2)


def on_its_side(faces: Tensor, _: torch.Generator) -> Tensor:
    """Faces turned by a quarter."""
    return faces.rot90(1, (2, 3))


def scrambled(faces: Tensor, generator: torch.Generator) -> Tensor:
    """Faces cut into 4 x 4 tiles, in another order."""
    side = SIZE // TILES
    tiles = F.unfold(faces, side, stride=side)
    orders = (torch.randperm(TILES**2, generator=generator) for _ in faces)
    mixed = torch.stack([tile[:, order] for tile, order in zip(tiles, orders, strict=True)])
    return F.fold(mixed, (SIZE, SIZE), side, stride=side)


def masked(faces: Tensor, _: torch.Generator) -> Tensor:
    """Faces with a cloth of one colour before mouth and nose."""
    covered = (ellipse_radius() < 1) & (np.arange(SIZE)[:, None] > SIZE * 0.56)
    return torch.where(torch.from_numpy(covered), torch.tensor(MASK)[:, None, None], faces)


def enlarged(faces: Tensor, _: torch.Generator) -> Tensor:
    """The middle quarter of faces, twice as large: eyes and nose alone."""
    quarter = SIZE // 4
    middle = faces[:, :, quarter:-quarter, quarter:-quarter]
    return F.interpolate(middle, size=SIZE, mode="bilinear", align_corners=False)


def beside(faces: Tensor, _: torch.Generator) -> Tensor:
    """Crops beside the face: a third of the frame further right, what lies there mirrored."""
    third = SIZE // 3
    return F.pad(faces, (0, third, 0, 0), mode="reflect")[..., third:]


def texture(faces: Tensor, generator: torch.Generator) -> Tensor:
    """Noise whose amplitude falls with frequency, as in photographs, of the mean and contrast of each face."""
    across = torch.fft.fftfreq(SIZE)
    frequency = torch.hypot(across[:, None], across).clamp_min(1 / SIZE)
    noise = torch.fft.ifft2(torch.fft.fft2(torch.randn(faces.shape, generator=generator)) / frequency).real
    noise = noise / noise.std((2, 3), keepdim=True)
    made: Tensor = (faces.mean((2, 3), keepdim=True) + noise * faces.std((2, 3), keepdim=True)).clamp(0, 1)
    return made


def plain(faces: Tensor, _: torch.Generator) -> Tensor:
    """The mean colour of each face alone."""
    return faces.mean((2, 3), keepdim=True).expand_as(faces)


MADE: Mapping[str, Callable[[Tensor, torch.Generator], Tensor]] = {
    "upside down": upside_down,
    "on its side": on_its_side,
    "scrambled": scrambled,
    "masked": masked,
    "enlarged": enlarged,
    "beside the face": beside,
    "texture": texture,
    "one colour": plain,
}
"""What is made of faces and is none, or no longer one in the canonical frame."""


def of_folder(folder: Path) -> dict[str, Tensor]:
    """Kind -> (N, 3, 128, 128): of each folder in a folder its pictures, their middle square; at most TRIED.

    What cannot be read is left out.
    """
    found = {}
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        crops = [crop for path in sorted(kind.iterdir()) if (crop := _middle(path)) is not None][:TRIED]
        if crops:
            found[kind.name] = torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2).contiguous()
    return found


def _middle(path: Path) -> NDArray[np.float32] | None:
    try:
        picture = read(path)
    except FaceLabError:
        return None
    scale = SIZE / min(picture.width, picture.height)
    away = (SIZE - scale * np.array([picture.width, picture.height])) / 2
    return face_crop(picture, Similarity(np.column_stack([scale * np.eye(2), away])))


@torch.no_grad()
def known_by(engine: Engine, faces: Tensor) -> tuple[float, float]:
    """Of faces (N, 3, 128, 128): the likeliest ``log_sigma`` of p(x | z), and the ``typical`` norm of s."""
    found, far = [], []
    for chunk in faces.split(CHUNK):
        z = engine.vae.encode(chunk).mode()
        found.append(2 * likeliest_log_sigma(engine.vae, chunk, engine.vae.decode(z)))
        far.append(norms(engine.vae, engine.vae.split(z)[0]))
    return 0.5 * torch.stack(found).exp().mean().log().item(), float(np.median(np.concatenate(far)))


def scores(engine: Engine, crops: Tensor, log_sigma: float, typical: float) -> Scores:
    """The anomaly scores of many crops (N, 3, 128, 128)."""
    rows = [anomaly_scores(engine.vae, engine.prior, chunk, log_sigma, typical) for chunk in crops.split(CHUNK)]
    return {name: np.concatenate([row[name] for row in rows]) for name in SCORES}


def auc(strange: Array, known: Array) -> float:
    """The chance that a strange one scores above a known one."""
    from sklearn.metrics import roc_auc_score  # slow to import

    labels = np.repeat([1, 0], [len(strange), len(known)])
    return float(roc_auc_score(labels, np.concatenate([strange, known])))


def others(faces: Tensor, folder: Path | None = None, seed: int = 0) -> dict[str, Tensor]:
    """Kind -> (N, 3, 128, 128) of what is no face: what is made of faces, and what a folder holds."""
    noise = torch.Generator().manual_seed(seed)
    made = {kind: make(faces, noise) for kind, make in MADE.items()}
    return {**made, **(of_folder(folder) if folder else {})}


def measure(
    engine: Engine, faces: Tensor, others: Mapping[str, Tensor], progress: CountCallback = quiet
) -> tuple[list[Figure], Reference]:
    """How each score tells faces (N, 3, 128, 128) from others, and the reference to keep beside the weights.

    Returns:
        ``AUC, KIND`` for each kind and ``AUC``, their mean, ``method`` being the score; and the reference, whose best
        score is the one with the greatest mean.
    """
    log_sigma, typical = known_by(engine, faces)
    known = scores(engine, faces, log_sigma, typical)
    found = []
    for done, (kind, crops) in enumerate(others.items()):
        strange = scores(engine, crops, log_sigma, typical)
        found += [Figure(PART, f"AUC, {kind}", auc(strange[name], known[name]), method=name) for name in SCORES]
        progress(done + 1)
    means = {name: float(np.mean([f.value for f in found if f.method == name])) for name in SCORES}
    best = max(means, key=lambda name: means[name])
    found += [Figure(PART, "AUC", value, method=name) for name, value in means.items()]
    checkpoint = file_hash(engine.weights)
    return found, Reference(
        checkpoint=checkpoint, log_sigma=log_sigma, typical=typical, best=best, quantiles=quantiles(known)
    )
