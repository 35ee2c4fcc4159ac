"""Sampling of the edits that a network in training is shown: such as a person may ask for."""

from dataclasses import dataclass

import torch
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.train.config import AdversarialLoss

OFTEN = 3
"""How many times as often as another an attribute that is asked for often comes."""


@dataclass(frozen=True)
class SampledEdits:
    """Edits of N faces: which ``attribute`` (N,), its ``sign`` (N,), 1 or -1, and how much of it, ``amount`` (N,)."""

    attribute: Tensor
    sign: Tensor
    amount: Tensor


class EditSampler:
    """Draws an attribute, a sign away from the label, an amount."""

    def __init__(self, how: AdversarialLoss, device: torch.device) -> None:
        chosen = [name for name in how.often for _ in range(OFTEN)] + list(how.also)
        self.indices = torch.tensor([ATTRIBUTES.index(name) for name in chosen], device=device)
        self.amounts = how.amounts

    def __call__(self, labels: Tensor, u: Tensor) -> SampledEdits:
        """For faces with labels (N, 40), from numbers (N, 3) or more, drawn evenly from 0..1."""
        k = self.indices[(u[:, 0] * len(self.indices)).long()]
        label = labels.gather(1, k[:, None])[:, 0]
        remove = torch.where(label < 0, u[:, 1] < 0.5, label > 0.5)
        low, high = self.amounts
        return SampledEdits(k, torch.where(remove, -1.0, 1.0), low + (high - low) * u[:, 2])
