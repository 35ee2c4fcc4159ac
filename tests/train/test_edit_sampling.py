import pytest
import torch

from facelab.attributes import ATTRIBUTES
from facelab.train.config import EditsLoss
from facelab.train.edit_sampling import EditSampler

SMILING, MALE = ATTRIBUTES.index("Smiling"), ATTRIBUTES.index("Male")


def test_edits_go_away_from_the_label_by_an_amount_within_bounds() -> None:
    asks = EditSampler(EditsLoss(often=("Smiling",), also=("Male",), amounts=(1.0, 3.0)), torch.device("cpu"))
    labels = torch.zeros(400, 40)
    labels[::2, [SMILING, MALE]] = 1
    asked = asks(labels, torch.rand(400, 3, generator=torch.Generator().manual_seed(1)))
    assert torch.equal(asked.sign, torch.where(labels[:, SMILING] > 0, -1.0, 1.0))
    assert 1 <= asked.amount.min() < 1.1
    assert 2.9 < asked.amount.max() <= 3
    assert (asked.attribute == SMILING).float().mean().item() == pytest.approx(0.75, abs=0.07)
