"""Faces drawn from the prior: whether they look like faces, are as varied as faces are, and are nobody trained on."""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.evaluate.distances import kernel_distance, precision_recall
from facelab.evaluate.edits import Bench
from facelab.evaluate.figures import Figure
from facelab.model.judges import IdentityJudge
from facelab.model.upsampler import enlarge
from facelab.model.vae import shrink
from facelab.pipeline.engine import Engine
from facelab.progress import CountCallback, quiet

Array = NDArray[np.float32]

PART = "samples"
DRAWN = 1000
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


def figures(bench: Bench, drawn: Tensor, gaussian: Tensor, trained: Array) -> tuple[list[Figure], NDArray[np.int64]]:
    """Samples against real held-out faces, and against those trained on.

    Args:
        bench: judges and held-out faces.
        drawn: samples (N, 3, 128, 128).
        gaussian: the same of ``gaussian_pictures``.
        trained: (M, E), identity embeddings of the training faces.

    Returns:
        ``kernel distance`` to real faces (on the attribute judge's features) and, to compare, that of the Gaussian over
        components; ``precision`` and ``recall``; ``nearest training face``: mean and largest cosine of identity, and
        the same of held-out faces; and (N,) which training face is nearest to each sample.
    """
    real = bench.seen.features[:DRAWN] / bench.scale
    seen = bench.judges.see(drawn)
    made, plain = seen.features / bench.scale, bench.judges.see(gaussian).features / bench.scale
    precision, recall = precision_recall(real, made)
    near, others = seen.embedding @ trained.T, bench.seen.embedding[:DRAWN] @ trained.T
    found = {
        "kernel distance": kernel_distance(made, real),
        "kernel distance of a Gaussian over components": kernel_distance(plain, real),
        "precision": precision,
        "recall": recall,
        "nearest training face": float(near.max(1).mean()),
        "nearest training face, largest": float(near.max()),
        "nearest training face of held-out faces": float(others.max(1).mean()),
        "nearest training face of held-out faces, largest": float(others.max()),
    }
    return [Figure(PART, name, value) for name, value in found.items()], near.argmax(1)
