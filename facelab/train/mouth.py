"""The mouth refiner learns from photos of open mouths, and by a critic from what it is given for edited ones."""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.data.mouths import Mouths
from facelab.model.checkpoint import load_tensors, save_network
from facelab.model.layers import channels_last
from facelab.model.mouth import MouthRefiner
from facelab.model.mouth_critic import MouthCritic, broad, luma
from facelab.train.adversarial import adversarial_players
from facelab.train.attribute_network import started
from facelab.train.config import Config, MouthLoss
from facelab.train.mouth_sampling import MouthBatch
from facelab.train.player import Objective

SMOOTH = 13
"""Pixels of the mouth frame over which colours are compared where there is no photo: a tooth's width or so."""
_LAPLACIAN = ((0.0, 1.0, 0.0), (1.0, -4.0, 1.0), (0.0, 1.0, 0.0))


class MouthObjective(Objective):
    """Nearness to the photo, at full and at half resolution; broad colours of the drawing; the critic."""

    def __init__(self, refiner: MouthRefiner, critic: MouthCritic, how: MouthLoss) -> None:
        super().__init__()
        self.refiner = refiner
        self.how = how
        self.others = (critic,)  # a tuple hides the network that this player does not train
        self.drawn: Tensor | None = None

    def forward(self, batch: MouthBatch) -> dict[str, Tensor]:
        """``loss``; ``error`` to the photo and ``colour`` to the drawing, of the range; the critic's terms."""
        refined, count = self.refiner(batch.drawn, batch.within, batch.corner), len(batch.photo)
        known, edited = batch.within[:count], batch.within[count:]
        error = photo_error(refined[:count], batch.photo, known)
        smooth = broad(refined[count:] - batch.drawn[count:], edited, SMOOTH)
        colour = mean_within(smooth.abs(), edited)
        losses = {"loss": error + colour, "error": error, "colour": colour}
        self.drawn = refined.detach()
        return losses | self._critic(refined, batch, losses["loss"]) if batch.seen >= self.how.critic_from else losses

    def _critic(self, refined: Tensor, batch: MouthBatch, rest: Tensor) -> dict[str, Tensor]:
        (critic,), count = self.others, len(batch.photo)
        with torch.no_grad():
            wanted = critic(batch.photo, batch.within[:count])[1]
        said, features = critic(refined, batch.within)
        matched = torch.stack([(f[:count] - w).abs().mean() for f, w in zip(features, wanted, strict=True)]).sum()
        loss = rest - self.how.critic * said.mean() + self.how.features * matched
        return {"loss": loss, "critic": -said.mean(), "features": matched}


class MouthCriticObjective(Objective):
    """Tells photos from what the refiner gave in the same step (hinge loss, Lim & Ye 2017)."""

    def __init__(self, critic: MouthCritic, generator: MouthObjective, how: MouthLoss) -> None:
        super().__init__()
        self.critic = critic
        self.generator = (generator,)
        self.how = how

    def forward(self, batch: MouthBatch) -> dict[str, Tensor]:
        """``loss``, zero before the critic takes part; the shares that it tells rightly."""
        drawn, count = self.generator[0].drawn, len(batch.photo)
        if batch.seen < self.how.critic_from or drawn is None:
            return {"loss": torch.stack([p.sum() for p in self.critic.parameters()]).sum() * 0}
        pictures = torch.cat([batch.photo, drawn.clamp(0, 1)])
        said, _ = self.critic(pictures, torch.cat([batch.within[:count], batch.within]))
        real, fake = said[:count], said[count:]
        loss = F.relu(1 - real).mean() + F.relu(1 + fake).mean()
        return {"loss": loss, "real": (real > 0).float().mean(), "fake": (fake < 0).float().mean()}


def photo_error(refined: Tensor, photo: Tensor, within: Tensor) -> Tensor:
    """Mean absolute error within the lips, most of it at half the resolution: where edges lie is only partly known."""
    off = (refined - photo) * within
    return 0.3 * mean_within(off.abs(), within) + mean_within(F.avg_pool2d(off, 2).abs(), F.avg_pool2d(within, 2))


