"""The linear conditional VAE in closed form."""

import math

import pytest
import torch

from facelab.model.lecture.conditional_vae import ConditionalConfig, ConditionalVAE, told
from facelab.model.lecture.linear import linear_model


def test_labels_ways_and_noise_are_found_again() -> None:
    generator = torch.Generator().manual_seed(0)
    draw = lambda *shape: torch.randn(*shape, generator=generator)  # noqa: E731
    y, ways = torch.sign(draw(5000, 2)), torch.tensor([[3.0, 0, 0, 0], [0, 1.5, 0, 0]]).T
    of_labels, mean = torch.tensor([[0.5, 0.0, 2.0, 0.0], [0.0, 1.0, 0.0, -1.0]]).T, torch.tensor([1.0, 2, 3, 4])
    numbers = draw(5000, 2) @ ways.T + y @ of_labels.T + mean + 0.2 * draw(5000, 4)
    found = linear_model(numbers, y, 2, outside=0.0, values=4)
    torch.testing.assert_close(found.of_labels, of_labels, atol=0.1, rtol=0)
    torch.testing.assert_close(found.mean, mean, atol=0.1, rtol=0)
    torch.testing.assert_close(found.ways @ found.ways.T, ways @ ways.T, atol=0.4, rtol=0)
    assert found.variance == pytest.approx(0.04, rel=0.1)


def test_a_conditional_vae_that_begins_so_has_the_bound_of_its_exact_likelihood() -> None:
    torch.manual_seed(0)
    ways = torch.randn(3, 192) / 20
    y = (torch.rand(400, 40) < 0.5).float()
    pictures = (0.5 + torch.randn(400, 3) @ ways + 0.02 * torch.randn(400, 192)).view(-1, 3, 8, 8)
    model = ConditionalVAE(ConditionalConfig(8, 20, (6,), 3))
    model.begin(pictures, y)
    rows, labels = pictures[:50], y[:50]
    with torch.no_grad():
        eps = torch.randn(200, 50, 3)
        bound = torch.stack([model.elbo(rows, labels, one).bound for one in eps]).mean(0)
        mean = model.components.picture(model.decoder(torch.zeros(50, 3), told(labels))).flatten(1)
        weights = model.decoder.direct.weight[:, :3] * model.components.spread[:, None]
        spread = model.components.basis.T @ weights
        covariance = spread @ spread.T + math.exp(2 * model.log_sigma) * torch.eye(192)
        exact = torch.distributions.MultivariateNormal(torch.zeros(192), covariance).log_prob(rows.flatten(1) - mean)
    torch.testing.assert_close(bound, exact, atol=1.0, rtol=0.01)
