"""Evaluation of the latent: linear probes against labels, KL of each dimension, and whether the decoder shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.evaluate.figures import Figure
from facelab.evaluate.judging import Judges, Standard, balanced_accuracy, standard
from facelab.latent.attribute_file import Attributes
from facelab.latent.probes import log_odds, score
from facelab.model.vae import ConvVAE
from facelab.progress import CountCallback, quiet

Array = NDArray[np.float32]
Batches = Callable[[], Iterable[tuple[Tensor, Tensor]]]

PART = "latent"
ACTIVE = 0.01
"""Variance over faces of a dimension's mean from which it is active (Burda et al. 2016, section 5)."""
BINS = 10


@dataclass(frozen=True, eq=False)
class Encoded:
    """Encoded faces: probes (N, 40), their labels (N, 40), mean and KL in nats of s, (N, S)."""

    probes: Array
    labels: Array
    mean: Array
    kl: Array


@torch.inference_mode()
def encode(
    vae: ConvVAE, attributes: Attributes, batches: Iterable[tuple[Tensor, Tensor]], progress: CountCallback = quiet
) -> Encoded:
    """Encode labelled crops (n, 3, 128, 128)."""
    rows = []
    for crops, labels in batches:
        s, _ = vae.encode(crops).split((vae.config.structure.latents, vae.config.details))
        rows.append((log_odds(s.mean.numpy(), attributes), labels.numpy(), s.mean.numpy(), s.kl().numpy()))
        progress(sum(len(row[0]) for row in rows))
    return Encoded(*(np.concatenate(column) for column in zip(*rows, strict=True)))


@torch.inference_mode()
def redrawn(
    vae: ConvVAE, judges: Judges, batches: Iterable[tuple[Tensor, Tensor]], progress: CountCallback = quiet
) -> Array:
    """What the judge reads from decode(mu): log-odds (N, 40)."""
    rows: list[Array] = []
    for crops, _ in batches:
        rows.append(judges.see(vae.decode(vae.encode(crops).mode())).log_odds)
        progress(sum(map(len, rows)))
    return np.concatenate(rows)


def figures(valid: Encoded, test: Encoded, judge: Standard, seen: Array, shown: Array) -> list[Figure]:
    """Linear probes and judge against the labels, information, agreement.

    Args:
        valid: encoded validation faces, on which thresholds are chosen.
        test: encoded test faces.
        judge: the judge's thresholds.
        seen, shown: (N, 40) log-odds that the judge reads from the test pictures, and from decode(mu).

    Returns:
        By attribute, and as means over the 40: ``accuracy`` and ``calibration error`` at log-odds 0, ``balanced
        accuracy`` at the best threshold on valid, ``auc``; the same of the judge (``judge ...``); ``agreement``: how
        often probe of mu and judge of decode(mu) say the same, and the ``correlation`` of their log-odds. Of all:
        ``kl`` in nats, ``active units``, and ``kl`` of each dimension (attribute "s 0", "s 1", ...).
    """
    thresholds = standard(valid.probes, valid.labels)
    labels = test.labels.astype(np.float64)
    scores, judged = (score(shown.astype(np.float64), labels) for shown in (test.probes, seen))
    columns = {
        "accuracy": scores["accuracy"],
        "balanced accuracy": balanced_accuracy(thresholds.has(test.probes), test.labels),
        "auc": scores["auc"],
        "calibration error": calibration_error(test.probes, test.labels),
        "judge accuracy": judged["accuracy"],
        "judge balanced accuracy": balanced_accuracy(judge.has(seen), test.labels),
        "judge auc": judged["auc"],
        "judge recall": _recall(judge.has(seen), test.labels),
        "agreement": (thresholds.has(test.probes) == judge.has(shown)).mean(0),
        "correlation": _correlation(test.probes, shown),
    }
    found = [Figure(PART, name, float(np.nanmean(column))) for name, column in columns.items()]
    found += [
        Figure(PART, name, float(column[k]), attribute)
        for name, column in columns.items()
        for k, attribute in enumerate(ATTRIBUTES)
    ]
    dimensions = test.kl.mean(0)
    found.append(Figure(PART, "kl", float(dimensions.sum())))
    found.append(Figure(PART, "active units", int((test.mean.var(0) > ACTIVE).sum())))
    return found + [Figure(PART, "kl", float(nats), f"s {k}") for k, nats in enumerate(dimensions)]


def calibration_error(shown: Array, labels: Array) -> Array:
    """Expected calibration error (Guo et al. 2017, equation 3) of log-odds (N, 40), ten bins of probability: (40,)."""
    probability, known, truth = 1 / (1 + np.exp(-shown.astype(np.float64))), labels >= 0, labels > 0.5
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    gaps = np.stack([((probability - truth) * (known & (bins == b))).sum(0) for b in range(BINS)])
    return np.asarray(np.abs(gaps).sum(0) / np.maximum(known.sum(0), 1), np.float32)


def _recall(has: NDArray[np.bool_], labels: Array) -> Array:
    present = labels > 0.5
    rates = (has & present).sum(0) / np.maximum(present.sum(0), 1)
    return np.asarray(np.where(present.any(0), rates, np.nan), np.float32)


def _correlation(a: Array, b: Array) -> Array:
    x, y = a - a.mean(0), b - b.mean(0)
    lengths = np.maximum(np.linalg.norm(x, axis=0) * np.linalg.norm(y, axis=0), 1e-9)
    return np.asarray((x * y).sum(0) / lengths, np.float32)
