import math

import torch
from torch.distributions import Normal, kl_divergence

from facelab.model.lecture.body import BodyConfig
from facelab.model.lecture.vae import VAE

BODY = BodyConfig(16, (4, 6))


def test_the_bound_is_the_likelihood_of_one_latent_less_the_divergence_from_the_prior() -> None:
    torch.manual_seed(0)
    model, x, eps = VAE(BODY, 3), torch.rand(2, 3, 128, 128), torch.randn(2, 3)
    q = model.encode(x)
    sigma = (0.5 * q.logvar).exp()
    picture = model.decoder(q.mean + sigma * eps)
    small = torch.nn.functional.avg_pool2d(x, 8)
    likelihood = Normal(picture, model.log_sigma.exp()).log_prob(small).sum((1, 2, 3))
    kl = kl_divergence(Normal(q.mean, sigma), Normal(0.0, 1.0)).sum(1)
    found = model.elbo(x, eps)
    torch.testing.assert_close(found.likelihood, likelihood)
    torch.testing.assert_close(found.kl, kl)
    torch.testing.assert_close(found.bound, likelihood - kl)


def test_gradients_reach_the_encoder_through_the_sample() -> None:
    torch.manual_seed(0)
    model = VAE(BODY, 3)
    model.elbo(torch.rand(2, 3, 128, 128), torch.randn(2, 3)).likelihood.sum().backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in model.encoder.parameters() if p.ndim > 1)


def test_the_mean_of_log_weights_is_the_bound_in_the_limit_and_their_logarithmic_mean_above_it() -> None:
    torch.manual_seed(0)
    model, x, eps = VAE(BODY, 3).eval(), torch.rand(1, 3, 128, 128), torch.randn(4000, 3)
    with torch.no_grad():
        weights = model.log_weights(x[0], eps)
        q, picture = model.encode(x), model.decoder(model.encode(x).reparameterise(eps[:1]))
        z = q.reparameterise(eps[:1])
        likelihood = Normal(picture, model.log_sigma.exp()).log_prob(torch.nn.functional.avg_pool2d(x, 8)).sum()
        ratio = (Normal(0.0, 1.0).log_prob(z) - Normal(q.mean, (0.5 * q.logvar).exp()).log_prob(z)).sum()
        torch.testing.assert_close(weights[0], likelihood + ratio, rtol=1e-4, atol=0.05)
        bounds = model.elbo(x.expand(4000, -1, -1, -1), eps).bound
    assert abs(weights.mean() - bounds.mean()) < 4 * weights.std() / 4000**0.5
    assert weights.logsumexp(0) - math.log(4000) >= weights.mean()
