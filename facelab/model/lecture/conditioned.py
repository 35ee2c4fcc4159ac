"""ConditionedNetwork: a network that is told at every layer, not only at its start, what it shall draw."""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class ConditionedLayer(nn.Module):
    """A linear layer whose outputs are scaled and shifted by what is told (FiLM, Perez et al. 2018), and rectified."""

    def __init__(self, inputs: int, outputs: int, told: int) -> None:
        super().__init__()
        self.mixed = nn.Linear(inputs, outputs)
        self.affine = nn.Linear(told, 2 * outputs)
        nn.init.zeros_(self.affine.weight)  # untrained it is told in vain
        nn.init.zeros_(self.affine.bias)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        """(N, inputs) and (N, told) to (N, outputs)."""
        scale, shift = self.affine(told).chunk(2, 1)
        return F.relu(self.mixed(x) * (1 + scale) + shift)


class ConditionedNetwork(nn.Module):
    """A linear map, and beside it layers of ``hidden`` numbers, each told the same; untrained the map is all."""

    def __init__(self, inputs: int, outputs: int, told: int, hidden: tuple[int, ...]) -> None:
        super().__init__()
        widths = (inputs + told, *hidden)
        self.layers = nn.ModuleList(ConditionedLayer(*pair, told) for pair in pairwise(widths))
        self.last = nn.Linear(widths[-1], outputs)
        self.direct = nn.Linear(widths[0], outputs)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        """(N, inputs) and (N, told) to (N, outputs)."""
        y = given = torch.cat([x, told], 1)
        for layer in self.layers:
            y = layer(y, told)
        found: Tensor = self.last(y) + self.direct(given)
        return found
