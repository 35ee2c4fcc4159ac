from dataclasses import replace

import pytest
import torch

from facelab.model.residual import ResidualConfig
from facelab.model.structure import StructureConfig
from facelab.model.upsampler import UpsamplerConfig
from facelab.model.vae import ConvVAE, VAEConfig, shrink

TINY = VAEConfig(StructureConfig(latents=8, widths=(4, 4, 4, 4)), details=6, upsampler=UpsamplerConfig((4, 4, 4)))


def crops(n: int = 2) -> torch.Tensor:
    return torch.rand(n, 3, 128, 128, generator=torch.Generator().manual_seed(1))


def test_what_the_reader_reads_is_added_to_the_mean() -> None:
    shape = replace(TINY.structure, reader=ResidualConfig(widths=(4, 6), blocks=(1,)))
    torch.manual_seed(5)
    network = ConvVAE(replace(TINY, structure=shape)).eval().requires_grad_(False)
    before = network.encode_structure(crops())
    network.encoder.read.weight.normal_()
    after = network.encode_structure(crops())
    added = network.encoder.read(network.encoder.reader.features(shrink(crops(), 64)))
    assert added.abs().max() > 0.01
    torch.testing.assert_close(after.mean, before.mean + added)
    torch.testing.assert_close(after.logvar, before.logvar)


@pytest.mark.parametrize("again", [False, True])
def test_in_training_the_reader_stays_as_it_is(again: bool) -> None:
    network = ConvVAE(replace(TINY, structure=replace(TINY.structure, reader=ResidualConfig((4, 6), (1,)))))
    if again:
        network.eval().train()
    before = {name: tensor.clone() for name, tensor in network.encoder.reader.state_dict().items()}
    network.encode_structure(crops())
    assert network.encoder.training
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.encoder.reader.state_dict().items())
