"""The judges, and how well they tell people apart."""

import math

import pytest
import torch
from pydantic import TypeAdapter, ValidationError
from sklearn.metrics import roc_auc_score
from torch.nn import functional as F

from facelab.model.checkpoint import load_network, save_network
from facelab.model.judges import AttributeJudge, IdentityJudge, JudgeConfig
from facelab.model.measures import verification_auc

SMALL = JudgeConfig(widths=(4, 6, 6), blocks=(1, 2), embedding=5)
CROPS = torch.rand(3, 3, 128, 128, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(("kind", "outputs"), [(AttributeJudge, 40), (IdentityJudge, 5)])
def test_a_judge_comes_back_from_its_file(kind, outputs, tmp_path):
    torch.manual_seed(1)
    judge = kind(SMALL).eval()
    save_network(tmp_path / "judge.safetensors", judge, {}, half=True)
    again = load_network(tmp_path / "judge.safetensors", kind)
    assert again(CROPS).shape == (3, outputs)
    torch.testing.assert_close(again(CROPS), judge(CROPS), atol=5e-3, rtol=1e-2)


def test_its_features_are_the_means_of_the_crop_and_of_its_quarters():
    features = AttributeJudge(SMALL).eval().features(CROPS)
    whole, quarters = features[:, :6], features[:, 6:].view(3, 6, 4)
    torch.testing.assert_close(quarters.mean(2), whole)


def test_each_width_has_its_blocks():
    with pytest.raises(ValidationError, match="one fewer"):
        TypeAdapter(JudgeConfig).validate_python({"widths": (4, 6), "blocks": (1, 1)})


def test_an_identity_has_length_1():
    torch.testing.assert_close(IdentityJudge(SMALL).eval()(CROPS).norm(dim=1), torch.ones(3))


def test_verification_is_the_area_under_the_roc_curve_over_all_pairs():
    generator = torch.Generator().manual_seed(2)
    embeddings = F.normalize(torch.randn(30, 3, generator=generator).mul(3).round())
    who = torch.randint(-1, 6, (30,), generator=generator)
    pairs = [(i, j) for i in range(30) for j in range(i) if who[i] >= 0 and who[j] >= 0]
    same = [bool(who[i] == who[j]) for i, j in pairs]
    cosines = [round((embeddings[i] @ embeddings[j]).item(), 6) for i, j in pairs]
    assert verification_auc(embeddings, who) == pytest.approx(roc_auc_score(same, cosines), abs=2e-3)


def test_people_seen_once_cannot_be_verified():
    assert math.isnan(verification_auc(torch.eye(3), torch.arange(3)))
