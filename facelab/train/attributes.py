"""The attribute network: its early features are what the finish's loss compares."""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.errors import DataError
from facelab.model.checkpoint import load_network, save_network
from facelab.model.judges import AttributeNet
from facelab.model.layers import channels_last
from facelab.model.losses import attribute_nll
from facelab.model.vocabulary import ATTRIBUTES
from facelab.train.config import Config
from facelab.train.data import Batch, Draws, Faces
from facelab.train.player import Objective, Player

SMOOTHING = 0.02


class AttributeObjective(Objective):
    """Cross-entropy of the 40 attributes on pictures blurred and noisy at random, so that neither fools the network."""

    def __init__(self, network: AttributeNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in nats of an attribute."""
        logits = self.network(spoil(batch.pictures, batch.draws))
        loss = attribute_nll(logits, batch.labels, SMOOTHING).mean() / logits.shape[1]
        return {"loss": loss}


def spoil(pictures: Tensor, draws: Draws) -> Tensor:
    """Half of the pictures blurred by 2 pixels, all with noise of up to 4 % of the range."""
    u = draws.uniform(2)[:, :, None, None, None]
    soft = F.interpolate(F.avg_pool2d(pictures, 2), scale_factor=2, mode="bilinear", align_corners=False)
    noise = 0.04 * u[:, 1] * draws.normal(*pictures.shape[1:])
    return torch.where(u[:, 0] < 0.5, soft, pictures) + noise


def _started(config: Config) -> AttributeNet:
    if config.init is None:
        return AttributeNet(config.network)
    network = load_network(config.init, AttributeNet)
    if network.config != config.network:
        raise DataError(f"{config.init} has no attribute network of the shape that the configuration asks for.")
    return network.train().requires_grad_(True)


class AttributeStage:
    """Trains an AttributeNet."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.network = channels_last(_started(config)).to(device)
        self.device = device
        objective = AttributeObjective(self.network)
        self.players = [Player("network", objective, config.optimiser, config.optimiser.learning_rate)]

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
        save_network(path, self.network, notes)
