"""Making the attributes file of a checkpoint from labelled faces."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.errors import DataError, Hint, Message, WeightsError, require_extra
from facelab.latent.attribute_file import Array, Attributes
from facelab.latent.directions import as_strong, mean_vectors, means_without, partial_vectors
from facelab.latent.disentangling import FACES, Reader, disentangle
from facelab.latent.lenses import lens_brightness, without_sunglasses
from facelab.latent.probes import fit_probes, score
from facelab.latent.regions import regions
from facelab.model.checkpoint import structure_hash
from facelab.model.measures import face_psnr
from facelab.model.precision import fast_arithmetic
from facelab.model.vae import ConvVAE

Matrix = NDArray[np.float64]
Batches = Callable[[], Iterable[tuple[Tensor, Tensor]]]
"""A split of labelled faces: gives crops (n, 3, 128, 128), sRGB 0..1, and labels (n, 40) (1, 0, or -1), n at a time."""
Progress = Callable[[str, int], None]
"""Called with what is done, and how much of it (faces or attributes)."""

RECONSTRUCTED = 1000
CHUNK = 100


@dataclass(frozen=True)
class Split:
    """Encoded faces: ``mu`` of s (N, S), ``labels`` (N, 40) and how bright their ``lenses`` are (N,), float64."""

    mu: Matrix
    labels: Matrix
    lenses: Matrix


@torch.no_grad()
def build(
    vae: ConvVAE,
    checkpoint_hash: str,
    train: Batches,
    valid: Batches,
    test: Batches,
    progress: Progress | None = None,
    region_faces: int = 300,
    readers: Sequence[Reader] = (),
) -> Attributes:
    """Everything that is kept about the attributes in a checkpoint's latent space.

    On the network's own device, every face encoded once; the same faces give the same file on the same processor.

    Args:
        vae: the checkpoint's network, in evaluation mode.
        checkpoint_hash: SHA-256 of its file.
        train: faces that vectors, probes and regions come from.
        valid: faces that calibrate the probes.
        test: faces for the scores, and (the first thousand) for reconstruction.
        progress: called after every step.
        region_faces: training faces that the regions are found on.
        readers: networks that see what an edit changes beside, so that the vectors can spare it (``disentangle``);
            without any the partial vectors stay as the labels give them.

    Raises:
        DataError: a split without labelled faces, or scikit-learn is missing.
    """
    require_extra(Message("Building attributes"), "sklearn")  # before the minutes of encoding
    note = progress or (lambda _what, _done: None)
    fitting, calibrating, testing = (
        _encoded(vae, batches, name, note)
        for name, batches in (("training", train), ("validation", valid), ("test", test))
    )
    note("fitting probes", 0)
    probes = fit_probes((fitting.mu, fitting.labels), (calibrating.mu, calibrating.labels))
    shown = probes(testing.mu)
    labels = without_sunglasses(fitting.labels, fitting.lenses)
    mean, partial = mean_vectors(fitting.mu, labels), partial_vectors(fitting.mu, labels)
    vectors, few = _single(as_strong(partial.vectors, mean, probes.weights)), _single(fitting.mu[:region_faces])
    where = regions(vae, few, vectors, note)
    if readers:  # the regions stay: what a spared smile moves beside would take in the skin under the nose
        vectors = disentangle(vae, vectors, probes, where, _first(train(), FACES), readers, note)
    return Attributes(
        checkpoint=checkpoint_hash,
        structure=structure_hash(vae),
        mean_vectors=_single(mean),
        partial_vectors=vectors,
        probe_weights=_single(probes.weights),
        probe_bias=_single(probes.bias),
        residual_covariance=_single(partial.residual_covariance),
        regions=where,
        scores=score(shown, testing.labels),
        probe_std=_single(shown.std(0)),
        poor_reconstruction=poor_reconstruction(vae, test(), note),
        means_without=_single(means_without(fitting.mu, labels)),
    )


def rebind(known: Attributes, vae: ConvVAE, checkpoint_hash: str, test: Batches) -> Attributes:
    """The attributes of a checkpoint that shares its structure with the one they were built for.

    Args:
        known: what was built before.
        vae: the checkpoint's network; checkpoint_hash: SHA-256 of its file.
        test: faces for ``poor_reconstruction``.

    Raises:
        WeightsError: the structure is another.
    """
    if known.structure != structure_hash(vae):
        raise WeightsError(
            "The attributes to reuse are of another structure; build them anew{hint}.", hint=Hint(", without --reuse")
        )
    return replace(known, checkpoint=checkpoint_hash, poor_reconstruction=poor_reconstruction(vae, test()))


def _single(values: Matrix) -> Array:
    return np.ascontiguousarray(values, np.float32)


def _encoded(vae: ConvVAE, batches: Batches, name: str, note: Progress) -> Split:
    mus, labels, lenses, done = [], [], [], 0
    for crops, known in batches():
        mus.append(structure_of(vae, crops).cpu().numpy())
        labels.append(known.cpu().numpy())
        lenses.append(lens_brightness(crops).cpu().numpy())
        done += len(crops)
        note(f"encoding {name} faces", done)
    if not any((known >= 0).any() for known in labels):
        raise DataError("The {name} faces have no labels; prepare a source with labels to build attributes.", name=name)
    return Split(*(np.concatenate(rows).astype(np.float64) for rows in (mus, labels, lenses)))


def structure_of(vae: ConvVAE, crops: Tensor) -> Tensor:
    """mu of s, (N, S), of crops (N, 3, 128, 128): ``vae.encode`` without the detail, at a fraction of its cost."""
    crops = crops.to(vae.log_sigma.device, memory_format=torch.channels_last)
    with fast_arithmetic(crops.device.type):
        return vae.encode_structure(crops).mean


@torch.no_grad()
def poor_reconstruction(
    vae: ConvVAE, batches: Iterable[tuple[Tensor, Tensor]], progress: Progress | None = None
) -> float:
    """Face PSNR in dB that 95 of 100 faces exceed when encoded and decoded, over the first thousand."""
    figures: list[float] = []
    for crops, _ in _first(batches, RECONSTRUCTED):
        crops = crops.to(vae.log_sigma.device, memory_format=torch.channels_last)
        figures += face_psnr(vae.decode(vae.encode(crops).mode()), crops).tolist()
        if progress:
            progress("reconstructing test faces", len(figures))
    return float(np.quantile(figures, 0.05))


def _first(batches: Iterable[tuple[Tensor, Tensor]], limit: int) -> Iterator[tuple[Tensor, Tensor]]:
    for crops, labels in batches:
        yield from zip(crops[:limit].split(CHUNK), labels[:limit].split(CHUNK), strict=True)
        limit -= len(crops)
        if limit <= 0:
            return
