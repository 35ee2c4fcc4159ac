"""Told apart: how well a fresh network tells edited faces from unedited ones; 0.5 is a perfect forgery.

The network starts from nothing, learns from heads that nothing else is measured on, and is thrown away. It is never
part of a loss, and what was part of one never starts it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.evaluate.progress import ProgressCallback, quiet
from facelab.model.layers import channels_last
from facelab.model.precision import fast_arithmetic

Array = NDArray[np.float64]
Pixels = NDArray[np.uint8]

CHUNK = 50


@dataclass(frozen=True)
class Training:
    """How the network is made and taught; these are the values that count.

    Attributes:
        widths: channels of its levels of two convolutions, from a quarter of the crop's resolution down by halves.
        dropout: before the last layer.
        steps, batch: of training.
        learning_rate, weight_decay: of AdamW; the rate rises over ``warmup`` steps and falls to 0 in a straight line.
        seeds: one network each.
    """

    widths: tuple[int, ...] = (24, 48, 96, 128)
    dropout: float = 0.3
    steps: int = 600
    batch: int = 24
    learning_rate: float = 1e-3
    weight_decay: float = 1e-2
    warmup: int = 30
    seeds: tuple[int, ...] = (0, 1, 2)


def _network(training: Training) -> nn.Sequential:
    """Crops (N, 12, 128, 128), of 256 x 256 pixels by squares of four, to the log-odds (N, 1) of being edited."""
    levels = [_level(before, width) for before, width in pairwise((12, *training.widths))]
    head = nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Dropout(training.dropout), nn.Linear(4 * training.widths[-1], 1)
    return channels_last(nn.Sequential(*levels, *head))


def _level(before: int, width: int) -> nn.Sequential:
    coarser = nn.Conv2d(before, width, 3, 2, 1, bias=False), nn.GroupNorm(8, width), nn.SiLU()
    return nn.Sequential(*coarser, nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.GroupNorm(8, width), nn.SiLU())


def train(
    crops: Tensor, edited: Tensor, training: Training, seed: int, progress: ProgressCallback = quiet
) -> nn.Sequential:
    """A network that tells edited crops from unedited ones.

    Args:
        crops: (N, 256, 256, 3) uint8, sRGB. edited: (N,) float32, 1 for those that are.
        training: how. seed: of weights and order. progress: of steps.
    """
    with torch.random.fork_rng([]):
        torch.manual_seed(seed)
        network = _network(training)
        optimiser = torch.optim.AdamW(network.parameters(), training.learning_rate, weight_decay=training.weight_decay)
        for step, rows in enumerate(_batches(len(crops), training)):
            for group in optimiser.param_groups:
                group["lr"] = training.learning_rate * _rate(step, training)
            loss = _loss(network, _squares(_mirrored(crops[rows])), edited[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            progress(step + 1)
    return network.eval()


def _batches(count: int, training: Training) -> Iterator[Tensor]:
    """Rows of each step: all of them in a new order again and again."""
    order = torch.empty(0, dtype=torch.int64)
    for _ in range(training.steps):
        if len(order) < training.batch:
            order = torch.cat([order, torch.randperm(count)])
        rows, order = order[: training.batch], order[training.batch :]
        yield rows


def _rate(step: int, training: Training) -> float:
    return min(1.0, (step + 1) / training.warmup) * (1 - step / training.steps)


def _loss(network: nn.Sequential, pictures: Tensor, edited: Tensor) -> Tensor:
    with fast_arithmetic():
        said = network(pictures)[:, 0]
    return F.binary_cross_entropy_with_logits(said.float(), edited)


def _squares(crops: Tensor) -> Tensor:
    pictures = F.pixel_unshuffle(crops.permute(0, 3, 1, 2).float() / 255, 2)
    return ((pictures - 0.5) * 3).contiguous(memory_format=torch.channels_last)


def _mirrored(crops: Tensor) -> Tensor:
    """Half of them, by chance."""
    return torch.where(torch.rand(len(crops), 1, 1, 1) < 0.5, crops.flip(2), crops)


@torch.inference_mode()
def score(network: nn.Sequential, crops: Pixels) -> Array:
    """Log-odds (N,) of being edited, of crops (N, 256, 256, 3)."""
    said = [network(_squares(chunk))[:, 0] for chunk in torch.split(torch.from_numpy(crops), CHUNK)]
    return torch.cat(said).double().numpy()


@dataclass(frozen=True, eq=False)
class Scored:
    """What networks said of one photo.

    Attributes:
        person: whose it is, for the interval over faces.
        source: edited faces are compared with unedited ones of theirs.
        scores: (S,), one of each seed.
    """

    person: str
    source: str
    scores: Array


def auc(edited: Sequence[Scored], unedited: Sequence[Scored]) -> float:
    """Mean over the seeds of the chance that an edited face scores above an unedited one of the same source."""
    ahead, pairs = _ahead(edited, unedited)
    return float(ahead.sum() / pairs.sum()) if pairs.any() else float("nan")


def interval(edited: Sequence[Scored], unedited: Sequence[Scored], draws: int = 1000, seed: int = 0) -> Array:
    """(2,), the 95 % interval of ``auc`` over faces: by drawing people with replacement (Efron 1979)."""
    ahead, pairs = _ahead(edited, unedited)
    people = sorted({one.person for one in (*edited, *unedited)})
    number = {person: at for at, person in enumerate(people)}
    rows, columns = ([number[one.person] for one in ones] for ones in (edited, unedited))
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        times = np.bincount(rng.integers(len(people), size=len(people)), minlength=len(people))
        weights = np.outer(times[rows], times[columns])
        if (weights * pairs).any():
            found.append((weights * ahead).sum() / (weights * pairs).sum())
    return np.percentile(found, [2.5, 97.5]) if found else np.full(2, np.nan)


def _ahead(edited: Sequence[Scored], unedited: Sequence[Scored]) -> tuple[Array, Array]:
    """Two (E, U): how often the edited face is ahead, mean over seeds; and whether the two are of one source."""
    one = np.stack([each.scores for each in edited])[:, None]
    other = np.stack([each.scores for each in unedited])[None]
    same = np.array([[a.source == b.source for b in unedited] for a in edited], np.float64)
    return ((one > other) + 0.5 * (one == other)).mean(-1) * same, same
