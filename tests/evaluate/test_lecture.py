"""Each model of the lecture is measured alike, on the same faces."""

import math

import pytest
import torch

from facelab.evaluate import lecture
from facelab.evaluate.judging import load_judges
from facelab.evaluate.lecture import CONDITIONAL, NAMES, OWN

PSNR, ELBO, KL, DRAWS = NAMES


@pytest.fixture(scope="module")
def crops():
    coarse = torch.rand(8, 3, 9, 9, generator=torch.Generator().manual_seed(1))
    return torch.nn.functional.interpolate(coarse, size=(128, 128), mode="bilinear")


@pytest.fixture(scope="module")
def found(tiny_lecture, judges_folder, crops):
    told = []
    figures = lecture.measure(tiny_lecture, load_judges(judges_folder), crops, torch.zeros(8, 40), told.append)
    assert told == list(range(1, lecture.count(tiny_lecture) + 1))
    return {(figure.method, figure.name): figure.value for figure in figures}


def test_every_model_is_measured_and_only_an_autoencoder_has_no_bound(found, tiny_lecture):
    models = tiny_lecture.unconditional()
    assert {method for method, _ in found} == {OWN, *models, CONDITIONAL}
    for name in (*models, CONDITIONAL):
        assert all(math.isfinite(found[name, figure]) for figure in (PSNR, DRAWS))
        assert math.isnan(found[name, ELBO]) == math.isnan(found[name, KL]) == ("autoencoder" in name)
    assert math.isnan(found[OWN, PSNR])


def test_figures_are_those_of_the_model(found, tiny_lecture, crops):
    model = tiny_lecture.space("both")
    small = torch.nn.functional.avg_pool2d(crops, 8)
    error = (model.decode(model.encode(crops).mean) - small).square().mean((1, 2, 3))
    assert found["space_both", PSNR] == pytest.approx((-10 * error.log10()).mean().item(), rel=1e-4)
    assert found["space_both", KL] == pytest.approx(model.encode(crops).kl().sum(1).mean().item(), rel=1e-4)


def test_what_comes_back_as_it_was_has_no_error():
    small = torch.rand(2, 3, 16, 16)
    assert lecture.psnr(small, small) == pytest.approx(120)
    assert lecture.psnr(small, small + 0.1) == pytest.approx(20, abs=1e-3)
