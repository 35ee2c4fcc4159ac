from pathlib import Path

import pytest
import torch
from safetensors import SafetensorError

from facelab.errors import OutputError, WeightsError
from facelab.model.checkpoint import load_network, load_tensors, save_network, save_tensors
from facelab.model.judges import AttributeNet, AttributeNetConfig
from facelab.model.structure import StructureConfig
from facelab.model.upsampler import UpsamplerConfig
from facelab.model.vae import ConvVAE, VAEConfig

TINY = VAEConfig(StructureConfig(latents=8, widths=(4, 4, 4, 4)), details=6, upsampler=UpsamplerConfig((4, 4, 4)))


def test_a_network_comes_back_as_it_was_with_widths_from_the_file(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = ConvVAE(TINY)
    save_network(tmp_path / "w.safetensors", network, {"stage": "test"})
    loaded = load_network(tmp_path / "w.safetensors", ConvVAE)
    assert loaded.config == TINY
    for name, tensor in network.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], tensor), name


def test_half_precision_halves_the_file_and_hardly_moves_the_weights(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = ConvVAE(TINY)
    save_network(tmp_path / "whole.safetensors", network, {})
    save_network(tmp_path / "half.safetensors", network, {}, half=True)
    sizes = [(tmp_path / f"{name}.safetensors").stat().st_size for name in ("half", "whole")]
    assert sizes[0] < 0.6 * sizes[1]
    loaded = load_network(tmp_path / "half.safetensors", ConvVAE)
    for name, tensor in network.state_dict().items():
        torch.testing.assert_close(loaded.state_dict()[name], tensor, atol=1e-3, rtol=1e-3)


def test_an_attribute_network_is_no_vae(tmp_path: Path) -> None:
    save_network(tmp_path / "a.safetensors", AttributeNet(AttributeNetConfig(widths=(8, 8, 8, 8))), {})
    with pytest.raises(WeightsError, match="no ConvVAE"):
        load_network(tmp_path / "a.safetensors", ConvVAE)


def test_a_disk_that_fills_up_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_tensors: object, path: Path, _metadata: object) -> None:  # what safetensors does there
        path.write_bytes(b"a part")
        raise SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)")

    monkeypatch.setattr("facelab.model.checkpoint.save_file", full)
    with pytest.raises(OutputError, match="no space left on device"):
        save_tensors(tmp_path / "z.safetensors", {"x": torch.zeros(1)}, {})
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_version_is_refused(tmp_path: Path) -> None:
    save_tensors(tmp_path / "v.safetensors", {"x": torch.zeros(1)}, {"version": 99})
    with pytest.raises(WeightsError, match="version"):
        load_tensors(tmp_path / "v.safetensors")
