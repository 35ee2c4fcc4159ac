"""The identity judge: who is seen, whatever the light, the expression or the year."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from facelab.data.folder import Faces
from facelab.errors import DataError, WeightsError
from facelab.model.checkpoint import save_network
from facelab.model.judges import AttributeJudge, IdentityJudge
from facelab.model.layers import channels_last
from facelab.model.measures import verification_auc
from facelab.train.attribute_network import started
from facelab.train.config import Config, MarginLoss
from facelab.train.player import Objective, Player
from facelab.train.sampling import Batch


class MarginObjective(Objective):
    """Cross-entropy over people on cosines, the right one's less a margin (Wang et al. 2018, CosFace, equation 4)."""

    def __init__(self, judge: IdentityJudge, how: MarginLoss) -> None:
        super().__init__()
        self.judge = judge
        self.how = how
        self.people = nn.Parameter(torch.randn(how.people, judge.config.embedding))

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in nats of a face; ``right``: the share of faces nearest to their own person."""
        if (batch.identities >= self.how.people).any():
            raise DataError("A face has an identity of {people} or more; raise margin.people.", people=self.how.people)
        known = batch.identities >= 0
        who = batch.identities.clamp_min(0)
        embedding = self.judge(batch.pictures)
        cosines = embedding.float() @ F.normalize(self.people).T
        held = cosines - self.how.margin * F.one_hot(who, self.how.people)
        losses = F.cross_entropy(self.how.scale * held, who, reduction="none") * known
        right = (cosines.argmax(1) == who).float().mean()
        return {"loss": losses.sum() / known.sum().clamp_min(1), "right": right}


class IdentityStage:
    """Trains an IdentityJudge; ``init`` may also be an attribute judge, whose eyes it takes over."""

    def __init__(self, config: Config, device: torch.device) -> None:
        self.judge = channels_last(_started(config)).to(device)
        self.device = device
        objective = MarginObjective(self.judge, config.margin).to(device)
        self.players = [Player("network", objective, config.optimiser, config.optimiser.learning_rate)]

    def validate(self, faces: Faces) -> dict[str, float]:
        """How well people who were not trained on are told apart."""
        embeddings = [self.judge(crops.to(self.device)).cpu() for crops, _ in faces.crops()]
        return {"auc": verification_auc(torch.cat(embeddings), faces.identities)}

    def picture(self, faces: Faces) -> Tensor:
        """Some validation faces, each with those who look most like them to the judge."""
        crops = next(iter(faces.crops(chunk=400)))[0]
        embeddings = self.judge(crops.to(self.device)).cpu()
        columns = min(6, len(crops))
        nearest = (embeddings[:8] @ embeddings.T).topk(columns).indices
        return crops[nearest]

    def export(self, path: Path, faces: Faces, notes: dict[str, object]) -> None:  # noqa: ARG002
        """Write the judge."""
        save_network(path, self.judge, notes, half=True)


def _started(config: Config) -> IdentityJudge:
    if config.init is None:
        return IdentityJudge(config.judge)
    try:
        return started(config.init, IdentityJudge, config.judge)
    except WeightsError:
        eyes = started(config.init, AttributeJudge, config.judge).levels
    judge = IdentityJudge(config.judge)
    judge.levels.load_state_dict(eyes.state_dict())
    return judge
