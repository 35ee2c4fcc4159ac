import math

import numpy as np
import pytest
import torch

from facelab.evaluate.judging import Seen
from facelab.evaluate.samples import (
    SET,
    SETS,
    SeenTwice,
    blurred,
    draw,
    figures,
    gaussian_pictures,
    identities,
    look,
    nearest,
    sets,
)


def all_crops(faces):
    return torch.cat([crops for crops, _ in faces.crops()])


def values(found):
    return {figure.name: figure.value for figure in found}


def test_drawn_faces_are_the_priors_own_and_repeat(lab):
    drawn = draw(lab, 60)
    assert drawn.shape == (60, 3, 128, 128)
    np.testing.assert_allclose(drawn[50:].permute(0, 2, 3, 1), lab.sample(60, seed=0, spread=1.0)[50:], atol=1e-6)


def test_a_gaussian_over_components_has_the_mean_and_spread_of_the_pictures():
    generator = torch.Generator().manual_seed(0)
    level = torch.rand(400, 1, 1, 1, generator=generator) * 0.4 + 0.3
    crops = level.expand(400, 3, 128, 128)
    drawn = gaussian_pictures([crops], 500, components=4).mean((1, 2, 3))
    assert abs(drawn.mean() - crops.mean()) < 0.02
    assert abs(drawn.std() / level.std() - 1) < 0.1
    torch.testing.assert_close(gaussian_pictures([crops], 500, components=4).mean((1, 2, 3)), drawn)


def test_training_faces_themselves_are_found_out(evaluation):
    crops = all_crops(evaluation.faces)
    trained = identities(evaluation.judges.identity, [crops])
    looked = look(evaluation.judges, crops)
    by = values(figures(looked, [looked], evaluation.judges.see(torch.rand_like(crops)), trained))
    assert math.isclose(by["nearest training face, largest"], 1, abs_tol=1e-5)
    assert by["precision"] == by["recall"] == by["precision at 64 x 64"] == 1
    assert by["kernel distance"] < by["kernel distance of a Gaussian over components"]
    which, of_training = nearest([looked], trained)
    assert sorted(which.tolist()) == list(range(len(crops)))
    assert which.tolist() == of_training.tolist()


def test_pairs_that_are_likest_come_first():
    def looked(*rows):
        seen = Seen(np.zeros((len(rows), 40)), np.zeros((len(rows), 2)), np.array(rows, np.float32))
        return SeenTwice(seen, seen)

    trained = np.array([[1, 0], [0, 1]], np.float32)
    which, of_training = nearest([looked([0.6, 0.8], [-1, 0]), looked([1, 0])], trained)
    assert which.tolist() == [2, 0, 1]
    assert of_training.tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(12, [(0, 12)]), (SET, [(0, SET)]), (2 * SET + 5, [(0, SET), (SET, 2 * SET)])],
)
def test_faces_are_compared_in_disjoint_sets_of_one_size(count, expected):
    assert [(part.start, part.stop) for part in sets(count)] == expected
    assert len(sets(10 * SETS * SET)) == SETS


def test_a_figure_is_the_mean_over_sets_and_says_how_sure_it_is(monkeypatch):
    monkeypatch.setattr("facelab.evaluate.samples.SET", 30)
    rng = np.random.default_rng(0)

    def seen(features):
        return Seen(np.zeros((len(features), 40)), features, np.ones((len(features), 1), np.float32))

    def looked(features):
        return SeenTwice(seen(features), seen(features))

    real = rng.normal(size=(60, 3)).astype(np.float32)
    far = real[30:] + 100
    found = figures(looked(real), [looked(real[:30]), looked(far)], seen(far), np.ones((1, 1), np.float32))
    by = values(found)
    assert by["precision"] == by["recall"] == 0.5  # all of one set, none of the other
    assert by["precision, standard error"] == pytest.approx(0.5)
    assert by["kernel distance, standard error"] > 0


def test_specks_do_not_count_at_fewer_pixels():
    speckled = torch.full((1, 3, 128, 128), 0.5)
    speckled[:, :, ::2, ::2] += 0.3
    speckled[:, :, 1::2, 1::2] -= 0.3
    assert blurred(speckled).shape == speckled.shape
    assert blurred(speckled).std() < 0.1 * speckled.std()


def test_embeddings_come_in_order(evaluation):
    told = []
    rows = identities(evaluation.judges.identity, (crops for crops, _ in evaluation.faces.crops(chunk=5)), told.append)
    with torch.inference_mode():
        np.testing.assert_allclose(rows, evaluation.judges.identity(all_crops(evaluation.faces)).numpy(), atol=1e-5)
    assert told == [5, 10, 12]
