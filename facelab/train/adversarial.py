"""Adversarial training (Goodfellow et al. 2014): one network draws, a critic tells what it drew from what is real."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.model.critic import PatchCritic
from facelab.train.config import AdversarialLoss, Optimiser
from facelab.train.player import Objective, Player
from facelab.train.sampling import Batch

BALANCE_EVERY, PENALTY_EVERY = 20, 8
MOST_BALANCE = 50.0


@dataclass(frozen=True)
class CriticInput:
    """What the critic is shown in one step.

    Attributes:
        real: (N, 3, H, H). pictures: what was drawn of them, (M, 3, H, H).
        where: what of that counts, (M, 1, H / 8, H / 8).
        true, meant: what the real ones are, (N, 40), and what was drawn is meant to be, (M, 40); see ``PatchCritic``.
    """

    real: Tensor
    pictures: Tensor
    where: Tensor
    true: Tensor
    meant: Tensor


class GeneratorNetwork(Protocol):
    """What a critic plays against."""

    drawn: CriticInput | None


class CriticObjective(Objective):
    """Tells real pictures from what the generator drew in the same step."""

    def __init__(self, critic: PatchCritic, generator: GeneratorNetwork, how: AdversarialLoss, batch: int) -> None:
        super().__init__()
        self.critic = critic
        self.generator = (generator,)
        self.how = how
        self.batch = batch

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in nats of a patch; zero before the critic takes part."""
        if batch.seen < self.how.critic_from or self.generator[0].drawn is None:
            return {"loss": torch.stack([p.sum() for p in self.critic.parameters()]).sum() * 0}
        given = self.generator[0].drawn
        odds = self.critic(torch.cat([given.real, given.pictures]), torch.cat([given.true, given.meant]))
        real, drawn = odds[: len(given.real)], odds[len(given.real) :]
        loss = F.softplus(-real).mean() + masked_mean(F.softplus(drawn), given.where)
        if (batch.seen // self.batch) % PENALTY_EVERY == 0:
            loss = loss + PENALTY_EVERY * self.how.penalty * self._r1_penalty(given.real[:8], given.true[:8])
        return {"loss": loss, "real": (real > 0).float().mean(), "drawn": (drawn < 0).float().mean()}

    def _r1_penalty(self, photo: Tensor, true: Tensor) -> Tensor:
        """R1 (Mescheder et al. 2018): mean squared gradient of the sum of log-odds at photos."""
        photo = photo.detach().float().requires_grad_()
        with torch.autocast(photo.device.type, enabled=False):
            odds = self.critic(photo, true).sum()
        (slope,) = torch.autograd.grad(odds, photo, create_graph=True)
        return slope.square().sum((1, 2, 3)).mean()


def masked_mean(values: Tensor, where: Tensor) -> Tensor:
    """Mean of values weighted by ``where``; zero where nothing is."""
    return (values * where).sum() / where.sum().clamp_min(1e-6)


def due(batch: Batch, size: int) -> bool:
    """Whether losses are to be balanced anew in this step."""
    return (batch.seen // size) % BALANCE_EVERY == 0


def balanced(before: Tensor, rest: Tensor, other: Tensor, output: Tensor) -> Tensor:
    """What ``other`` is to be multiplied by to move the output as strongly as ``rest``: the ratio of the norms of their
    gradients there (Esser et al. 2021, equation 7), a running mean.

    Args:
        before: the ratio so far, (); 0 at first.
        rest, other: losses of the output, ().
        output: what was drawn.
    """
    wanted = torch.autograd.grad(rest, output, retain_graph=True)[0].norm()
    given = torch.autograd.grad(other, output, retain_graph=True)[0].norm()
    ratio = (wanted / (given + 1e-8)).clamp(max=MOST_BALANCE)
    return torch.where(before == 0, ratio, 0.9 * before + 0.1 * ratio)


def blended(start: Mapping[str, Tensor], trained: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Weights between two networks, ``share`` of the second: network interpolation (Wang et al. 2018, ESRGAN, section
    3.4) takes a critic's artefacts back and keeps most of what was learned."""
    return {name: torch.lerp(start[name].to(tensor), tensor, share) for name, tensor in trained.items()}


def adversarial_players(name: str, drawing: Objective, critic: Objective, how: Optimiser, rate: float) -> list[Player]:
    """The two players; the critic learns at its own rate."""
    calm = how.model_copy(update={"weight_decay": 0.0})
    # The penalty's steps have gradients far above the usual; cut or skipped, they would leave the critic untamed.
    free = calm.model_copy(update={"clip": math.inf, "explode": math.inf})
    return [Player(name, drawing, calm, calm.learning_rate), Player("critic", critic, free, rate)]
