"""The layers that the networks are built from: convolution, residual block, upsampling by pixel shuffle."""

from typing import Annotated, Any, TypeVar

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

Width = Annotated[int, Field(ge=1, le=4096)]
"""Channels of a layer. What a checkpoint may ask for has bounds, so that none can ask for endless work."""

Network = TypeVar("Network", bound=nn.Module)


class Conv(nn.Conv2d):
    """A convolution that keeps its kernels as oneDNN wants them for one picture, once they are no longer trained.

    ``nn.Conv2d`` orders them anew at every call, under autocast converts them too, and computes small pictures without
    oneDNN, which together costs a third of a frame. The operators are those that PyTorch's own compiler calls.
    """

    def __init__(self, *shape: Any, **more: Any) -> None:
        super().__init__(*shape, **more)
        # For each precision: the frames of a drag and the whole photo may be computed at the same time.
        self._ordered: dict[torch.dtype, tuple[Any, Tensor, Tensor | None]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Without the ordered kernels, which cannot be copied."""
        return {**self.__dict__, "_ordered": {}}

    def forward(self, x: Tensor, *, rectified: bool = False) -> Tensor:
        """(N, C, H, W) to (N, C', H / stride, W / stride); ``rectified``: with what is below 0 made 0, on the way."""
        learns = x.requires_grad or self.weight.requires_grad
        traced: bool = torch.jit.is_tracing()  # type: ignore[attr-defined,no-untyped-call]
        if traced or learns or len(x) > 1 or not _has_onednn(x.device.type):
            plain = super().forward(x)
            return F.relu(plain) if rectified else plain
        x = x.to(torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else self.weight.dtype)
        way = list(self.padding), list(self.stride), list(self.dilation), self.groups
        kept, key = self._ordered.get(x.dtype), (x.shape, self.weight.data_ptr())
        if kept is None or kept[0] != key:
            kernels = self.weight.to(x.dtype, memory_format=torch.channels_last)
            ordered = torch.ops.mkldnn._reorder_convolution_weight(kernels, *way, list(x.shape))
            kept = key, ordered, None if self.bias is None else self.bias.to(x.dtype)
            self._ordered[x.dtype] = kept
        after = "relu" if rectified else "none"
        result: Tensor = torch.ops.mkldnn._convolution_pointwise(x, kept[1], kept[2], *way, after, [], "")
        return result


def _has_onednn(device: str) -> bool:
    return device == "cpu" and torch.backends.mkldnn.is_available()


def conv(inputs: int, outputs: int, kernel: int = 3, stride: int = 1, gain: float = 1.0) -> Conv:
    """Convolution that keeps (or divides by ``stride``) height and width, initialised for signals of order one.

    He et al. 2015 with the given gain; biases zero. PyTorch's default would shrink the signal at every layer.
    """
    layer = Conv(inputs, outputs, kernel, stride, kernel // 2)
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
        change: Tensor = self.second(self.first(F.relu(x), rectified=True))
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


def precise_linear(layer: nn.Linear, x: Tensor) -> Tensor:
    """(N, I) to (N, O) in full precision whatever the convolutions use.

    The rounding of latents would be seen, and for one row the matrix is converted in more time than it is used.
    """
    with torch.autocast(x.device.type, enabled=False):
        return F.linear(x.float(), layer.weight, layer.bias)
