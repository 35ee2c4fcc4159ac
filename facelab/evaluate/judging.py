"""The judges applied: what they see in pictures, their thresholds, and how far they are to be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.errors import DataError
from facelab.model.checkpoint import load_network
from facelab.model.judges import AttributeJudge, IdentityJudge
from facelab.model.measures import verification_auc
from facelab.progress import CountCallback, quiet

Array = NDArray[np.float32]

ATTRIBUTES_FILE, IDENTITY_FILE = "attributes.safetensors", "identity.safetensors"
CHUNK = 100
FIT = 0.75
"""Balanced accuracy on validation faces below which a judge does not judge an attribute."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What the judges see in N pictures.

    Attributes:
        log_odds: (N, 40).
        features: (N, F), what the attribute judge reads.
        embedding: (N, E) of length 1, the identity judge's.
    """

    log_odds: Array
    features: Array
    embedding: Array

    def of(self, indices: NDArray[np.int64]) -> "Seen":
        """What is seen in some of the pictures."""
        return Seen(self.log_odds[indices], self.features[indices], self.embedding[indices])


@dataclass(frozen=True, eq=False)
class Judges:
    """Both judges. Attributes are read from a picture and its mirror image, and the mean is what counts."""

    attributes: AttributeJudge
    identity: IdentityJudge

    @torch.inference_mode()
    def see(self, pictures: Tensor) -> Seen:
        """Look at crops (N, 3, 128, 128), sRGB 0..1."""
        found = [self._see(chunk) for chunk in torch.split(pictures, CHUNK)]
        return Seen(*(np.concatenate(rows) for rows in zip(*found, strict=True)))

    def _see(self, pictures: Tensor) -> tuple[Array, Array, Array]:
        ways = [way.contiguous(memory_format=torch.channels_last) for way in (pictures, pictures.flip(3))]
        features = [self.attributes.features(way) for way in ways]
        mean = (features[0] + features[1]) / 2
        # The head is linear: the mean of two readings is the reading of the mean.
        return self.attributes.head(mean).numpy(), mean.numpy(), self.identity(ways[0]).numpy()

    def see_all(self, batches: Iterable[tuple[Tensor, Tensor]], progress: CountCallback = quiet) -> Seen:
        """Look at many crops (n, 3, 128, 128), n at a time; their labels are not used."""
        rows: list[Seen] = []
        for crops, _ in batches:
            rows.append(self.see(crops))
            progress(sum(len(row.log_odds) for row in rows))
        return Seen(*(np.concatenate([getattr(row, field.name) for row in rows]) for field in fields(Seen)))


def load_judges(folder: Path) -> Judges:
    """The judges of a folder.

    Raises:
        DataError: they are not there. WeightsError: they cannot be used.
    """
    paths = folder / ATTRIBUTES_FILE, folder / IDENTITY_FILE
    for path in paths:
        if not path.exists():
            raise DataError(
                "{path} is missing: name the folder of the judges (judges/ of FaceLab's source) by --judges.", path=path
            )
    return Judges(load_network(paths[0], AttributeJudge), load_network(paths[1], IdentityJudge))


@dataclass(frozen=True, eq=False)
class Standard:
    """What is chosen on validation faces.

    Attributes:
        thresholds: (40,), log-odds from which a face has the attribute: where balanced accuracy is best.
        balanced: (40,), that balanced accuracy.
    """

    thresholds: Array
    balanced: Array

    @property
    def fit(self) -> NDArray[np.bool_]:
        """(40,): which attributes the judge may judge."""
        return self.balanced >= FIT

    def has(self, log_odds: Array) -> NDArray[np.bool_]:
        """(N, 40): which attributes faces of these log-odds (N, 40) have."""
        return np.asarray(log_odds >= self.thresholds)


def standard(log_odds: Array, labels: Array) -> Standard:
    """The thresholds of best balanced accuracy for log-odds (N, 40) by labels (N, 40), unknown ones left out."""
    best = [_best(log_odds[:, k], labels[:, k]) for k in range(labels.shape[1])]
    thresholds, balanced = np.array(best, np.float32).T
    return Standard(thresholds, balanced)


def _best(log_odds: Array, labels: Array) -> tuple[float, float]:
    from sklearn.metrics import roc_curve  # slow to import

    known = labels >= 0
    truth = labels[known] > 0.5
    if truth.all() or not truth.any():
        return 0.0, 0.5
    false, true, thresholds = roc_curve(truth, log_odds[known])
    balanced = (true + 1 - false) / 2
    return float(thresholds[balanced.argmax()]), float(balanced.max())


def balanced_accuracy(has: NDArray[np.bool_], labels: Array) -> Array:
    """(40,) of decisions (N, 40) by labels (N, 40), unknown ones left out; 0.5 where only one kind is there."""
    present, absent = labels > 0.5, (labels >= 0) & (labels <= 0.5)
    counts = present.sum(0), absent.sum(0)
    right = [(has & present).sum(0), (~has & absent).sum(0)]
    rates = sum(r / np.maximum(c, 1) for r, c in zip(right, counts, strict=True)) / 2
    return np.where((counts[0] > 0) & (counts[1] > 0), rates, 0.5).astype(np.float32)


def same_person(embedding: Array, identities: Tensor) -> tuple[float, float]:
    """Verification AUC of the identity judge, and its mean cosine of two pictures of one person."""
    auc = verification_auc(torch.from_numpy(embedding), identities)
    who = identities.numpy()
    pairs = np.triu((who[:, None] == who[None, :]) & (who >= 0)[:, None], 1)
    rows, columns = np.nonzero(pairs)
    cosines = np.einsum("ne,ne->n", embedding[rows], embedding[columns])
    return auc, float(cosines.mean()) if len(cosines) else float("nan")
