"""Networks that read the 40 attributes: the one whose early features the upsampler's loss compares, and the judge."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.data.folder import Faces
from facelab.errors import DataError
from facelab.model.checkpoint import load_network, save_network
from facelab.model.judges import AttributeJudge, AttributeNet
from facelab.model.layers import Network, channels_last
from facelab.model.losses import attribute_nll
from facelab.train.config import Config
from facelab.train.player import Objective, Player
from facelab.train.sampling import Batch

SMOOTHING = 0.02


class AttributeObjective(Objective):
    """Cross-entropy of the 40 attributes."""

    def __init__(self, network: AttributeNet | AttributeJudge) -> None:
        super().__init__()
        self.network = network

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in nats of an attribute."""
        logits = self.network(batch.pictures)
        loss = attribute_nll(logits, batch.labels, SMOOTHING).mean() / logits.shape[1]
        return {"loss": loss}


def started(init: Path | None, kind: type[Network], shape: Any) -> Network:
    """A new network of the given shape, or the one in ``init``, ready to be trained.

    Raises:
        DataError: ``init`` holds one of another shape. WeightsError: it holds none.
    """
    if init is None:
        return kind(shape)
    network = load_network(init, kind)
    if network.config != shape:
        raise DataError(
            "{init} has no {kind} of the shape that the configuration asks for.", init=init, kind=kind.__name__
        )
    return network.train().requires_grad_(True)


class AttributeStage:
    """Trains an AttributeNet."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.network = channels_last(self._started(config)).to(device)
        self.device = device
        objective = AttributeObjective(self.network)
        self.players = [Player("network", objective, config.optimiser, config.optimiser.learning_rate)]

    @staticmethod
    def _started(config: Config) -> AttributeNet | AttributeJudge:
        return started(config.init, AttributeNet, config.network)

    def validate(self, faces: Faces) -> dict[str, float]:
        """Mean accuracy over the attributes in per cent, on a thousand faces."""
        right, known = torch.zeros(()), torch.zeros(())
        for crops, labels in faces.crops(limit=1000):
            agree = (self.network(crops.to(self.device)).cpu() > 0) == (labels > 0.5)
            right += (agree & (labels >= 0)).sum()
            known += (labels >= 0).sum()
        return {"accuracy": (100 * right / known).item()}

    def picture(self, faces: Faces) -> Tensor:
        """The first validation faces, ordered by how much they are seen to smile."""
        crops = next(iter(faces.crops(chunk=48)))[0]
        order = self.network(crops.to(self.device))[:, ATTRIBUTES.index("Smiling")].argsort().cpu()
        columns = min(12, len(crops))
        rows = torch.split(crops[order], columns)
        return torch.stack([row for row in rows if len(row) == columns])

    def export(self, path: Path, faces: Faces, notes: dict[str, object]) -> None:  # noqa: ARG002
        """Write the network."""
        save_network(path, self.network, notes, half=True)


class JudgeStage(AttributeStage):
    """Trains an AttributeJudge."""

    @staticmethod
    def _started(config: Config) -> AttributeJudge:
        return started(config.init, AttributeJudge, config.judge)
