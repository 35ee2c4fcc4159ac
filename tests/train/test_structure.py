"""Stage 1 going on with an encoder that sees more pixels."""

import torch
from torch.nn import functional as F

from facelab.model.structure import StructureConfig, StructureEncoder
from facelab.model.vae import shrink
from facelab.train.structure import FIRST, finer_input

WIDTHS = (4, 4, 4, 4)


def encoders() -> tuple[StructureEncoder, StructureEncoder]:
    torch.manual_seed(0)
    coarse, fine = (StructureEncoder(StructureConfig(latents=8, widths=WIDTHS, input_scale=s)) for s in (1, 2))
    tensors = coarse.state_dict()
    name = FIRST.removeprefix("encoder.")
    fine.load_state_dict({**tensors, name: finer_input(tensors[name], 2)})
    return coarse, fine


def test_an_encoder_that_sees_more_pixels_starts_as_the_one_that_saw_fewer() -> None:
    coarse, fine = encoders()
    x = torch.rand(2, 3, 128, 128)
    torch.testing.assert_close(fine(x).mean, coarse(shrink(x, 64)).mean)


def test_it_can_tell_pictures_apart_that_looked_alike() -> None:
    _, fine = encoders()
    fine.features[1].weight.data += 0.1 * torch.randn_like(fine.features[1].weight)
    x = torch.rand(1, 3, 128, 128)
    soft = F.interpolate(shrink(x, 64), scale_factor=2)
    assert (fine(x).mean - fine(soft).mean).abs().max() > 1e-3


def test_the_same_number_of_pixels_changes_nothing() -> None:
    weight = torch.randn(4, 12, 3, 3)
    assert torch.equal(finer_input(weight, 1), weight)
