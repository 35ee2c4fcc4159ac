"""A trained network with more channels that says what it said (as Net2Net, Chen et al. 2016, but new ones are random).

What was there does not look at the new channels at first, so nothing changes; they look at it, and learn to be of use.
"""

import torch
from torch import nn

NEW = 0.7
"""Of a new network's weights, those of new channels."""


@torch.no_grad()
def widen(network: nn.Module, narrower: nn.Module) -> None:
    """Give a new network what a narrower one of the same layers has learned; changed in place.

    Args:
        network: convolutions of at least as many channels as those of ``narrower``, the same ones first.
        narrower: trained.
    """
    theirs = narrower.state_dict()
    for name, weights in network.state_dict().items():
        own = theirs[name]
        outputs = len(own)
        if weights.ndim == 4 and weights.shape != own.shape:
            weights[:outputs] = 0
            weights[outputs:] *= NEW
            weights[:outputs, : own.shape[1]] = own
        else:
            weights[:outputs] = own
