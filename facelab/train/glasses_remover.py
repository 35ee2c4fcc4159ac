"""The glasses remover learns to undo glasses that were put on: what is behind them, and how much of it they hide."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.errors import DataError
from facelab.model.checkpoint import load_network, save_network
from facelab.model.glasses_remover import GlassesRemover
from facelab.model.layers import channels_last
from facelab.model.parser import Parser
from facelab.train.attribute_network import started
from facelab.train.config import Config
from facelab.train.player import Objective, Player
from facelab.train.sampling import BatchRandom, EpochSampler
from facelab.train.worn_glasses import TIMES, WornGlasses, worn_glasses

HELD = 48
"""Held heads that are looked at for validation."""
WITHOUT = 0.12
"""Share of a batch that wears no glasses: nothing is to be taken off then."""
SHIFT, GAMMA, GAIN, GREY = 12, 0.25, 0.1, 0.1
"""Samples by which a batch is moved at most; standard deviations of the logarithms of gamma, and of each colour; share
without colour."""
SHARPENED, AROUND = 1.0, 7
"""How much pictures are sharpened at most, and samples across of what they are compared with: cameras do, so that real
frames have bright edges."""
HIDDEN, BEHIND, LINES, SHARE = 8.0, 4.0, 2.0, 0.25
"""How much more a pixel counts where glasses are; weights of what is behind them, of differences between neighbours,
and of the share, beside the error of the picture without glasses."""


@dataclass(frozen=True)
class WornBatch:
    """A step's pictures: worn and bare (N, 3, H, W), sRGB 0..1, and the share that is hidden, (N, 1, H, W)."""

    worn: Tensor
    bare: Tensor
    share: Tensor


@dataclass(frozen=True)
class WornSampler(EpochSampler[WornGlasses]):
    """Batches of faces with glasses, changed at random."""

    def take(self, step: int) -> WornBatch:
        """The batch of a step, counted from 0 over all epochs."""
        epoch, indices = self.own(step)
        draws = BatchRandom(self.seed, epoch, indices, self.device)
        return changed(still(self.faces, torch.from_numpy(indices), self.device), draws)


