"""The parser learns from a larger network's soft answers (Hinton et al. 2015): cross-entropy and overlap."""

from copy import deepcopy
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.data.heads import UNKNOWN, Heads
from facelab.model.checkpoint import load_network, load_tensors, save_network
from facelab.model.judges import AttributeNet, AttributeNetConfig
from facelab.model.layers import channels_last
from facelab.model.parser import CLASSES, Parser, ParserConfig
from facelab.train.attribute_network import started
from facelab.train.batch_norm import fold, measure, normalise
from facelab.train.config import Config, ParserLoss
from facelab.train.head_sampling import HeadBatch, still_batches
from facelab.train.player import Objective, Player
from facelab.train.widening import widen

PALETTE = (
    "000000 e6bea0 783c00 c87800 0000ff 00b4ff ff00ff ff7878 ff3c3c ffff00 c89664 780000 ff0000 b4003c a082c8 00ff00"
    " 3c783c 6e5028 00ffff"
)
"""A colour for each class, hexadecimal sRGB."""
MEASURED = 256
"""Heads on which the normalisation is measured in the end."""
_WEIGHT, _MEAN = "parser.weight.parser.", "parser.mean.parser."


class ParserObjective(Objective):
    """Cross-entropy with the teacher's two likeliest classes, and 1 - Dice overlap with the likeliest.

    A step looks at one of every four squares of 2 x 2 pixels, others each time: that is the same on average, and the
    last layer and the softmax, which work on all pixels, would take longer than the rest together.
    """

    def __init__(self, parser: Parser, how: ParserLoss) -> None:
        super().__init__()
        self.parser = parser
        self.how = how

    def forward(self, batch: HeadBatch) -> dict[str, Tensor]:
        """``loss``; ``nll`` in nats of a known pixel; ``dice``: overlap, mean over the classes seen; ``right``."""
        odds = F.log_softmax(self.parser.sample(batch.pictures, batch.corner).float().movedim(3, -1), -1)
        first, second, sure = (squares(t, batch.corner) for t in (batch.first, batch.second, batch.confidence))
        known = first != UNKNOWN
        odds, first, second, sure = odds[known], first[known], second[known], sure[known]
        likely, other = (odds.gather(-1, t[:, None])[:, 0] for t in (first, second))
        nll = -(sure * likely + (1 - sure) * other).mean()
        dice = soft_dice(odds.exp(), first)
        right = (odds.detach().argmax(-1) == first).float().mean()
        return {"loss": nll + self.how.overlap * (1 - dice), "nll": nll, "dice": dice, "right": right}


