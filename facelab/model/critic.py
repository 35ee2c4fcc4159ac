"""The patch discriminator that teaches those that draw; used in training only."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.model.layers import centred


class PatchCritic(nn.Module):
    """Log-odds that a patch is a photo's (Isola et al. 2017), on a map an eighth as fine.

    What tells blur from photo is some 0.02 of amplitude, so the high pass enters amplified beside the picture itself.
    The critic is told what the face is meant to be, and compares it with photos of such faces (a projection
    discriminator, Miyato & Koyama 2018): a smooth skin is real on the young and not on the old.
    """

    def __init__(self, widths: tuple[int, int, int] = (48, 96, 128)) -> None:
        super().__init__()
        low, middle, high = widths
        self.layers = nn.Sequential(
            nn.Conv2d(24, low, 3, 1, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(low, middle, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(middle, high, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(high, high, 3, 1, 1),
            nn.LeakyReLU(0.2),
        )
        self.last = nn.Conv2d(high, 1, 3, 1, 1)
        self.meant = nn.Parameter(torch.zeros(len(ATTRIBUTES), high))
        kernels = [layer for layer in (*self.layers, self.last) if isinstance(layer, nn.Conv2d)]
        for layer in kernels:
            nn.init.kaiming_normal_(layer.weight, 0.2)
            nn.init.constant_(layer.bias, 0)  # type: ignore[arg-type]
        with torch.no_grad():
            self.last.weight *= 0.1

    def forward(self, x: Tensor, meant: Tensor) -> Tensor:
        """Look at pictures.

        Args:
            x: (N, 3, H, H), sRGB 0..1.
            meant: (N, 40): 1 for an attribute that the face is meant to have, -1 for one that it is not, 0 for either.

        Returns:
            (N, 1, H / 8, H / 8).
        """
        coarse = F.interpolate(F.avg_pool2d(x, 2), scale_factor=2)
        view = F.pixel_unshuffle(torch.cat([centred(x), (x - coarse) * 20], 1), 2)
        features = self.layers(view.contiguous(memory_format=torch.channels_last))
        odds: Tensor = self.last(features) + torch.einsum("nchw,nc->nhw", features, meant @ self.meant)[:, None]
        return odds.float()
