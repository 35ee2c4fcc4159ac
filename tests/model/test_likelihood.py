"""Importance-weighted bounds of the log-likelihood."""

import math

import pytest
import torch
from torch.distributions import Normal

from facelab.canonical import SIZE, face_weight
from facelab.model.likelihood import bits_per_dimension, importance_bounds, likeliest_log_sigma, log_weights


@pytest.fixture
def crop() -> torch.Tensor:
    return torch.rand(3, SIZE, SIZE, generator=torch.Generator().manual_seed(0))


def test_a_weight_is_the_joint_density_for_the_posteriors(tiny_vae, crop):
    log_sigma = torch.tensor(-1.0)
    found = log_weights(tiny_vae, crop, 3, log_sigma, torch.Generator().manual_seed(1))
    q = tiny_vae.encode(crop[None])
    spread = (0.5 * q.logvar).exp()
    z = q.mean + spread * torch.randn(3, q.mean.shape[1], generator=torch.Generator().manual_seed(1))
    weight = torch.from_numpy(face_weight(SIZE, tiny_vae.config.outside))
    seen = Normal(tiny_vae.decode(z), log_sigma.exp() / weight.sqrt()).log_prob(crop).sum((1, 2, 3))
    expected = seen + Normal(0.0, 1.0).log_prob(z).sum(1) - Normal(q.mean, spread).log_prob(z).sum(1)
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=0.05)


def test_weights_do_not_depend_on_how_many_are_decoded_at_once(tiny_vae, crop):
    whole, parts = (
        log_weights(tiny_vae, crop, 5, torch.tensor(-1.0), torch.Generator().manual_seed(1), chunk) for chunk in (5, 2)
    )
    assert whole.shape == parts.shape == (5,)
    torch.testing.assert_close(whole, parts, rtol=1e-4, atol=0.05)


def test_bounds_grow_with_the_samples_and_the_first_is_the_mean_weight():
    weights = 5 * torch.randn(1000, generator=torch.Generator().manual_seed(0))
    bounds = importance_bounds(weights, [1, 10, 100, 1000])
    nats = [bound.nats for bound in bounds]
    assert nats == sorted(nats) and nats[0] == pytest.approx(weights.mean().item(), abs=1e-4)
    assert nats[-1] == pytest.approx((weights.logsumexp(0) - math.log(1000)).item(), abs=1e-4)
    assert bounds[0].error == pytest.approx(weights.std().item() / math.sqrt(1000), rel=1e-3)
    assert math.isnan(bounds[-1].error)


def test_the_likeliest_sigma_is_the_error_that_is_made(tiny_vae, crop):
    weight = torch.from_numpy(face_weight(SIZE, tiny_vae.config.outside))
    off = 0.1 / weight.sqrt()
    assert likeliest_log_sigma(tiny_vae, crop[None], crop[None] + off).exp().item() == pytest.approx(0.1, rel=1e-4)


def test_all_colours_equally_likely_cost_eight_bits_each():
    assert bits_per_dimension(0.0) == 8
    assert bits_per_dimension(3 * SIZE**2 * math.log(2)) == pytest.approx(7)
