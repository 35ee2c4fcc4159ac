"""The stage discriminant: who is seen in s, in closed form from faces whose people are known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from facelab.data.folder import open_split
from facelab.latent.identity import Identity, fit_identity, save_identity
from facelab.model.checkpoint import structure_hash
from facelab.model.measures import verification_auc
from facelab.train.config import Config
from facelab.train.latents import encoded, encoder_of

Matrix = NDArray[np.float64]


def fit_discriminant(config: Config, path: Path, *, dry_run: bool) -> None:
    """Fit a discriminant on training faces, see on validation faces how well it tells people apart, and write it.

    Raises:
        DataError, WeightsError: what it starts from is missing or unfit.
    """
    structure = structure_hash(encoder_of(config))
    fitted = fit_identity(structure, *_faces(config, "valid" if dry_run else "train"))
    identity, auc = calibrated(fitted, *_faces(config, "valid"))
    save_identity(path, identity, {"auc": auc})


def calibrated(identity: Identity, s: Matrix, people: NDArray[np.int64]) -> tuple[Identity, float]:
    """With the medians of cosines of one person's faces and of two people's; and the verification AUC."""
    known = people >= 0
    embedded, people = identity.embed(s[known].astype(np.float32)), people[known]
    rows, columns = np.triu_indices(len(people), 1)
    cosines, one = (embedded @ embedded.T)[rows, columns], people[rows] == people[columns]
    auc = verification_auc(torch.from_numpy(embedded), torch.from_numpy(people))
    return replace(identity, same=float(np.median(cosines[one])), others=float(np.median(cosines[~one]))), auc


def _faces(config: Config, split: str) -> tuple[Matrix, NDArray[np.int64]]:
    mu = encoded(config, split, torch.device("cpu")).mu
    return mu.double().numpy(), open_split(config.data, split).identities.numpy()
