"""Anomaly detection: how unlike the faces that a VAE has learned a crop is, by what a VAE offers to say so.

Five scores, each greater for what is stranger: the reconstruction's error (An & Cho 2015), how far the structure lies
from the prior's mean, the evidence lower bound, the density of the structure, and typicality. A likelihood alone
prefers plain pictures to those it has learned (Nalisnick et al. 2019a): a picture of one colour is well drawn and lies
near the mean, where no face does, for in many dimensions all of a Gaussian lies near a sphere around it. Typicality
takes what is too near for as strange as what is too far (Nalisnick et al. 2019b). Which score tells faces from what is
none is measured: ``facelab evaluate --only anomaly``, whose anomaly.json lies beside the weights as NAME.anomaly.json.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from torch import Tensor

from facelab.canonical import ellipse_radius
from facelab.errors import Hint, WeightsError
from facelab.latent.priors import Prior, whitened
from facelab.model.likelihood import elbo
from facelab.model.vae import ConvVAE

Array = NDArray[np.float64]

SCORES: Mapping[str, str] = {
    "reconstruction": "error of the reconstruction",
    "norm": "Mahalanobis norm of s",
    "bound": "− ELBO in nats",
    "density": "− log p(s) in nats",
    "typicality": "norm of s off that of faces",
}
"""The scores by name, and what each is."""
PERCENTS = np.arange(101.0)
SEED = 1
"""Of the draw that the bound is estimated by."""

Quantiles = Annotated[tuple[float, ...], Field(min_length=len(PERCENTS), max_length=len(PERCENTS))]


class Reference(BaseModel):
    """How strange faces are that the model has not been trained on.

    Attributes:
        checkpoint: SHA-256 of the weights that it was measured with.
        log_sigma: logarithm of the deviation of p(x | z) that is likeliest for those faces.
        typical: median of their Mahalanobis norm.
        best: the score that tells faces best from what is none.
        quantiles: of each score, its percentiles 0 to 100 over those faces.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    checkpoint: str
    log_sigma: float
    typical: float
    best: str
    quantiles: dict[str, Quantiles]

    def strangeness(self, vae: ConvVAE, s: Tensor) -> Array:
        """Of s (N, S) the share in percent of known faces that are less strange, 0..100, by typicality alone."""
        off = np.abs(norms(vae, s) - self.typical)
        return self.percentiles({"typicality": off})["typicality"]

    def percentiles(self, scores: Mapping[str, Array]) -> dict[str, Array]:
        """Of each score (N,), the share in percent of known faces that are less strange, 0..100."""
        return {name: np.interp(values, self.quantiles[name], PERCENTS) for name, values in scores.items()}


def quantiles(scores: Mapping[str, Array]) -> dict[str, tuple[float, ...]]:
    """The percentiles of each score (N,) of known faces."""
    return {name: tuple(np.percentile(values, PERCENTS).tolist()) for name, values in scores.items()}


def anomaly_path(checkpoint: Path) -> Path:
    """Where a checkpoint's reference lies: beside it, ``NAME.anomaly.json``."""
    return checkpoint.with_suffix(".anomaly.json")


def read_reference(path: Path, checkpoint: str) -> Reference:
    """The reference of some weights.

    Args:
        path: its file. checkpoint: SHA-256 of the weights.

    Raises:
        WeightsError: there is none, or it is damaged or of other weights.
    """
    try:
        found = Reference.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise WeightsError(
            "{path} is missing, which says how strange faces are{hint}.",
            path=path,
            hint=Hint("; make it with: facelab evaluate --only anomaly --split valid"),
        ) from error
    except (OSError, ValidationError) as error:
        raise WeightsError("{path} is damaged; get a fresh copy of it.", path=path) from error
    if found.checkpoint != checkpoint:
        raise WeightsError("{path} was measured with other weights; measure it anew.", path=path)
    return found


def norms(vae: ConvVAE, s: Tensor) -> Array:
    """The Mahalanobis norm (N,) of s (N, S): standard deviations of the prior from its mean."""
    found: Array = whitened(vae, s).square().sum(1).sqrt().numpy()
    return found


def anomaly_scores(vae: ConvVAE, prior: Prior, crops: Tensor, log_sigma: float, typical: float) -> dict[str, Array]:
    """The scores of crops, in the order of SCORES; each greater for what is stranger.

    Args:
        vae: the model. prior: of s.
        crops: (N, 3, 128, 128), sRGB 0..1.
        log_sigma: of p(x | z): one for all crops, or what is badly drawn would only be noisier.
        typical: the norm of s that faces have.

    Returns:
        (N,) each: mean squared error within the face, (sRGB 0..1)^2; standard deviations; nats; nats; standard
        deviations.
    """
    with torch.no_grad():  # not inference mode: the density of a flow is summed from derivatives
        z = vae.encode(crops).mode()
        s, _ = vae.split(z)
        error = (vae.decode(z) - crops).square().mean(1)
        noise = torch.Generator().manual_seed(SEED)
        bound = elbo(vae, crops, noise, log_sigma=torch.tensor(log_sigma))
        norm = norms(vae, s)
        return {
            "reconstruction": error[:, torch.from_numpy(ellipse_radius() <= 1)].mean(1).double().numpy(),
            "norm": norm,
            "bound": -bound.double().numpy(),
            "density": -prior.log_density(s).numpy(),
            "typicality": np.abs(norm - typical),
        }
