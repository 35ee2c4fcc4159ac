"""How strange a crop is: stranger ones score higher, and percentiles are those of known faces."""

import json

import numpy as np
import pytest
import torch

from facelab.errors import WeightsError
from facelab.latent.anomaly import (
    SCORES,
    Reference,
    anomaly_path,
    anomaly_scores,
    norms,
    quantiles,
    read_reference,
)
from facelab.latent.priors import GaussianPrior


@pytest.fixture
def reference() -> Reference:
    known = {name: np.arange(1001.0) for name in SCORES}
    return Reference(checkpoint="ab", log_sigma=-2.0, typical=3.0, best="typicality", quantiles=quantiles(known))


def test_a_percentile_is_the_share_of_known_faces_that_are_less_strange(reference):
    found = reference.percentiles({name: np.array([-5.0, 250.0, 5000.0]) for name in SCORES})
    assert all(np.allclose(values, [0, 25, 100]) for values in found.values())


def test_structures_are_strange_by_how_far_their_norm_is_off_either_way(reference, tiny_vae):
    s = tiny_vae.prior_mean + torch.tensor([[3.0], [0], [253]]) * tiny_vae.prior_root[:, 0]
    assert np.allclose(reference.strangeness(tiny_vae, s), [0, 0.3, 25], atol=1e-3)


def test_every_score_is_of_every_crop_whatever_it_is_scored_with(tiny_vae, lab):
    crops = torch.rand(3, 3, 128, 128, generator=torch.Generator().manual_seed(1))
    prior = GaussianPrior(tiny_vae, lambda: lab.attributes)
    found = anomaly_scores(tiny_vae, prior, crops, -2.0, 3.0)
    assert list(found) == list(SCORES) and all(values.shape == (3,) for values in found.values())
    alone = anomaly_scores(tiny_vae, prior, crops[1:2], -2.0, 3.0)
    assert all(np.allclose(alone[name], found[name][1:2], rtol=1e-4) for name in SCORES if name != "bound")
    assert np.allclose(found["typicality"], np.abs(found["norm"] - 3.0))


def test_the_norm_of_the_mean_is_0_and_counts_standard_deviations(tiny_vae):
    s = tiny_vae.prior_mean + torch.stack([torch.zeros(8), 2 * tiny_vae.prior_root[:, 0]])
    assert np.allclose(norms(tiny_vae, s), [0, 2], atol=1e-5)


def test_a_reference_comes_back(reference, tmp_path):
    path = anomaly_path(tmp_path / "tiny.safetensors")
    path.write_text(reference.model_dump_json())
    assert path.name == "tiny.anomaly.json" and read_reference(path, "ab") == reference


@pytest.mark.parametrize(("text", "said"), [(None, "missing"), ("{}", "damaged"), ("other", "other weights")], ids=str)
def test_what_cannot_be_used_is_said(reference, tmp_path, text, said):
    path = tmp_path / "tiny.anomaly.json"
    if text:
        path.write_text(json.dumps({**reference.model_dump(), "checkpoint": "cd"}) if text == "other" else text)
    with pytest.raises(WeightsError, match=said):
        read_reference(path, "ab")
