"""The patch discriminator that teaches the mouth refiner; used in training only."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm

_AMPLIFIED = 4.0
"""Times the high pass of luma: edges between teeth are faint beside the teeth."""


class MouthCritic(nn.Module):
    """Whether patches of what is seen between lips are a photo's (Isola et al. 2017), with bounded slopes.

    Spectral norms (Miyato et al. 2018) keep the slopes bounded. It sees nothing beyond the lips.
    """

    def __init__(self, widths: tuple[int, int, int] = (32, 64, 96)) -> None:
        super().__init__()
        low, middle, high = widths
        shapes = [(5, low, 4, 2, 1), (low, middle, 4, 2, 1), (middle, high, 4, 2, 1), (high, high, 3, 1, 1)]
        self.layers = nn.ModuleList(spectral_norm(nn.Conv2d(*shape)) for shape in shapes)
        self.last = spectral_norm(nn.Conv2d(high, 1, 3, 1, 1))

    def forward(self, pictures: Tensor, within: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Look at mouths.

        Args:
            pictures: (N, 3, H, W), sRGB 0..1. within: (N, 1, H, W) in 0..1, what counts of them.

        Returns:
            (N, 1, H / 8, H / 8), higher for photos, and the features of each layer.
        """
        grey = luma(pictures)
        fine = _AMPLIFIED * within * (grey - broad(grey, within, 7))
        features, x = [], torch.cat([(2 * pictures - 1) * within, within, fine], 1)
        for layer in self.layers:
            x = F.leaky_relu(layer(x), 0.2)
            features.append(x)
        return self.last(x), features


def luma(pictures: Tensor) -> Tensor:
    """(N, 3, H, W) to (N, 1, H, W)."""
    weights = pictures.new_tensor([0.299, 0.587, 0.114])
    return torch.einsum("nchw,c->nhw", pictures, weights)[:, None]


def broad(values: Tensor, within: Tensor, width: int) -> Tensor:
    """Values (N, C, H, W) averaged over what is within (N, 1, H, W), by a tent ``width`` pixels high at half."""
    return _box(_box(values * within, width), width) / _box(_box(within, width), width).clamp_min(0.05)


def _box(values: Tensor, width: int) -> Tensor:
    return F.avg_pool2d(values, width, 1, width // 2, count_include_pad=False)
