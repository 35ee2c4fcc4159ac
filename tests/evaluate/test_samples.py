import math

import numpy as np
import torch

from facelab.evaluate.samples import draw, figures, gaussian_pictures, identities


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
    copies, nearest = figures(evaluation.bench, crops, torch.rand_like(crops), trained)
    by = values(copies)
    assert math.isclose(by["nearest training face, largest"], 1, abs_tol=1e-5)
    assert nearest.tolist() == list(range(len(crops)))
    assert by["precision"] == by["recall"] == 1
    assert by["kernel distance"] < by["kernel distance of a Gaussian over components"]


def test_embeddings_come_in_order(evaluation):
    told = []
    rows = identities(evaluation.judges.identity, (crops for crops, _ in evaluation.faces.crops(chunk=5)), told.append)
    with torch.inference_mode():
        np.testing.assert_allclose(rows, evaluation.judges.identity(all_crops(evaluation.faces)).numpy(), atol=1e-5)
    assert told == [5, 10, 12]
