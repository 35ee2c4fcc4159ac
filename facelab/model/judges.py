"""Networks that look at a picture: judges, which only measure, and the attribute network whose features losses compare.

A judge is never a loss, and the network of the losses is of another architecture, so that no edit is drawn to please
what measures it.
"""

from dataclasses import dataclass
from typing import Annotated

import torch
from pydantic import Field
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.model.layers import centred
from facelab.model.residual import ResidualConfig, ResidualNet

GROUPS = 8
GroupedWidth = Annotated[int, Field(ge=GROUPS, le=4096, multiple_of=GROUPS)]


@dataclass(frozen=True)
class AttributeNetConfig:
    """Channels of an AttributeNet at 64 x 64, 32 x 32, 16 x 16 and 8 x 8, and the dropout before its last layer."""

    widths: Annotated[tuple[GroupedWidth, ...], Field(min_length=1, max_length=7)] = (32, 64, 128, 192)
    dropout: Annotated[float, Field(ge=0, lt=1)] = 0.2


class AttributeNet(nn.Module):
    """The log-odds of the 40 attributes from a crop: strided convolutions, group normalisation (Wu & He 2018)."""

    def __init__(self, config: AttributeNetConfig) -> None:
        super().__init__()
        self.config = config
        inputs = (12, *config.widths)
        self.levels = nn.ModuleList(
            _level(before, width, stride=1 if before == 12 else 2)
            for before, width in zip(inputs, config.widths, strict=False)
        )
        self.dropout = nn.Dropout(config.dropout)
        self.head = nn.Linear(2 * config.widths[-1] * 16, len(ATTRIBUTES))

    def features(self, x: Tensor, levels: int) -> list[Tensor]:
        """Outputs of the first levels for crops (N, 3, 128, 128), sRGB 0..1: (N, C, 64, 64), (N, C, 32, 32), ..."""
        h = F.pixel_unshuffle(centred(x), 2).contiguous(memory_format=torch.channels_last)
        outputs = []
        for level in self.levels[:levels]:
            h = level(h)
            outputs.append(h)
        return outputs

    def forward(self, x: Tensor) -> Tensor:
        """Crops (N, 3, 128, 128), sRGB 0..1, to log-odds (N, 40)."""
        h = self.features(x, len(self.levels))[-1].float()
        pooled = torch.cat([F.adaptive_avg_pool2d(h, 4), F.adaptive_max_pool2d(h, 4)], 1)
        logits: Tensor = self.head(self.dropout(pooled.flatten(1))).float()
        return logits


def _level(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1),
        nn.GroupNorm(GROUPS, outputs),
        nn.SiLU(),
        nn.Conv2d(outputs, outputs, 3, 1, 1),
        nn.GroupNorm(GROUPS, outputs),
        nn.SiLU(),
    )


@dataclass(frozen=True)
class JudgeConfig(ResidualConfig):
    """Shape of a judge.

    Attributes:
        widths, blocks: see ResidualConfig.
        embedding: dimensions of an identity's embedding.
        dropout: before the last layer.
    """

    embedding: Annotated[int, Field(ge=2, le=4096)] = 128
    dropout: Annotated[float, Field(ge=0, lt=1)] = 0.3


class _Judge(ResidualNet):
    """Reads its outputs from the means of its last channels."""

    def __init__(self, config: JudgeConfig) -> None:
        super().__init__(config)
        self.config = config
        self.dropout = nn.Dropout(config.dropout)
        self.head = nn.Linear(config.outputs, self.outputs_of(config))

    @staticmethod
    def outputs_of(config: JudgeConfig) -> int:
        """Numbers that ``forward`` gives for a face."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Crops (N, 3, 128, 128), sRGB 0..1, to (N, outputs)."""
        result: Tensor = self.head(self.dropout(self.features(x))).float()
        return result


class AttributeJudge(_Judge):
    """Judges what is seen in a picture: crops (N, 3, 128, 128) to the log-odds of the 40 attributes, (N, 40)."""

    @staticmethod
    def outputs_of(config: JudgeConfig) -> int:  # noqa: ARG004
        """One for each attribute."""
        return len(ATTRIBUTES)


class IdentityJudge(_Judge):
    """Judges who is seen: crops (N, 3, 128, 128) to embeddings of length 1, (N, E), nearer by cosine for one person."""

    @staticmethod
    def outputs_of(config: JudgeConfig) -> int:
        """Those of the embedding."""
        return config.embedding

    def forward(self, x: Tensor) -> Tensor:
        """The direction alone tells (Wang et al. 2018)."""
        return F.normalize(super().forward(x))
