"""Pictures as their principal components."""

import torch
from torch import Tensor

from facelab.model.lecture.components import Components


def pictures(count: int) -> Tensor:
    """Pictures (N, 3, 8, 8) that differ in three ways, alike in their mirror images."""
    ways = torch.randn(3, 3, 8, 4, generator=torch.Generator().manual_seed(0))
    amounts = torch.randn(count, 3, generator=torch.Generator().manual_seed(1)) * torch.tensor([1.0, 0.5, 0.2])
    half = 0.5 + 0.05 * torch.einsum("nk,kchw->nchw", amounts, ways)
    return torch.cat([half, half.flip(3)], 3)


def test_as_many_as_there_are_ways_to_differ_bring_the_pictures_back() -> None:
    faces, found = pictures(50), Components(8, 3)
    found.find(faces)
    numbers = found(faces)
    torch.testing.assert_close(found.picture(numbers), faces, atol=1e-4, rtol=0)
    assert torch.allclose(numbers.mean(0), torch.zeros(3), atol=1e-4)
    assert torch.allclose(numbers.square().mean(0), torch.ones(3), atol=1e-3)


def test_fewer_bring_back_what_varies_most() -> None:
    faces, errors = pictures(50), []
    for count in (1, 2, 3):
        found = Components(8, count)
        found.find(faces)
        errors.append((found.picture(found(faces)) - faces).square().mean().item())
    assert errors[0] > 2 * errors[1] > 4 * errors[2]


def test_of_few_pictures_there_are_as_many_as_they_have_and_the_others_are_nothing() -> None:
    faces, found = pictures(3), Components(8, 20)
    found.find(faces)
    assert found(faces)[:, 6:].abs().max() == 0
    torch.testing.assert_close(found.picture(found(faces)), faces, atol=1e-4, rtol=0)
