import torch
from torch.distributions import Normal

from facelab.model.losses import attribute_nll, gaussian_nll


def test_gaussian_nll_is_the_whole_log_density_with_its_normaliser() -> None:
    generator = torch.Generator().manual_seed(0)
    x, mean = torch.rand(2, 3, 4, 4, generator=generator), torch.rand(2, 3, 4, 4, generator=generator)
    weight, log_sigma = torch.rand(1, 1, 4, 4, generator=generator) + 0.1, torch.tensor(-1.3)
    scale = (log_sigma.exp() / weight.sqrt()).expand_as(x)
    expected = -Normal(mean, scale).log_prob(x).flatten(1).sum(1)
    torch.testing.assert_close(gaussian_nll(x, mean, log_sigma, weight), expected)


def test_likeliest_sigma_is_the_weighted_error() -> None:
    x, mean = torch.zeros(1, 3, 8, 8), torch.full((1, 3, 8, 8), 0.2)
    log_sigma = torch.tensor(0.0, requires_grad=True)
    gaussian_nll(x, mean, log_sigma, torch.ones(1, 1, 8, 8)).sum().backward()
    above = log_sigma.grad
    likeliest = torch.tensor(0.2).log().requires_grad_()
    gaussian_nll(x, mean, likeliest, torch.ones(1, 1, 8, 8)).sum().backward()
    assert above is not None and above > 0
    assert likeliest.grad is not None and abs(likeliest.grad) < 1e-3


def test_unknown_labels_do_not_count() -> None:
    logits = torch.tensor([[2.0, -1.0, 5.0]])
    labels = torch.tensor([[1.0, 0.0, -1.0]])
    torch.testing.assert_close(attribute_nll(logits, labels), attribute_nll(logits[:, :2], labels[:, :2]))


def test_attribute_nll_sums_over_the_attributes() -> None:
    logits, labels = torch.zeros(3, 40), torch.ones(3, 40)
    torch.testing.assert_close(
        attribute_nll(logits, labels), torch.full((3,), 40 * torch.log(torch.tensor(2.0)).item())
    )
