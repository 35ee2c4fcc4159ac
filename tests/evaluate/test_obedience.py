"""Whether the conditional VAE does what it is told."""

import math

import pytest
import torch

from facelab.attributes import index_of
from facelab.evaluate import obedience
from facelab.evaluate.judging import load_judges
from facelab.evaluate.lecture import PART, enlarged
from facelab.evaluate.obedience import ASKED, FIGURES
from facelab.model.vae import shrink

SMILING = index_of("Smiling")


@pytest.fixture(scope="module")
def judges(judges_folder):
    return load_judges(judges_folder)


@pytest.fixture(scope="module")
def crops():
    coarse = torch.rand(8, 3, 9, 9, generator=torch.Generator().manual_seed(1))
    return torch.nn.functional.interpolate(coarse, size=(128, 128), mode="bilinear")


def test_every_attribute_asked_for_has_every_share(tiny_lecture, judges, crops):
    labels = torch.tensor([[0.0], [1]]).repeat(4, 40)
    found = obedience.measure(tiny_lecture, judges, crops, labels)
    assert [(f.part, f.attribute, f.name) for f in found] == [(PART, a, name) for a in ASKED for name in FIGURES]
    assert all(0 <= figure.value <= 1 for figure in found)
    seen = judges.see(enlarged(shrink(crops, 16))).log_odds[labels[:, SMILING] > 0, SMILING] > 0
    values = {(f.attribute, f.name): f.value for f in found}
    assert values["Smiling", "faces with"] == pytest.approx(seen.mean())


def test_where_no_face_is_so_nothing_is_known(tiny_lecture, judges, crops):
    found = obedience.measure(tiny_lecture, judges, crops, torch.zeros(8, 40))
    shares = {figure.name: figure.value for figure in found if figure.attribute == "Smiling"}
    assert math.isnan(shares["faces with"]) and math.isnan(shares["drawn with"])
    assert not math.isnan(shares["drawn without"])
