"""The flow on a prior that is small enough to be checked against what can be computed in another way."""

import math
from pathlib import Path

import pytest
import torch
from torch import Tensor

from facelab.model.checkpoint import load_network, save_network
from facelab.model.flow import FlowConfig, FlowPrior
from facelab.model.mixture import GaussianMixture

SHAPE = FlowConfig(latents=6, labels=2, components=3, width=8, blocks=2, embedding=5, waves=3)


def random(shape: FlowConfig, size: float) -> FlowPrior:
    """A flow whose weights are random, ``size`` of the velocity; in double precision."""
    torch.manual_seed(4)
    prior = FlowPrior(shape).double()
    with torch.no_grad():
        for parameter in prior.parameters():
            parameter.normal_(0, size)
        prior.prior_mean.normal_()
        prior.prior_root += 0.3 * torch.randn(shape.latents, shape.latents)
        prior.mixture.prior_means.normal_(0, 2)
        prior.mixture.prior_roots += 0.3 * torch.randn_like(prior.mixture.prior_roots).tril()
    return prior.requires_grad_(False)


def gaussian(s: Tensor, mean: Tensor, root: Tensor) -> Tensor:
    return torch.distributions.MultivariateNormal(mean, root @ root.T).log_prob(s)


def test_before_it_is_trained_the_flow_is_the_gaussian() -> None:
    torch.manual_seed(1)
    prior = FlowPrior(SHAPE).double().requires_grad_(False)
    v, u = torch.randn(5, 4, dtype=torch.float64), torch.randn(5, 2, dtype=torch.float64)
    torch.testing.assert_close(prior.transport(v, u, steps=48), v, rtol=1e-3, atol=1e-3)
    s = torch.randn(5, 6, dtype=torch.float64)
    expected = gaussian(s, prior.prior_mean, prior.prior_root)
    torch.testing.assert_close(prior.log_density(s, steps=48), expected, rtol=1e-3, atol=1e-3)


def test_s_is_split_and_joined_without_loss() -> None:
    prior = random(SHAPE, 0.3)
    s = torch.randn(7, 6, dtype=torch.float64)
    torch.testing.assert_close(prior.join(*prior.split(s)), s)


def test_a_face_carried_to_noise_and_back_is_the_same_face() -> None:
    prior = random(SHAPE, 0.3)
    s = torch.randn(7, 6, dtype=torch.float64)
    u, v = prior.split(s)
    noise = prior.transport(v, u, steps=100, back=True)
    assert (noise - v).abs().mean() > 0.05, "the flow moves what it carries"
    torch.testing.assert_close(prior.transport(noise, u, steps=100), v, rtol=1e-3, atol=1e-3)


def test_labels_change_what_noise_becomes() -> None:
    prior = random(SHAPE, 0.3)
    noise = torch.randn(1, 4, dtype=torch.float64)
    one, other = (prior.transport(noise, torch.full((1, 2), value, dtype=torch.float64)) for value in (-2.0, 2.0))
    assert (one - other).abs().max() > 0.05


def test_guidance_leads_further_away_from_what_a_gaussian_would_do() -> None:
    prior = random(SHAPE, 0.3)
    v, u, t = torch.randn(3, 4).double(), torch.randn(3, 2).double(), torch.full((3, 1), 0.3).double()
    gaussian, plain, guided = (prior.velocity(v, t, u, guidance) for guidance in (0.0, 1.0, 3.0))
    torch.testing.assert_close(guided - gaussian, 3 * (plain - gaussian))
    assert torch.equal(plain, prior.velocity(v, t, u))
    noise = torch.randn(1, 4, dtype=torch.float64)
    assert not torch.allclose(prior.transport(noise, u[:1], guidance=2.0), prior.transport(noise, u[:1]))


def test_the_density_is_that_of_the_draws_change_of_volume() -> None:
    prior = random(SHAPE, 0.2)
    u, noise = torch.randn(1, 2, dtype=torch.float64), torch.randn(1, 4, dtype=torch.float64)

    def drawn(noise: Tensor) -> Tensor:
        return prior.transport(noise[None], u, steps=100)[0]

    grown = torch.linalg.slogdet(torch.autograd.functional.jacobian(drawn, noise[0]))[1]
    volume = torch.linalg.slogdet(prior.prior_root)[1]
    expected = gaussian(noise, torch.zeros(4), torch.eye(4)) - grown + prior.mixture.log_density(u) - volume
    found = prior.log_density(prior.join(u, prior.transport(noise, u, steps=100)), steps=100)
    torch.testing.assert_close(found, expected, rtol=1e-3, atol=2e-3)


def test_the_densities_of_a_small_flow_sum_to_one() -> None:
    prior = random(FlowConfig(latents=2, labels=1, components=2, width=6, blocks=1, embedding=4, waves=2), 0.3)
    line = torch.linspace(-12, 12, 161, dtype=torch.float64)
    grid = torch.cartesian_prod(line, line)
    mass = prior.log_density(grid, steps=24).exp().sum() * (line[1] - line[0]) ** 2
    assert mass.item() == pytest.approx(1, abs=0.01)


def test_a_mixtures_density_is_the_sum_of_its_gaussians() -> None:
    mixture = random(SHAPE, 0.3).mixture
    u = torch.randn(9, 2, dtype=torch.float64)
    parts = zip(mixture.prior_weights, mixture.prior_means, mixture.prior_roots, strict=True)
    expected = torch.stack([weight * gaussian(u, mean, root).exp() for weight, mean, root in parts]).sum(0).log()
    torch.testing.assert_close(mixture.log_density(u), expected)


def test_a_mixtures_draws_have_its_mean_and_spread() -> None:
    mixture = GaussianMixture(2, 1)
    mixture.prior_weights.copy_(torch.tensor([0.25, 0.75]))
    mixture.prior_means.copy_(torch.tensor([[-2.0], [2.0]]))
    drawn = mixture.sample(40_000, torch.Generator().manual_seed(0))
    assert drawn.mean().item() == pytest.approx(1, abs=0.03)
    assert drawn.std().item() == pytest.approx(math.sqrt(1 + 3), abs=0.03)


def test_a_stored_prior_draws_the_same(tmp_path: Path) -> None:
    prior = random(SHAPE, 0.3).float()
    path = tmp_path / "p.safetensors"
    save_network(path, prior, {}, half=True)
    again = load_network(path, FlowPrior)
    u, v = torch.randn(4, 2), torch.randn(4, 4)
    torch.testing.assert_close(again.transport(v, u), prior.transport(v, u), rtol=1e-2, atol=1e-2)
    for name, tensor in prior.named_buffers():
        assert torch.equal(again.get_buffer(name), tensor), name  # to the last bit: what is fitted is kept whole
