"""What faces are drawn from: labels as asked, the same face whoever it is drawn with."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from facelab.attributes import ATTRIBUTES
from facelab.errors import EditError, WeightsError
from facelab.latent.priors import GUIDANCE, LABELS, REST, GaussianPrior, LabelsFirst, Prior, load_prior
from facelab.model.checkpoint import save_network, structure_hash
from facelab.model.flow import FlowConfig, FlowPrior

SMILING, MALE = (ATTRIBUTES.index(name) for name in ("Smiling", "Male"))
SHAPE = FlowConfig(latents=8, labels=3, components=2, width=8, blocks=1, embedding=4, waves=2)


@pytest.fixture
def flow(tiny_vae) -> FlowPrior:
    """Smiling is u's first direction and two Gaussians tell it apart; Male is its second."""
    torch.manual_seed(2)
    prior = FlowPrior(replace(SHAPE, structure=structure_hash(tiny_vae)))
    with torch.no_grad():
        prior.network.out.weight.normal_(0, 0.3)
    prior.prior_probes[SMILING, 0], prior.prior_probes[MALE, 1] = 3.0, 2.0
    prior.mixture.prior_means.copy_(torch.tensor([[-2.0, 0, 0], [2.0, 0, 0]]))
    return prior.requires_grad_(False)


@pytest.fixture(params=["flow", "gaussian"])
def prior(request, flow, tiny_vae, lab) -> Prior:
    return LabelsFirst(flow) if request.param == "flow" else GaussianPrior(tiny_vae, lambda: lab.attributes)


def noise(prior: Prior, count: int) -> torch.Tensor:
    return torch.randn(count, prior.noise, generator=torch.Generator().manual_seed(3))


def shown(prior: Prior, lab, s: np.ndarray) -> np.ndarray:
    if isinstance(prior, LabelsFirst):
        return prior.flow.log_odds(prior.flow.split(torch.from_numpy(s).double())[0]).numpy()
    return lab.probes(lab.without_detail(s))


def test_a_face_is_the_same_whoever_is_drawn_with_it(prior):
    eps = noise(prior, 9)
    together = prior.draw(eps, 0.75)
    assert together.shape == (9, 8)
    assert together.dtype == np.float32
    assert np.array_equal(prior.draw(eps[4:5], 0.75)[0], together[4])


def test_draws_given_labels_have_them_at_least_so_surely(prior, lab):
    asked = {"Smiling": True, "Male": False}
    read = shown(prior, lab, prior.draw(noise(prior, 30), 1.0, asked, 2.0))
    assert (read[:, SMILING] >= 1.99).all()
    assert (read[:, MALE] <= -1.99).all()


def test_less_spread_gives_faces_more_alike(prior):
    eps = noise(prior, 200)
    wide, narrow = (prior.draw(eps, spread).std(0).mean() for spread in (1.0, 0.2))
    assert narrow < wide


def test_labels_vary_more_and_the_rest_less_than_the_flow_was_trained_with(flow):
    with torch.no_grad():
        flow.network.out.weight.zero_()  # what is left of s is its noise
        flow.mixture.prior_means.zero_()
    s = LabelsFirst(flow).draw(noise(LabelsFirst(flow), 4000), 1.0)
    u, v = flow.split(torch.from_numpy(s).double())
    assert u.std().item() == pytest.approx(LABELS, rel=0.03)
    assert v.std().item() == pytest.approx(REST, rel=0.03)


def test_draws_are_led_away_from_what_a_gaussian_would_make_of_them(flow):
    prior, eps = LabelsFirst(flow), noise(LabelsFirst(flow), 20)
    found, v = flow.split(torch.from_numpy(prior.draw(eps, 1.0)).double())
    expected = flow.transport(REST * eps[:, 1 + 3 :].double(), found, guidance=GUIDANCE)
    torch.testing.assert_close(v, expected, rtol=1e-3, atol=1e-3)


def test_rare_kinds_of_face_are_rarer_with_less_spread_and_as_they_are_with_a_spread_of_1(flow):
    flow.mixture.prior_weights.copy_(torch.tensor([0.2, 0.8]))

    def rare(spread: float) -> float:
        read = shown(LabelsFirst(flow), None, LabelsFirst(flow).draw(noise(LabelsFirst(flow), 2000), spread))
        return (read[:, SMILING] < 0).mean()

    assert rare(1.0) == pytest.approx(0.2 + 0.05, abs=0.05)  # a few of either Gaussian lie beyond the middle
    assert rare(0.5) < 0.02


def test_an_unknown_attribute_is_refused(prior):
    with pytest.raises(EditError, match="Smyling"):
        prior.draw(noise(prior, 1), 1.0, {"Smyling": True}, 2.0)


def test_a_label_is_drawn_from_among_those_who_have_it(flow):
    prior = LabelsFirst(flow)
    eps = noise(prior, 400)
    plain, smiling = (
        shown(prior, None, prior.draw(eps, 1.0, asked, 1.0))[:, SMILING] for asked in ({}, {"Smiling": True})
    )
    assert 0.3 < (plain > 0).mean() < 0.7
    # Not all moved to the least that is asked, as those of the other Gaussian would have to be.
    assert np.median(smiling) == pytest.approx(6, abs=1)


def test_without_a_file_the_checkpoints_gaussian_stays(tiny_vae, lab, tmp_path: Path):
    prior = load_prior(tmp_path / "no.prior.safetensors", tiny_vae, lambda: lab.attributes)
    eps = torch.randn(5, 8, generator=torch.Generator().manual_seed(1))
    np.testing.assert_allclose(prior.draw(eps, 0.5), tiny_vae.drawn(0.5 * eps).numpy(), atol=1e-5)


def test_a_flow_beside_its_checkpoint_is_drawn_from_and_one_of_other_weights_refused(flow, tiny_vae, tmp_path: Path):
    path = tmp_path / "tiny.prior.safetensors"
    save_network(path, flow, {})
    assert isinstance(load_prior(path, tiny_vae, lambda: None), LabelsFirst)
    save_network(path, FlowPrior(SHAPE), {})
    with pytest.raises(WeightsError, match="made for other weights"):
        load_prior(path, tiny_vae, lambda: None)


def test_the_gaussians_density_is_that_of_its_mean_and_covariance(tiny_vae, lab):
    prior = GaussianPrior(tiny_vae, lambda: lab.attributes)
    s = torch.from_numpy(prior.draw(noise(prior, 4), 1.0)).double()
    root = tiny_vae.prior_root.double()
    expected = torch.distributions.MultivariateNormal(tiny_vae.prior_mean.double(), root @ root.T).log_prob(s)
    torch.testing.assert_close(prior.log_density(s), expected)


def test_a_draw_is_likelier_than_what_lies_far_away(prior):
    s = torch.from_numpy(prior.draw(noise(prior, 5), 1.0))
    assert (prior.log_density(s) > prior.log_density(s + 20)).all()
