import numpy as np
import pytest
import torch

from facelab.attributes import ATTRIBUTES
from facelab.evaluate.judging import Standard
from facelab.evaluate.latent import Encoded, calibration_error, encode, figures, redrawn


def truth(count=400, seed=0):
    return np.random.default_rng(seed).integers(0, 2, (count, 40)).astype(np.float32)


def read(labels, noise, seed=1):
    """Log-odds of the labels, with noise on them."""
    return (4 * labels - 2 + np.random.default_rng(seed).normal(size=labels.shape) * noise).astype(np.float32)


def encoded(labels, noise):
    dimensions = np.zeros((len(labels), 3), np.float32)
    dimensions[:, 0] = np.linspace(-1, 1, len(labels))  # the one that is used
    return Encoded(read(labels, noise), labels, dimensions, dimensions**2 + 0.5)


EVEN = Standard(np.zeros(40, np.float32), np.ones(40, np.float32))


def values(found):
    return {(figure.name, figure.attribute): figure.value for figure in found}


def test_probes_and_judge_are_scored_by_labels():
    labels = truth()
    by = values(figures(encoded(truth(seed=5), 1), encoded(labels, 1), EVEN, read(labels, 0), read(labels, 0.1)))
    assert by["judge accuracy", ""] == by["judge auc", ""] == by["judge recall", ""] == 1
    assert 0.95 < by["accuracy", ""] < 0.995  # a step of 2 at a noise of 1: 0.977
    assert by["accuracy", "Smiling"] == pytest.approx(
        ((read(labels, 1) > 0) == (labels > 0.5))[:, ATTRIBUTES.index("Smiling")].mean()
    )
    assert by["agreement", ""] == pytest.approx(by["balanced accuracy", ""], abs=0.01)
    assert by["correlation", ""] > 0.85


def test_a_label_that_hides_from_the_decoder_shows_as_disagreement():
    labels = truth()
    by = values(figures(encoded(labels, 0.5), encoded(labels, 0.5), EVEN, read(labels, 0.5), read(truth(seed=9), 0.5)))
    assert by["accuracy", ""] > 0.99
    assert by["agreement", ""] < 0.6
    assert abs(by["correlation", ""]) < 0.1


def test_information_of_each_dimension():
    labels = truth()
    by = values(figures(encoded(labels, 1), encoded(labels, 1), EVEN, read(labels, 1), read(labels, 1)))
    assert by["active units", ""] == 1
    assert by["kl", "s 1"] == pytest.approx(0.5)
    assert by["kl", ""] == pytest.approx(by["kl", "s 0"] + 1)


def test_calibration_is_the_gap_between_said_and_seen():
    labels = np.zeros((100, 40), np.float32)
    labels[:75] = 1
    sure = np.full_like(labels, np.log(3))  # "three of four"
    np.testing.assert_allclose(calibration_error(sure, labels), 0, atol=1e-6)
    np.testing.assert_allclose(calibration_error(np.zeros_like(labels), labels), 0.25, atol=1e-6)
    labels[75:] = -1  # of those that are known all are so
    np.testing.assert_allclose(calibration_error(sure, labels), 0.25, atol=1e-6)


def test_encoding_is_the_models_own(evaluation):
    lab = evaluation.lab
    found = encode(lab.vae, lab.attributes, evaluation.faces.crops(chunk=5))
    mu = lab.vae.encode(torch.cat([crops for crops, _ in evaluation.faces.crops()])).mode()
    np.testing.assert_allclose(found.probes, lab.probes(mu), atol=1e-4)
    np.testing.assert_allclose(found.mean, lab.vae.split(mu)[0].numpy(), atol=1e-4)
    assert (found.kl >= 0).all()
    shown = redrawn(lab.vae, evaluation.judges, evaluation.faces.crops())
    np.testing.assert_allclose(shown, evaluation.judges.see(lab.vae.decode(mu)).log_odds, atol=1e-4)