def still(faces: WornGlasses, rows: Tensor, device: torch.device) -> WornBatch:
    """Faces as they are, by their numbers (N,)."""
    worn, bare, share = faces.worn[rows], faces.bare[rows // TIMES], faces.share[rows][..., None]
    return WornBatch(*(one.to(device).permute(0, 3, 1, 2).float() / 255 for one in (worn, bare, share)))


def changed(batch: WornBatch, draws: BatchRandom) -> WornBatch:
    """Some without glasses, half of them mirrored, all moved, in other light, as sharp as cameras make them."""
    u, n = draws.uniform(6, 1, 1, 1), draws.normal(4, 1, 1)
    without = u[:, 0] < WITHOUT
    worn = torch.where(without, batch.bare, batch.worn)
    share = batch.share * ~without
    down, right = (int(one) for one in ((2 * u[0, 2:4, 0, 0, 0] - 1) * (SHIFT + 0.499)).round())

    def moved(pictures: Tensor) -> Tensor:
        mirrored = torch.where(u[:, 1] < 0.5, pictures.flip(3), pictures)
        return mirrored.roll((down, right), (2, 3))

    def lit(pictures: Tensor) -> Tensor:
        grey = torch.where(u[:, 4] < GREY, pictures.mean(1, keepdim=True), pictures)
        light = (grey.clamp_min(1e-4).log() * (GAMMA * n[:, :1]).exp() + GAIN * n[:, 1:]).exp()
        rows = F.avg_pool2d(light, (AROUND, 1), 1, (AROUND // 2, 0), count_include_pad=False)
        around = F.avg_pool2d(rows, (1, AROUND), 1, (0, AROUND // 2), count_include_pad=False)
        return (light + SHARPENED * u[:, 5] * (light - around)).clamp(0, 1)

    return WornBatch(moved(lit(worn)), moved(lit(batch.bare)), moved(share))


class GlassesRemoverObjective(Objective):
    """Absolute errors of the picture without glasses, of what is behind them, of lines; cross-entropy of the share."""

    def __init__(self, remover: GlassesRemover) -> None:
        super().__init__()
        self.remover = remover

    def forward(self, batch: WornBatch) -> dict[str, Tensor]:
        """``loss``; ``without``: the error of the picture; ``behind``, ``lines``, ``share``: see ``HIDDEN``."""
        behind, share = self.remover(batch.worn)
        picture = batch.worn + share * (behind - batch.worn)
        off = ((1 + HIDDEN * batch.share) * (picture - batch.bare).abs()).mean()
        hidden = (batch.share * (behind - batch.bare).abs()).mean()
        lines = sum((one - other).abs().mean() for one, other in zip(_lines(picture), _lines(batch.bare), strict=True))
        seen = ((1 + HIDDEN / 2 * batch.share) * _surprise(share, batch.share)).mean()
        loss = off + BEHIND * hidden + LINES * lines + SHARE * seen
        return {"loss": loss, "without": off, "behind": hidden, "lines": torch.as_tensor(lines), "share": seen}


def _surprise(share: Tensor, truth: Tensor) -> Tensor:
    """Cross-entropy, in nats: unlike the absolute error it leads out of saying that nothing is ever hidden."""
    share = share.clamp(1e-4, 1 - 1e-4)
    return -(truth * share.log() + (1 - truth) * (1 - share).log())


def _lines(pictures: Tensor) -> tuple[Tensor, Tensor]:
    return pictures[..., 1:] - pictures[..., :-1], pictures[..., 1:, :] - pictures[..., :-1, :]


class GlassesRemoverStage:
    """Trains a GlassesRemover on heads that put on glasses."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.remover = channels_last(started(config.init, GlassesRemover, config.remover)).to(device)
        self.device = device
        objective = GlassesRemoverObjective(self.remover)
        self.players = [Player("remover", objective, config.optimiser, config.optimiser.learning_rate)]

    def validate(self, faces: WornGlasses) -> dict[str, float]:
        """Mean errors where glasses are, in levels of 255: as they are, and with them taken off; of the share."""
        worn, off, share = (torch.zeros(()) for _ in range(3))
        for batch in self._batches(faces):
            behind, found = self.remover(batch.worn)
            hidden, total = batch.share / batch.share.sum(), len(batch.share) / len(faces)
            for mean, picture in ((worn, batch.worn), (off, batch.worn + found * (behind - batch.worn))):
                mean += (hidden * (picture - batch.bare).abs()).sum().cpu() / 3 * 255 * total
            share += (found - batch.share).abs().mean().cpu() * total
        return {"worn": worn.item(), "without": off.item(), "share": share.item()}

    def picture(self, faces: WornGlasses) -> Tensor:
        """Held heads with glasses, the share, without glasses, and as they are."""
        batch = next(iter(self._batches(faces)))
        behind, share = self.remover(batch.worn)
        without = batch.worn + share * (behind - batch.worn)
        return torch.stack([batch.worn, share.expand_as(without), without, batch.bare], 1).clamp(0, 1).cpu()

    def export(self, path: Path, faces: WornGlasses, notes: dict[str, object]) -> None:
        """Write the network."""
        save_network(path, self.remover, {**notes, "faces": len(faces)}, half=True)

    def _batches(self, faces: WornGlasses) -> "list[WornBatch]":
        return [still(faces, rows, self.device) for rows in torch.arange(len(faces)).split(8)]


def put_on_heads(config: Config, split: str) -> WornGlasses:
    """The heads of ``config.data`` with glasses, made once and kept in the run's folder.

    Raises:
        DataError: no parser is named.
    """
    if config.features is None:
        raise DataError("The stage remover needs features: a parser, which says who wears no glasses.")
    kept = config.run / f"worn-{split}.safetensors"
    limit = HELD if split == "held" else None
    return worn_glasses(config.data, split, load_network(config.features, Parser), kept, limit)
