"""The margin loss of the identity judge."""

from types import SimpleNamespace

import pytest
import torch

from facelab.errors import DataError
from facelab.model.judges import IdentityJudge, JudgeConfig
from facelab.train.config import MarginLoss
from facelab.train.identity_network import MarginObjective

CROPS = torch.rand(4, 3, 128, 128, generator=torch.Generator().manual_seed(3))


def loss(identities: list[int], **how: float) -> float:
    torch.manual_seed(0)
    judge = IdentityJudge(JudgeConfig(widths=(4, 6), blocks=(1,), embedding=5, dropout=0)).eval()
    objective = MarginObjective(judge, MarginLoss(people=8, **how))
    batch = SimpleNamespace(pictures=CROPS[: len(identities)], identities=torch.tensor(identities))
    return objective(batch)["loss"].item()


def test_the_margin_asks_for_more() -> None:
    assert loss([0, 1, 2, 3], margin=0.3) > loss([0, 1, 2, 3], margin=0) > 0


def test_without_margin_and_scale_it_is_a_guess_among_all() -> None:
    assert loss([0, 1, 2, 3], margin=0, scale=1e-6) == pytest.approx(torch.tensor(8.0).log().item(), rel=1e-4)


def test_faces_of_nobody_known_do_not_count() -> None:
    assert loss([0, 1, -1, -1]) == pytest.approx(loss([0, 1]), rel=1e-5)


def test_a_person_beyond_the_last_is_refused() -> None:
    with pytest.raises(DataError, match=r"margin\.people"):
        loss([0, 1, 2, 8])