def mean_within(values: Tensor, within: Tensor) -> Tensor:
    """The mean of values (N, C, H, W) within (N, 1, H, W), each mouth counting alike."""
    count = within.sum((1, 2, 3)).clamp_min(0.005 * within[0].numel())
    return ((values * within).mean(1).sum((1, 2)) / count).mean()


def sharpness(pictures: Tensor, within: Tensor) -> Tensor:
    """Mean absolute Laplacian of luma, (N,), two pixels and more within the lips: their edge is not the refiner's."""
    core = (F.avg_pool2d(within, 5, 1, 2) > 0.999).float()
    kernel = pictures.new_tensor(_LAPLACIAN)[None, None]
    edges = F.conv2d(luma(pictures), kernel, padding=1).abs() * core
    return edges.sum((1, 2, 3)) / core.sum((1, 2, 3)).clamp_min(1)


class MouthStage:
    """Trains a MouthRefiner against a critic."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.refiner = channels_last(started(config.init, MouthRefiner, config.mouth).requires_grad_(True)).to(device)
        self.device = device
        critic = channels_last(MouthCritic()).to(device)
        objective = MouthObjective(self.refiner, critic, config.mouth_loss)
        against = MouthCriticObjective(critic, objective, config.mouth_loss)
        self.players = adversarial_players("mouth", objective, against, config.optimiser, config.mouth_loss.critic_rate)

    def validate(self, mouths: Mouths) -> dict[str, float]:
        """Sharpness of held mouths for that of their photos: as drawn, refined, and of edited ones, refined."""
        drawn, photo, within = mouths.take(mouths.photographed[:100])
        real = sharpness(photo, within).mean()
        edited, _, there = mouths.take(mouths.edited[:100])
        figures = {
            "drawn": sharpness(drawn, within),
            "refined": sharpness(self._refined(drawn, within), within),
            "edited": sharpness(self._refined(edited, there), there),
        }
        return {f"sharpness_{name}": (values.mean() / real).item() for name, values in figures.items()}

    def _refined(self, drawn: Tensor, within: Tensor) -> Tensor:
        refined: Tensor = self.refiner(drawn.to(self.device), within.to(self.device))
        return refined.cpu().clamp(0, 1)

    def picture(self, mouths: Mouths) -> Tensor:
        """A held mouth in each row, its photo around it: drawn, refined, photographed; then edited ones."""
        drawn, photo, within = mouths.take(mouths.photographed[:12])
        rows = [photo + within * (drawn - photo), photo + within * (self._refined(drawn, within) - photo), photo]
        edited, _, there = mouths.take(mouths.edited[:12])
        others = [edited, self._refined(edited, there)]
        count = min(len(drawn), len(edited))
        return torch.stack([row[:count] for row in rows + others], 1)

    def export(self, path: Path, mouths: Mouths, notes: dict[str, object]) -> None:
        """Write the refiner."""
        save_network(path, self.refiner, {**notes, "mouths": len(mouths)}, half=True)


def unfinished(state: Path) -> tuple[MouthRefiner, dict[str, object]]:
    """The refiner of a run that has not ended, from its ``state.safetensors``, and notes for its file."""
    file = load_tensors(state)
    config = Config.model_validate({"run": state.parent, **file.metadata["config"]})
    refiner = MouthRefiner(config.mouth)
    parts = "mouth.weight.refiner.", "mouth.mean.refiner."  # the means last: what has none stays as it is
    found = {name.removeprefix(part): t for part in parts for name, t in file.tensors.items() if name.startswith(part)}
    refiner.load_state_dict(found)
    seen = file.metadata["step"] * config.optimiser.batch
    notes = {"stage": "mouth", "config": config.model_dump(mode="json"), "faces_seen": seen}
    hours = round(file.metadata["seconds"] / 3600, 3)
    return channels_last(refiner.eval().requires_grad_(False)), {**notes, "hours": hours}