def squares(pixels: Tensor, corner: tuple[int, int]) -> Tensor:
    """One of every four squares of 2 x 2 pixels: (N, H, W) to (N, H / 4, W / 4, 2, 2), as ``Parser.sample`` does."""
    count, height, width = pixels.shape
    blocks = pixels.view(count, height // 2, 2, width // 2, 2)
    return blocks[:, corner[0] :: 2, :, corner[1] :: 2].permute(0, 1, 3, 2, 4)


def soft_dice(probabilities: Tensor, classes: Tensor) -> Tensor:
    """Twice the shared part by the sum of both (Milletari et al. 2016), mean over the classes that occur.

    Args:
        probabilities: (P, 19) of pixels. classes: (P,) what they show.
    """
    truth = F.one_hot(classes, len(CLASSES)).to(probabilities.dtype)
    count = truth.sum(0)
    overlap = (probabilities * truth).sum(0)
    dice = 2 * overlap / (probabilities.sum(0) + count).clamp_min(1)
    return dice[count > 0].mean()


def confusion(parser: Parser, heads: Heads, limit: int | None = None) -> Tensor:
    """How many pixels of each class (rows: the teacher's; columns: the parser's), (19, 19) int64, known pixels only."""
    total = torch.zeros(len(CLASSES) ** 2, dtype=torch.int64)
    device = next(parser.parameters()).device
    for batch in still_batches(heads, limit=limit):
        said = parser(batch.pictures.to(device)).argmax(1).cpu()
        known = batch.first != UNKNOWN
        pairs = batch.first[known] * len(CLASSES) + said[known]
        total += torch.bincount(pairs, minlength=len(total))
    return total.view(len(CLASSES), len(CLASSES))


def overlaps(counts: Tensor) -> Tensor:
    """Intersection over union of each class, (19,), from ``confusion``; NaN for one that neither saw."""
    shared = counts.diagonal().double()
    return shared / (counts.sum(0) + counts.sum(1) - shared)


class ParserStage:
    """Trains a Parser on heads and what the teacher says of them."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.parser = _started(config)
        for parameter in self.parser.eyes.parameters():
            parameter.requires_grad_(config.parser_loss.eyes_learn)
        self.normalised = config.parser_loss.normalised
        if self.normalised:
            normalise(self.parser, except_for=["head"])
        self.parser = channels_last(self.parser).to(device)
        self.device = device
        objective = ParserObjective(self.parser, config.parser_loss)
        self.players = [Player("parser", objective, config.optimiser, config.optimiser.learning_rate)]

    def validate(self, heads: Heads) -> dict[str, float]:
        """Mean intersection over union with the teacher on the first held heads, and that of some classes."""
        each = overlaps(confusion(self.parser, heads, limit=32))
        named = {name: each[CLASSES.index(name)].item() for name in ("hair", "glasses", "skin", "neck", "hat")}
        return {"mean_iou": each[~each.isnan()].mean().item(), **named}

    def picture(self, heads: Heads) -> Tensor:
        """Held heads: the picture, what the teacher says, what the parser says."""
        rows = []
        for batch in still_batches(heads, chunk=4, limit=8):
            said = self.parser(batch.pictures.to(self.device)).argmax(1).cpu()
            shown = batch.pictures[:, :3]
            rows.append(torch.cat([shown, painted(shown, batch.first), painted(shown, said)]))
        return torch.stack([row for row in rows if len(row) == len(rows[0])])

    def export(self, path: Path, heads: Heads, notes: dict[str, object]) -> None:
        """Write the parser, its normalisation measured anew on training heads and folded away."""
        save_network(path, plain(self.parser, heads), {**notes, "heads": len(heads)}, half=True)


def plain(parser: Parser, heads: Heads) -> Parser:
    """A copy without batch normalisation, which is measured on heads and folded away where there is any."""
    copy = deepcopy(parser)
    device = next(copy.parameters()).device
    pictures = (batch.pictures.to(device) for batch in still_batches(heads, chunk=16, limit=MEASURED))
    measure(copy, (partial(copy.features, some) for some in pictures))
    fold(copy)
    return channels_last(copy.eval().requires_grad_(False))


def unfinished(state: Path, heads: Heads) -> tuple[Parser, dict[str, object]]:
    """The parser of a run that has not ended, from its saved state, and notes for its file.

    Args:
        state: the run's ``state.safetensors``. heads: training heads, to measure normalisation on.
    """
    file = load_tensors(state)
    config = Config.model_validate({"run": state.parent, **file.metadata["config"]})
    parser = Parser(config.parser)
    if config.parser_loss.normalised:
        normalise(parser, except_for=["head"])
    tensors = {name.split(".", 3)[3]: tensor for name, tensor in file.tensors.items() if name.startswith(_WEIGHT)}
    tensors |= {name.split(".", 3)[3]: tensor for name, tensor in file.tensors.items() if name.startswith(_MEAN)}
    parser.load_state_dict(tensors)
    seen = file.metadata["step"] * config.optimiser.batch
    notes = {"stage": "parser", "config": config.model_dump(mode="json"), "heads": len(heads), "faces_seen": seen}
    return plain(parser, heads), {**notes, "hours": round(file.metadata["seconds"] / 3600, 3)}


def _started(config: Config) -> Parser:
    """The parser of ``init``, widened if need be, or a new one with the eyes of ``features``, if one is named."""
    if config.init is not None:
        narrower = load_network(config.init, Parser)
        if narrower.config != config.parser and _fits(narrower.config, config.parser):
            parser = Parser(config.parser)
            widen(parser, narrower)
            return parser
    parser = started(config.init, Parser, config.parser)
    if config.init is None and config.features is not None:
        shape = AttributeNetConfig(config.parser.eyes)
        parser.eyes.load_state_dict(started(config.features, AttributeNet, shape).levels.state_dict())
    return parser


def _fits(narrower: ParserConfig, wider: ParserConfig) -> bool:
    same = narrower.eyes == wider.eyes and len(narrower.widths) == len(wider.widths)
    return same and all(own <= new for own, new in zip(narrower.widths, wider.widths, strict=True))


def painted(pictures: Tensor, classes: Tensor) -> Tensor:
    """Pictures (N, 3, H, W) half covered by the colours of their classes (N, H, W); unknown stays black."""
    colours = np.array([[int(word[i : i + 2], 16) for i in (0, 2, 4)] for word in PALETTE.split()]) / 255
    table = torch.zeros(256, 3)
    table[: len(colours)] = torch.from_numpy(colours)
    return (pictures + table[classes].permute(0, 3, 1, 2)) / 2
