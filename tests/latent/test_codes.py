"""Where planes put faces, in a file."""

import pytest
import torch
from safetensors.torch import save_file

from facelab.errors import WeightsError
from facelab.latent.codes import codes_path, joined, load_codes, plane_codes, save_codes
from facelab.model.checkpoint import save_tensors


def test_codes_are_the_means_of_each_plane(tiny_lecture):
    crops = torch.rand(3, 3, 128, 128, generator=torch.Generator().manual_seed(0))
    codes = plane_codes(tiny_lecture, crops, torch.zeros(3, 40))
    assert list(codes.means) == ["autoencoder", "reconstruction", "kl", "both", "tenth", "ten", "hundred", "thousand"]
    assert torch.equal(codes.means["both"], tiny_lecture.planes["both"].encode(crops).mean)


def test_codes_come_back_from_a_file_in_half_precision(tiny_codes, tmp_path):
    path = codes_path(tmp_path / "models.safetensors")
    assert path.name == "models.codes.safetensors"
    save_codes(path, tiny_codes, "a" * 64)
    back = load_codes(path, "a" * 64)
    assert torch.equal(back.labels, tiny_codes.labels)
    for name, mean in tiny_codes.means.items():
        torch.testing.assert_close(back.means[name], mean, rtol=1e-3, atol=1e-3)
    assert path.stat().st_size < 32 * (40 + 8 * 2 * 2) + 1000


def test_lots_are_joined_in_their_order(tiny_codes):
    both = joined([tiny_codes, tiny_codes])
    assert torch.equal(both.labels, tiny_codes.labels.repeat(2, 1))
    assert torch.equal(both.means["kl"], tiny_codes.means["kl"].repeat(2, 1))


def test_codes_of_other_models_are_refused(tiny_codes, tmp_path):
    save_codes(tmp_path / "a.safetensors", tiny_codes, "a" * 64)
    with pytest.raises(WeightsError, match=r"made with other models"):
        load_codes(tmp_path / "a.safetensors", "b" * 64)


def test_what_holds_no_codes_is_refused(tmp_path):
    path = tmp_path / "a.safetensors"
    save_tensors(path, {"mu": torch.zeros(3, 2)}, {"version": 1, "kind": "latents"})
    with pytest.raises(WeightsError, match=r"(holds no codes|version)"):
        load_codes(path, "a")
    save_file({"mu": torch.zeros(3, 2)}, path)
    with pytest.raises(WeightsError):
        load_codes(path, "a")
