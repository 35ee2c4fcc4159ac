"""The stage prior: a flow trained on encoded faces."""

from pathlib import Path

import pytest
import torch

from facelab.errors import DataError
from facelab.latent.priors import LabelsFirst, load_prior
from facelab.model.checkpoint import load_network, structure_hash
from facelab.model.flow import FlowConfig, FlowPrior
from facelab.model.mixture import GaussianMixture
from facelab.model.vae import ConvVAE
from facelab.train.config import Config
from facelab.train.files import WEIGHTS
from facelab.train.latents import encoded
from facelab.train.prior import PriorObjective, fit_mixture
from facelab.train.stages import run

SHAPE = FlowConfig(labels=3, components=2, width=8, blocks=1, embedding=4, waves=2)
SHAPE_OF_8 = FlowConfig(**{**vars(SHAPE), "latents": 8})


def config(data: Path, before: Path, folder: Path, **changes: object) -> Config:
    settings = {
        "stage": "prior",
        "data": data,
        "run": folder,
        "threads": 1,
        "init": before / "detail" / WEIGHTS,
        "attributes": before / "attributes.safetensors",
        "flow": SHAPE,
        "optimiser": {"batch": 6, "epochs": 2.0, "warmup": 1},
    }
    return Config.model_validate(settings | changes)


def test_a_run_makes_a_prior_of_its_weights(data: Path, before: Path, tmp_path: Path) -> None:
    run(config(data, before, tmp_path))
    vae = load_network(before / "detail" / WEIGHTS, ConvVAE)
    flow = load_network(tmp_path / WEIGHTS, FlowPrior)
    assert flow.config.structure == structure_hash(vae)
    assert isinstance(load_prior(tmp_path / WEIGHTS, vae, lambda: None), LabelsFirst)


def test_what_is_fitted_makes_u_and_v_white_and_shows_what_the_probes_show(
    data: Path, before: Path, tmp_path: Path
) -> None:
    from facelab.latent import load_attributes, log_odds
    from facelab.model.checkpoint import file_hash

    # With as many directions as there are latents but one, what the probes show lies nearly all in u.
    how = config(data, before, tmp_path, flow=FlowConfig(**{**vars(SHAPE), "labels": 7}))
    run(how)
    flow = load_network(tmp_path / WEIGHTS, FlowPrior)
    mu = encoded(how, "train", torch.device("cpu")).mu
    u, v = flow.split(mu)
    whole = torch.cat([u, v], 1)
    torch.testing.assert_close(torch.cov(whole.T), torch.eye(8), atol=0.02, rtol=0)
    torch.testing.assert_close(whole.mean(0), torch.zeros(8), atol=0.02, rtol=0)
    known = load_attributes(how.attributes, file_hash(how.init))
    shown = torch.from_numpy(log_odds(mu.numpy(), known))
    assert (flow.log_odds(u) - shown).std() < 0.2 * shown.std(0).max()


def test_a_resumed_run_ends_like_one_never_stopped(data: Path, before: Path, resumes_exactly) -> None:
    resumes_exactly(lambda folder: config(data, before, folder))


def test_faces_are_encoded_once(data: Path, before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    how = config(data, before, tmp_path)
    first = encoded(how, "train", torch.device("cpu")).mu
    assert first.shape == (24, 8)

    def encode_again(*_args: object) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr("facelab.train.latents.structure_of", encode_again)
    assert torch.equal(encoded(how, "train", torch.device("cpu")).mu, first)
    other = config(data, before, tmp_path, init=before / "structure" / WEIGHTS)
    assert torch.equal(encoded(other, "train", torch.device("cpu")).mu, first), "of the same structure"


@pytest.mark.parametrize("missing", ["init", "attributes"])
def test_what_it_starts_from_must_be_named(data: Path, before: Path, tmp_path: Path, missing: str) -> None:
    with pytest.raises(DataError, match="init"):
        run(config(data, before, tmp_path, **{missing: None}))


def test_training_learns_what_a_gaussian_cannot() -> None:
    torch.manual_seed(0)
    prior = FlowPrior(FlowConfig(latents=2, labels=1, components=2, width=32, blocks=2, embedding=8, waves=4))
    u = torch.randn(4096, 1)
    ring = torch.cat([u, torch.sign(torch.randn(4096, 1)) + 0.1 * torch.randn(4096, 1)], 1)  # two ridges
    objective = PriorObjective(prior)
    optimiser = torch.optim.Adam(prior.parameters(), 3e-3)
    for _ in range(300):
        loss = objective(ring[torch.randint(0, 4096, (256,))])["loss"]
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        drawn = prior.transport(torch.randn(2000, 1), torch.randn(2000, 1))
    assert (drawn.abs() < 0.5).float().mean() < 0.1, "a Gaussian would lie there four times of ten"
    assert 0.4 < (drawn > 0).float().mean() < 0.6


def test_a_mixture_finds_what_the_labels_are_made_of() -> None:
    generator = torch.Generator().manual_seed(0)
    side = torch.sign(torch.randn(2000, 1, generator=generator))
    u = torch.cat([3 * side, -side], 1) + 0.5 * torch.randn(2000, 2, generator=generator)
    mixture = GaussianMixture(2, 2)
    fit_mixture(mixture, u, 0)
    found = mixture.prior_means[mixture.prior_means[:, 0].argsort()]
    torch.testing.assert_close(found, torch.tensor([[-3.0, 1.0], [3.0, -1.0]]), atol=0.1, rtol=0)
    few = GaussianMixture(5, 2)
    fit_mixture(few, u[:3], 0)
    assert few.prior_weights.count_nonzero() <= 3


def test_a_run_that_is_gone_on_with_measures_in_the_directions_that_it_began_with() -> None:
    torch.manual_seed(0)
    prior, begun = FlowPrior(SHAPE_OF_8), FlowPrior(SHAPE_OF_8)
    begun.prior_root.copy_(torch.randn(8, 8))
    resumed = PriorObjective(prior)
    resumed.load_state_dict(PriorObjective(begun).state_dict())
    mu = torch.randn(6, 8)
    losses = []
    for objective in (resumed, PriorObjective(begun)):
        torch.manual_seed(1)
        losses.append(objective(mu)["loss"])
    torch.testing.assert_close(*losses)
