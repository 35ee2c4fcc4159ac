import numpy as np
import pytest

from facelab.latent.attribute_file import SCORES, Attributes

LATENTS = 64


@pytest.fixture(scope="session")
def made() -> Attributes:
    """Attributes made of random numbers as a trained model's are: probes go along their vectors, Omega is uneven."""
    draw = np.random.default_rng(18)
    mean = draw.normal(0, 0.3, (40, LATENTS))
    partial = mean + draw.normal(0, 0.15, (40, LATENTS))
    spread = draw.normal(0, 1, (LATENTS, LATENTS)) * np.geomspace(1, 0.1, LATENTS)
    omega = spread @ spread.T / LATENTS + 1e-3 * np.eye(LATENTS)
    arrays = {
        "mean_vectors": mean,
        "partial_vectors": partial,
        "probe_weights": partial + draw.normal(0, 0.1, (40, LATENTS)),
        "probe_bias": draw.normal(-1, 1, 40),
        "residual_covariance": omega,
        "regions": draw.integers(0, 256, (40, 2, 64, 64)) / 255,
        "probe_std": draw.uniform(1, 2, 40),
    }
    return Attributes(
        checkpoint="a" * 64,
        structure="b" * 64,
        scores={name: draw.uniform(0.5, 1, 40).astype(np.float32) for name in SCORES},
        poor_reconstruction=26.5,
        means_without=draw.normal(0, 0.3, (40, LATENTS)).astype(np.float32),
        **{name: array.astype(np.float32) for name, array in arrays.items()},
    )
