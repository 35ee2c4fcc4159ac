import pytest
import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from facelab.model.lecture.conditional_vae import ConditionalConfig, ConditionalVAE, told

CONFIG = ConditionalConfig(16, 7, (6, 8), 3)


@pytest.fixture
def model() -> ConditionalVAE:
    torch.manual_seed(0)
    made = ConditionalVAE(CONFIG)
    torch.nn.init.normal_(made.prior_given.last.weight, std=0.3)  # as if it had learned something
    return made


def labels(*values: int) -> Tensor:
    """Rows that say the same of all attributes."""
    return torch.tensor(values).float()[:, None].expand(-1, 40)


def test_the_bound_is_the_likelihood_given_the_labels_less_the_divergence_from_their_prior(
    model: ConditionalVAE,
) -> None:
    x, y, eps = torch.rand(3, 3, 128, 128), labels(1, 0, -1), torch.randn(3, 3)
    q, p = model.encode(x, y), model.prior(y)
    spread = (0.5 * q.logvar).exp()
    picture = model.components.picture(model.decoder(q.mean + spread * eps, told(y)))
    small = torch.nn.functional.avg_pool2d(x, 8)
    likelihood = Normal(picture, model.log_sigma.exp()).log_prob(small).sum((1, 2, 3))
    kl = kl_divergence(Normal(q.mean, spread), Normal(p.mean, (0.5 * p.logvar).exp())).sum(1)
    found = model.elbo(x, y, eps)
    torch.testing.assert_close(found.likelihood, likelihood)
    torch.testing.assert_close(found.kl, kl)


def test_labels_are_told_as_one_minus_one_and_nothing_where_unknown() -> None:
    assert told(torch.tensor([[1.0, 0.0, -1.0]])).tolist() == [[1, -1, 0]]


def test_encoder_prior_and_decoder_all_hear_the_labels(model: ConditionalVAE) -> None:
    x, z = torch.rand(1, 3, 128, 128), torch.randn(1, 3)
    there, missing, unknown = labels(1), labels(0), labels(-1)
    for heard in (
        lambda y: model.encode(x, y).mean,
        lambda y: model.prior(y).mean,
        lambda y: model.decoder(z, told(y)),
    ):
        assert not torch.allclose(heard(there), heard(missing))
        assert not torch.allclose(heard(there), heard(unknown))


def test_a_latent_carried_to_other_labels_keeps_its_noise_and_comes_back(model: ConditionalVAE) -> None:
    y, wanted = labels(0, 0), labels(1, -1)
    eps = torch.randn(2, 3)
    carried = model.changed(model.prior(y).reparameterise(eps), y, wanted)
    torch.testing.assert_close(carried, model.prior(wanted).reparameterise(eps))
    torch.testing.assert_close(model.changed(carried, wanted, y), model.prior(y).reparameterise(eps))


def test_untrained_its_prior_is_the_standard_normal_whatever_the_labels() -> None:
    prior = ConditionalVAE(CONFIG).prior(labels(1, 0, -1))
    assert torch.equal(prior.kl(), torch.zeros(3, 3))


def test_a_sample_is_drawn_for_each_row_of_labels_and_repeats_by_seed(model: ConditionalVAE) -> None:
    first, second = (model.sample(labels(1, 0), torch.Generator().manual_seed(1)) for _ in range(2))
    assert first.shape == (2, 3) and torch.equal(first, second)
    assert model.decode(first, labels(1, 0)).shape == (2, 3, 16, 16)


def test_emphasised_labels_are_drawn_as_many_times_as_far_from_where_nobody_knows_them(model: ConditionalVAE) -> None:
    z, y, unknown = torch.randn(2, 3), labels(1, 0), labels(1, 0).clone()
    unknown[:, [3, 5]] = -1
    model.components.mean.fill_(0.5)
    one, two, three = (model.emphasised(z, y, [3, 5], amount) for amount in (1.0, 2.0, 3.0))
    torch.testing.assert_close(one, model.decode(z, y))
    torch.testing.assert_close(model.emphasised(z, y, [3, 5], 0.0), model.decode(z, unknown))
    assert not torch.allclose(one, model.decode(z, unknown))
    inside = (three > 0) & (three < 1) & (one > 0) & (one < 1)
    torch.testing.assert_close((three - two)[inside], (two - one)[inside])


def test_a_calmer_sample_lies_nearer_to_the_prior_s_mean(model: ConditionalVAE) -> None:
    y = labels(1, 0)
    whole, half = (model.sample(y, torch.Generator().manual_seed(1), spread) for spread in (1.0, 0.5))
    torch.testing.assert_close(half - model.prior(y).mean, (whole - model.prior(y).mean) / 2)
