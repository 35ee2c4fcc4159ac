"""What the networks are built from."""

from typing import Annotated, TypeVar

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

Width = Annotated[int, Field(ge=1, le=4096)]
"""Channels of a layer. What a checkpoint may ask for has bounds, so that none can ask for endless work."""

Network = TypeVar("Network", bound=nn.Module)


def conv(inputs: int, outputs: int, kernel: int = 3, stride: int = 1, gain: float = 1.0) -> nn.Conv2d:
    """Convolution that keeps (or divides by ``stride``) height and width, initialised for signals of order one.

    He et al. 2015 with the given gain; biases zero. PyTorch's default would shrink the signal at every layer.
    """
    layer = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    with torch.no_grad():
        layer.weight *= gain
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)
    return layer


class Residual(nn.Module):
    """x + f(x) with two convolutions before which the signal is rectified (He et al. 2016); f starts small."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = conv(channels, channels)
        self.second = conv(channels, channels, gain=0.2)

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) to the same shape."""
        change: Tensor = self.second(F.relu(self.first(F.relu(x))))
        return x + change


def upsample(inputs: int, outputs: int) -> nn.Sequential:
    """(N, inputs, H, W) to (N, outputs, 2H, 2W): rectified, mixed, pixels shuffled (Shi et al. 2016)."""
    return nn.Sequential(nn.ReLU(), conv(inputs, outputs * 4, kernel=1), nn.PixelShuffle(2))


def residuals(channels: int, count: int) -> nn.Sequential:
    """``count`` residual blocks in a row."""
    return nn.Sequential(*(Residual(channels) for _ in range(count)))


def channels_last(network: Network) -> Network:
    """The network with its kernels stored channels last, which is faster on CPUs; changed in place."""
    return network.to(memory_format=torch.channels_last)  # type: ignore[no-any-return,call-overload]


def centred(picture: Tensor) -> Tensor:
    """Pixels 0..1 brought to mean about 0 and variance about 1."""
    return (picture - 0.5) * 4
