import json

import pytest
import torch
from safetensors import safe_open

from facelab.errors import WeightsError
from facelab.latent.storage import LARGEST, load_mu, save_latents
from facelab.model.gaussian import DiagonalGaussian


def test_latents_come_back_with_their_sources(tmp_path):
    path = tmp_path / "z.safetensors"
    latents = DiagonalGaussian(torch.randn(3, 5), torch.randn(3, 5))
    save_latents(path, latents, ["a.jpg", "b.jpg", "seed:7"])
    assert torch.equal(load_mu(path, 5), latents.mean)
    with safe_open(path, "pt") as file:
        assert torch.equal(file.get_tensor("logvar"), latents.logvar)
        assert json.loads(file.metadata()["sources"]) == ["a.jpg", "b.jpg", "seed:7"]


def test_latents_of_another_length_are_refused(tmp_path):
    save_latents(tmp_path / "z.safetensors", DiagonalGaussian(torch.zeros(1, 5), torch.zeros(1, 5)), ["a.jpg"])
    with pytest.raises(WeightsError, match="5 numbers, not 6"):
        load_mu(tmp_path / "z.safetensors", 6)


@pytest.mark.parametrize("value", [2 * LARGEST, float("nan"), float("inf")])
def test_numbers_that_no_face_has_are_refused(tmp_path, value):
    mean = torch.full((1, 5), value)
    save_latents(tmp_path / "z.safetensors", DiagonalGaussian(mean, torch.zeros(1, 5)), ["a.jpg"])
    with pytest.raises(WeightsError, match=r"no latents|not finite"):
        load_mu(tmp_path / "z.safetensors", 5)
