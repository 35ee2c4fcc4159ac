import torch
from torch.distributions import Independent, Normal, kl_divergence

from facelab.model.gaussian import DiagonalGaussian


def gaussian(n: int = 3, k: int = 5) -> DiagonalGaussian:
    generator = torch.Generator().manual_seed(0)
    return DiagonalGaussian(torch.randn(n, k, generator=generator), torch.randn(n, k, generator=generator))


def test_kl_is_that_of_torch_distributions() -> None:
    q = gaussian()
    expected = kl_divergence(Normal(q.mean, (q.logvar / 2).exp()), Normal(0.0, 1.0))
    torch.testing.assert_close(q.kl(), expected)


def test_kl_from_the_prior_itself_is_nothing() -> None:
    zeros = torch.zeros(2, 4)
    assert torch.equal(DiagonalGaussian(zeros, zeros).kl(), zeros)


def test_samples_have_the_mean_and_variance_they_are_drawn_with() -> None:
    q = gaussian(1, 4)
    many = DiagonalGaussian(q.mean.expand(40_000, 4), q.logvar.expand(40_000, 4))
    drawn = many.sample(torch.Generator().manual_seed(1))
    torch.testing.assert_close(drawn.mean(0), q.mean[0], atol=0.05, rtol=0)
    torch.testing.assert_close(drawn.var(0).log(), q.logvar[0], atol=0.05, rtol=0)


def test_samples_repeat_by_seed() -> None:
    q = gaussian()
    first, second = (q.sample(torch.Generator().manual_seed(3)) for _ in range(2))
    assert torch.equal(first, second)


def test_gradients_reach_mean_and_logvar_through_a_sample() -> None:
    mean, logvar = torch.zeros(1, 2, requires_grad=True), torch.zeros(1, 2, requires_grad=True)
    eps = torch.tensor([[1.0, -2.0]])
    DiagonalGaussian(mean, logvar).reparameterise(eps).sum().backward()
    assert mean.grad is not None and logvar.grad is not None
    torch.testing.assert_close(mean.grad, torch.ones(1, 2))
    torch.testing.assert_close(logvar.grad, eps / 2)  # d/dl exp(l / 2) eps at l = 0


def test_log_density_of_the_mode_is_highest() -> None:
    q = gaussian()
    density = Independent(Normal(q.mean, (q.logvar / 2).exp()), 1)
    other = q.sample(torch.Generator().manual_seed(2))
    assert (density.log_prob(q.mode()) > density.log_prob(other)).all()


def test_kl_from_another_gaussian_is_that_of_torch_distributions() -> None:
    q = gaussian()
    p = DiagonalGaussian(q.mean.flip(0), q.logvar.flip(1))
    expected = kl_divergence(Normal(q.mean, (q.logvar / 2).exp()), Normal(p.mean, (p.logvar / 2).exp()))
    torch.testing.assert_close(q.kl(p), expected)
    torch.testing.assert_close(q.kl(DiagonalGaussian(torch.zeros(3, 5), torch.zeros(3, 5))), q.kl())
