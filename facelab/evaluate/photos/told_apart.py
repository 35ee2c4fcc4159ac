"""Told apart: how well a fresh network tells edited faces from unedited ones; 0.5 is a perfect forgery.

The network starts from nothing, learns from heads that nothing else is measured on, and is thrown away. It is never
part of a loss, and what was part of one never starts it. It is shown what gives forgeries away: not the pixels, of
which some thousand heads teach it next to nothing, but how strong their high frequencies are from cell to cell, beside
the colours (as Fridrich and Kodovský 2012 look at residuals of pictures for what was hidden in them).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.layers import channels_last
from facelab.progress import CountCallback, quiet

Array = NDArray[np.float64]
Pixels = NDArray[np.uint8]
Maps = NDArray[np.float32]
"""(14, 32, 32): see ``maps``."""

CELLS = 32
"""Along each side of the crop."""
_BANDS = (0.7, 1.4, 2.8)  # standard deviations of blurs, in pixels, between which bands of luma lie
_LEAST = 0.1  # levels beside which a band is nothing
CHUNK = 200


@dataclass(frozen=True)
class Training:
    """How the network is made and taught; these are the values that count.

    Attributes:
        widths: channels of its four convolutions, the second and the last of which halve the resolution.
        dropout: before the last layer.
        steps, batch: of training.
        learning_rate, weight_decay: of AdamW; the rate rises over ``warmup`` steps and falls to 0 in a straight line.
        seeds: one network each.
    """

    widths: tuple[int, ...] = (32, 48, 64, 96)
    dropout: float = 0.5
    steps: int = 400
    batch: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 5e-2
    warmup: int = 30
    seeds: tuple[int, ...] = (0, 1, 2)


def maps(crop: Pixels) -> Maps:
    """What a network is shown of a crop (256, 256, 3), sRGB, in each of 32 x 32 cells.

    Returns:
        (14, 32, 32): the three colours; of three bands of luma the logarithm of mean, largest and small absolute
        values; of both differences of colour that of the mean of their finest band.
    """
    luma, *chroma = np.moveaxis(cv2.cvtColor(crop, cv2.COLOR_RGB2YCrCb).astype(np.float32), 2, 0)
    found = [*np.moveaxis(_mean(crop.astype(np.float32) / np.float32(255)), 2, 0)]
    blurred = [luma, *(cv2.GaussianBlur(luma, (0, 0), width) for width in _BANDS)]
    for fine, coarse in pairwise(blurred):
        band = np.abs(fine - coarse)
        cells = band.reshape(CELLS, -1, CELLS, band.shape[1] // CELLS)
        small = np.quantile(cells, 0.25, axis=(1, 3)).astype(np.float32)
        found += [np.log(values + _LEAST) for values in (_mean(band), cells.max((1, 3)), small)]
    for plane in map(np.ascontiguousarray, chroma):
        found.append(np.log(_mean(np.abs(plane - cv2.GaussianBlur(plane, (0, 0), 1))) + _LEAST))
    return np.stack(found).astype(np.float32)


def _mean(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.resize(plane, (CELLS, CELLS), interpolation=cv2.INTER_AREA), np.float32)


class Detector(nn.Module):
    """Maps (N, 14, 32, 32) to the log-odds (N,) of being edited."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, training: Training, like: Tensor) -> None:
        """``like``: maps (N, 14, 32, 32) whose mean and deviation are taken for what is usual."""
        super().__init__()
        self.register_buffer("mean", like.mean((0, 2, 3), keepdim=True))
        self.register_buffer("deviation", like.std((0, 2, 3), keepdim=True) + 1e-6)
        widths = like.shape[1], *training.widths
        levels = [_level(a, b, 1 + number % 2) for number, (a, b) in enumerate(pairwise(widths))]
        last = nn.Dropout(training.dropout), nn.Linear(16 * widths[-1], 1)
        self.layers = channels_last(nn.Sequential(*levels, nn.AdaptiveAvgPool2d(4), nn.Flatten(), *last))

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        odds: Tensor = self.layers((x - self.mean) / self.deviation)[:, 0]
        return odds


def _level(before: int, width: int, stride: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(before, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU())


def train(seen: Tensor, edited: Tensor, training: Training, seed: int, progress: CountCallback = quiet) -> Detector:
    """A network that tells edited faces from unedited ones, mirrored by chance.

    Args:
        seen: maps (N, 14, 32, 32). edited: (N,) float32, 1 for those that are.
        training: how. seed: of weights and order. progress: of steps.
    """
    with torch.random.fork_rng([]):
        torch.manual_seed(seed)
        network = Detector(training, seen)
        optimiser = torch.optim.AdamW(network.parameters(), training.learning_rate, weight_decay=training.weight_decay)
        for step, rows in enumerate(_batches(len(seen), training)):
            for group in optimiser.param_groups:
                group["lr"] = training.learning_rate * _rate(step, training)
            loss = F.binary_cross_entropy_with_logits(network(_mirrored(seen[rows])), edited[rows])
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


def _mirrored(seen: Tensor) -> Tensor:
    """Half of them, by chance."""
    return torch.where(torch.rand(len(seen), 1, 1, 1) < 0.5, seen.flip(3), seen)


@torch.inference_mode()
def score(network: Detector, seen: Tensor) -> Array:
    """Log-odds (N,) of being edited, of maps (N, 14, 32, 32)."""
    return torch.cat([network(chunk) for chunk in torch.split(seen, CHUNK)]).double().numpy()


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
