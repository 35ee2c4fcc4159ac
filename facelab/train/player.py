"""One network in training, a player: its objective, its optimiser, the running mean of its weights (EMA)."""

import math
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from facelab.errors import DataError, Hint
from facelab.train.config import Optimiser


class Objective(nn.Module):
    """What a player minimises: ``forward(batch)`` gives ``loss`` and what else is to be logged, each a scalar.

    A batch is what the stage's sampler gives: a Batch, a HeadBatch for the parser.
    """

    def forward(self, batch: Any) -> dict[str, Tensor]:
        """Losses of a batch, means over its faces."""
        raise NotImplementedError


@dataclass
class Counters:
    """What a player remembers beside its tensors."""

    steps: int = 0
    skipped: int = 0
    usual_norm: float = 0.0


@dataclass
class Player:
    """An objective with its optimiser. Only parameters that require gradients move and have a running mean."""

    name: str
    objective: Objective
    settings: Optimiser
    learning_rate: float
    counters: Counters = field(default_factory=Counters)

    def __post_init__(self) -> None:
        self.parameters = {n: p for n, p in self.objective.named_parameters() if p.requires_grad}
        self.optimiser = torch.optim.AdamW(
            self.parameters.values(), self.learning_rate, self.settings.betas, weight_decay=self.settings.weight_decay
        )
        self.mean = {name: p.detach().clone() for name, p in self.parameters.items()}
        several = torch.distributed.is_available() and torch.distributed.is_initialized()
        self.module: nn.Module = DistributedDataParallel(self.objective) if several else self.objective

    def step(self, batch: Any, rate: float) -> dict[str, Tensor]:
        """Take one step at ``rate`` times the learning rate, unless its gradients are not finite or explode."""
        losses: dict[str, Tensor] = self.module(batch)
        self.optimiser.zero_grad(set_to_none=True)
        losses["loss"].backward()
        norm = nn.utils.clip_grad_norm_(self.parameters.values(), self.settings.clip).item()
        for group in self.optimiser.param_groups:
            group["lr"] = self.learning_rate * rate
        if self._sane(norm):
            self.optimiser.step()
            self._average()
        else:
            self.counters.skipped += 1
        return {**losses, "norm": torch.tensor(norm)}

    def _sane(self, norm: float) -> bool:
        counters, usual = self.counters, self.counters.usual_norm
        counters.steps += 1
        if not math.isfinite(norm):
            return False
        # A player that has not taken part yet has gradients of 0, which tell nothing of what is usual.
        counters.usual_norm = usual + 0.05 * (min(norm, 2 * usual) - usual) if usual else norm
        return counters.steps <= self.settings.warmup or not usual or norm <= self.settings.explode * usual

    @torch.no_grad()
    def _average(self) -> None:
        decay = min(self.settings.ema, (1 + self.counters.steps) / (10 + self.counters.steps))
        torch._foreach_lerp_(list(self.mean.values()), list(self.parameters.values()), 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchange the weights with their running mean; a second call puts them back."""
        for name, parameter in self.parameters.items():
            kept = parameter.detach().clone()
            parameter.copy_(self.mean[name])
            self.mean[name] = kept

    def state(self) -> dict[str, Tensor]:
        """Every tensor that a resumed run needs."""
        tensors = {f"{self.name}.weight.{k}": v for k, v in self.objective.state_dict().items()}
        tensors |= {f"{self.name}.mean.{k}": v for k, v in self.mean.items()}
        moments = self.optimiser.state_dict()["state"]
        tensors |= {f"{self.name}.adam.{i}.{k}": v for i, row in moments.items() for k, v in row.items()}
        return tensors

    def restore(self, tensors: dict[str, Tensor], counters: Counters) -> None:
        """Take up a state that ``state`` gave.

        Raises:
            DataError: it is another network's.
        """
        parts: dict[str, dict[str, Tensor]] = {"weight": {}, "mean": {}, "adam": {}}
        for name, tensor in tensors.items():
            player, part, rest = name.split(".", 2)
            if player == self.name:
                parts[part][rest] = tensor
        moments: dict[int, dict[str, Tensor]] = {}
        for name, tensor in parts["adam"].items():
            index, key = name.split(".", 1)
            moments.setdefault(int(index), {})[key] = tensor
        try:
            self.objective.load_state_dict(parts["weight"])
        except RuntimeError as error:
            raise DataError(
                "The saved state is another network's; start anew{hint}.", hint=Hint(" without --resume")
            ) from error
        self.mean = {name: parts["mean"][name].to(p.device).clone() for name, p in self.parameters.items()}
        self.optimiser.load_state_dict({**self.optimiser.state_dict(), "state": moments})
        self.counters = counters
