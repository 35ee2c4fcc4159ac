"""Batch normalisation for the time of training (Ioffe & Szegedy 2015): it learns faster, and is folded away at the end.

The networks of ``model`` have none, so that what is shipped is plain and small. In training each convolution's output
is normalised; afterwards mean, variance, scale and shift go into its kernels and bias, which changes nothing.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.model.layers import Conv


class Normed(nn.Module):
    """A convolution whose output is normalised over the batch; to be called as the convolution is."""

    def __init__(self, layer: Conv) -> None:
        super().__init__()
        self.layer = layer
        self.norm = nn.BatchNorm2d(layer.out_channels)

    def forward(self, x: Tensor, *, rectified: bool = False) -> Tensor:
        """(N, C, H, W) to (N, C', H / stride, W / stride); ``rectified``: with what is below 0 made 0."""
        y: Tensor = self.norm(self.layer(x))
        return F.relu(y) if rectified else y

    @torch.no_grad()
    def folded(self) -> Conv:
        """The convolution that does the same in evaluation mode."""
        layer, norm = deepcopy(self.layer), self.norm
        mean, variance = norm.running_mean, norm.running_var
        if mean is None or variance is None or layer.bias is None:
            raise AssertionError("Built with running statistics and a bias.")
        factor = norm.weight / torch.sqrt(variance + norm.eps)
        layer.weight.mul_(factor[:, None, None, None])
        layer.bias.copy_(norm.bias + (layer.bias - mean) * factor)
        return layer


def normalise(network: nn.Module, except_for: Iterable[str] = ()) -> None:
    """Put a ``Normed`` in place of each convolution; its scale starts as large as the convolution's own signal was.

    Args:
        network: changed in place.
        except_for: names of convolutions that stay, as those that give the result must.
    """
    for owner, name, path, layer in _found(network, Conv):
        if path not in except_for:
            normed = Normed(layer)
            # He's initialisation has variance 2 / fan-in; a gain was multiplied in.
            gain = layer.weight.detach().std() * (layer.weight[0].numel() / 2) ** 0.5
            nn.init.constant_(normed.norm.weight, gain.item())
            setattr(owner, name, normed)


def fold(network: nn.Module) -> None:
    """Put each convolution back, with its normalisation in it; changed in place."""
    for owner, name, _, normed in _found(network, Normed):
        setattr(owner, name, normed.folded())


def measure(network: nn.Module, passes: Iterable[Callable[[], object]]) -> None:
    """Measure means and variances anew: after averaging weights those of training are not theirs.

    Args:
        network: with ``Normed`` convolutions; without any, nothing is done. In training mode afterwards.
        passes: each runs the network on another batch.
    """
    norms = [normed.norm for _, _, _, normed in _found(network, Normed)]
    if not norms:
        return
    network.train()
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the plain mean over all passes
    with torch.no_grad():
        for once in passes:
            once()
    for norm in norms:
        norm.momentum = 0.1


def _found(network: nn.Module, kind: type[Any]) -> list[tuple[nn.Module, str, str, Any]]:
    """Owner, name there, whole name, and module, of every module of a kind."""
    return [
        (owner, name, f"{path}.{name}".lstrip("."), module)
        for path, owner in list(network.named_modules())
        for name, module in owner.named_children()
        if isinstance(module, kind)
    ]
