"""Convolutions that keep their kernels ordered for one picture, and the enlargement by products."""

import copy

import pytest
import torch
from torch import nn

from facelab.model.layers import Conv, conv


def frozen(stride: int = 1) -> Conv:
    torch.manual_seed(3)
    layer = conv(6, 10, stride=stride).requires_grad_(False)
    layer.bias.normal_()
    return layer.to(memory_format=torch.channels_last)


def picture(count: int = 1, side: int = 8) -> torch.Tensor:
    return torch.randn(count, 6, side, side, generator=torch.Generator().manual_seed(4))


def plainly(layer: Conv, x: torch.Tensor) -> torch.Tensor:
    return nn.Conv2d.forward(layer, x)


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("count", [1, 2])
def test_it_computes_what_a_convolution_does(stride, count):
    layer, x = frozen(stride), picture(count)
    expected = plainly(layer, x)
    torch.testing.assert_close(layer(x), expected, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(layer(x, rectified=True), expected.clamp_min(0), atol=1e-5, rtol=1e-5)


def test_pictures_of_several_sizes_may_follow_each_other():
    layer = frozen()
    for side in (8, 12, 8):
        torch.testing.assert_close(layer(picture(side=side)), plainly(layer, picture(side=side)), atol=1e-5, rtol=1e-5)


@pytest.mark.skipif(
    "AVX512" not in torch.backends.cpu.get_cpu_capability(),
    reason="oneDNN lays weights out in bfloat16 only with AVX-512; elsewhere FaceLab never asks it to",
)
def test_under_autocast_it_computes_in_bfloat16():
    layer, x = frozen(), picture()
    with torch.autocast("cpu", torch.bfloat16):
        found = layer(x)
    assert found.dtype == torch.bfloat16
    torch.testing.assert_close(found.float(), plainly(layer, x), atol=0.1, rtol=0.05)


def test_after_other_weights_are_loaded_it_computes_with_them():
    layer, other = frozen(), frozen()
    layer(picture())
    layer.weight = nn.Parameter(other.weight * 2, requires_grad=False)
    torch.testing.assert_close(layer(picture()), plainly(layer, picture()), atol=1e-5, rtol=1e-5)


def test_it_can_still_be_trained():
    layer = frozen()
    layer(picture())
    layer.requires_grad_(True)
    layer(picture()).sum().backward()
    assert layer.weight.grad.abs().sum() > 0


def test_gradients_pass_through_it_to_its_input():
    layer, x = frozen(), picture().requires_grad_()
    layer(x).square().sum().backward()
    found, x.grad = x.grad, None
    plainly(layer, x).square().sum().backward()
    torch.testing.assert_close(found, x.grad, atol=1e-4, rtol=1e-4)


def test_a_copy_computes_the_same():
    layer = frozen()
    expected = layer(picture())
    torch.testing.assert_close(copy.deepcopy(layer)(picture()), expected)
