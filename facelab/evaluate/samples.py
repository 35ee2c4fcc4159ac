"""Faces drawn from the prior: whether they look like faces, are as varied as faces are, and are nobody trained on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.evaluate.distances import kernel_distance, precision_recall
from facelab.evaluate.figures import Figure
from facelab.evaluate.judging import Judges, Seen
from facelab.model.judges import IdentityJudge
from facelab.model.upsampler import enlarge
from facelab.model.vae import shrink
from facelab.pipeline.engine import Engine
from facelab.progress import CountCallback, quiet

Array = NDArray[np.float32]

PART = "samples"
SET = 1000
"""Faces, and as many draws, that one figure is of: among more, balls are smaller, and precision and recall lower."""
SETS = 4
"""Disjoint sets of faces, each with draws of its own, that a figure is the mean of, at most."""
SMALL = 64
"""Side in pixels at which draws are looked at once more: specks do not count there."""
COMPONENTS = 512
FITTED = 8000
"""Training faces that the components are found on."""


def draw(engine: Engine, count: int, seed: int = 0) -> Tensor:
    """Faces (count, 3, 128, 128) of the prior."""
    return torch.from_numpy(engine.sample(count, seed)).permute(0, 3, 1, 2)


def gaussian_pictures(crops: Iterable[Tensor], count: int, components: int = COMPONENTS, seed: int = 0) -> Tensor:
    """Draws of a Gaussian over principal components of pictures at 64 x 64, enlarged: what a VAE must better.

    Args:
        crops: training crops, (n, 3, 128, 128) each.
        count: how many to draw.
        components: how many; fewer where there are fewer pictures.
        seed: of the components' search and of the draws.
    """
    small = torch.cat([shrink(chunk, 64).flatten(1) for chunk in crops])
    mean = small.mean(0)
    with torch.random.fork_rng([]):
        torch.manual_seed(seed)
        _, spread, basis = torch.pca_lowrank(small - mean, q=min(components, len(small) - 1), center=False)
    eps = torch.randn(count, len(spread), generator=torch.Generator().manual_seed(seed))
    pictures = mean + eps * (spread / np.sqrt(len(small) - 1)) @ basis.T
    return enlarge(pictures.view(count, 3, 64, 64)).clamp(0, 1)


@torch.inference_mode()
def identities(judge: IdentityJudge, batches: Iterable[Tensor], progress: CountCallback = quiet) -> Array:
    """Embeddings (N, E) of crops (n, 3, 128, 128), n at a time."""
    rows: list[Array] = []
    for crops in batches:
        rows.append(judge(crops).numpy())
        progress(sum(map(len, rows)))
    return np.concatenate(rows)


@dataclass(frozen=True, eq=False)
class SeenTwice:
    """What the judges see in N pictures: as they are, and brought to SMALL pixels a side."""

    whole: Seen
    small: Seen


def look(judges: Judges, pictures: Tensor) -> SeenTwice:
    """Look at pictures (N, 3, 128, 128)."""
    return SeenTwice(judges.see(pictures), judges.see(blurred(pictures)))


def blurred(pictures: Tensor) -> Tensor:
    """Pictures (N, 3, 128, 128) brought to SMALL pixels a side, and enlarged again for the judges."""
    return enlarge(shrink(pictures, SMALL)).clamp(0, 1)


def sets(count: int) -> list[slice]:
    """Which of so many faces draws are compared with, set by set; one smaller set where there are too few."""
    whole = min(count // SET, SETS)
    return [slice(k * SET, (k + 1) * SET) for k in range(whole)] or [slice(0, count)]


def figures(real: SeenTwice, made: Sequence[SeenTwice], gaussian: Seen, trained: Array) -> list[Figure]:
    """Samples against real held-out faces, and against those trained on.

    Args:
        real: held-out faces.
        made: as many samples for each of ``sets`` of them.
        gaussian: pictures of ``gaussian_pictures``.
        trained: (M, E), identity embeddings of the training faces.

    Returns:
        Mean over the sets and its standard error of ``kernel distance`` to real faces (on the attribute judge's
        features), ``precision`` and ``recall``, and the same at SMALL pixels a side; to compare, the kernel distance of
        the Gaussian over components; ``nearest training face``: mean and largest cosine of identity, and the same of
        held-out faces.
    """
    scale, small = (usual(seen.features) for seen in (real.whole, real.small))
    parts = sets(len(real.whole.features))
    whole = [
        compared(real.whole.features[part] / scale, drawn.whole.features / scale)
        for part, drawn in zip(parts, made, strict=True)
    ]
    at_small = [
        compared(real.small.features[part] / small, drawn.small.features / small)
        for part, drawn in zip(parts, made, strict=True)
    ]
    plain = [kernel_distance(gaussian.features / scale, real.whole.features[part] / scale) for part in parts]
    near = np.concatenate([cosines(drawn.whole, trained) for drawn in made])
    others = cosines(real.whole.of(np.arange(parts[-1].stop)), trained)
    found = {
        **_means(whole, ""),
        **_means(at_small, f" at {SMALL} x {SMALL}"),
        "kernel distance of a Gaussian over components": float(np.mean(plain)),
        "nearest training face": float(near.mean()),
        "nearest training face, largest": float(near.max()),
        "nearest training face of held-out faces": float(others.mean()),
        "nearest training face of held-out faces, largest": float(others.max()),
    }
    return [Figure(PART, name, value) for name, value in found.items()]


def usual(features: Array) -> Array:
    """(F,): standard deviation of features (N, F)."""
    return np.asarray(np.maximum(features.std(0), 1e-6))


def compared(real: Array, made: Array) -> tuple[float, float, float]:
    """Kernel distance, precision and recall of made features (M, F) beside real ones (N, F)."""
    return kernel_distance(made, real), *precision_recall(real, made)


def _means(rows: Sequence[tuple[float, float, float]], where: str) -> dict[str, float]:
    """Of the figures of ``compared`` for each set: their means, and the standard errors of those."""
    found: dict[str, float] = {}
    for name, values in zip(("kernel distance", "precision", "recall"), zip(*rows, strict=True), strict=True):
        found[name + where] = float(np.mean(values))
        if len(rows) > 1:
            found[f"{name}{where}, standard error"] = float(np.std(values, ddof=1) / np.sqrt(len(rows)))
    return found


def cosines(seen: Seen, trained: Array) -> Array:
    """(N,): cosine of identity with the nearest of the faces trained on, embeddings (M, E)."""
    return np.asarray((seen.embedding @ trained.T).max(1))


def nearest(made: Sequence[SeenTwice], trained: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which samples, the one that is likest to a training face first, and which training face is nearest to each."""
    alike = np.concatenate([drawn.whole.embedding for drawn in made]) @ trained.T
    order = np.argsort(-alike.max(1), kind="stable")
    return order, alike.argmax(1)[order]
