import numpy as np
import pytest
import torch

from facelab.errors import DataError
from facelab.evaluate.judging import Standard, balanced_accuracy, load_judges, same_person, standard


def test_a_face_and_its_mirror_image_have_the_same_attributes(evaluation):
    crops = torch.cat([crops for crops, _ in evaluation.faces.crops()])
    seen, mirrored = evaluation.judges.see(crops), evaluation.judges.see(crops.flip(3))
    np.testing.assert_allclose(seen.log_odds, mirrored.log_odds, atol=1e-5)
    judge = evaluation.judges.attributes
    with torch.inference_mode():
        alone = (judge(crops) + judge(crops.flip(3))) / 2
    np.testing.assert_allclose(seen.log_odds, alone.numpy(), atol=1e-5)
    assert np.ptp(seen.log_odds, 0).min() > 0
    np.testing.assert_allclose(np.linalg.norm(seen.embedding, axis=1), 1, atol=1e-5)


def test_looking_in_batches_is_looking_at_once(evaluation):
    told = []
    seen = evaluation.judges.see_all(evaluation.faces.crops(chunk=5), told.append)
    whole = evaluation.judges.see(torch.cat([crops for crops, _ in evaluation.faces.crops()]))
    for name in ("log_odds", "features", "embedding"):
        np.testing.assert_allclose(getattr(seen, name), getattr(whole, name), atol=1e-5)
    assert told == [5, 10, 12]
    np.testing.assert_array_equal(seen.of(np.array([3, 1])).features, seen.features[[3, 1]])


def test_missing_judges_are_asked_for(tmp_path):
    with pytest.raises(DataError, match="--judges"):
        load_judges(tmp_path)


def column(values):
    return np.array(values, np.float32)[:, None]


def test_the_threshold_is_where_balanced_accuracy_is_best():
    shown, labels = column([-3, -2, -1, 0, 1, 2]), column([0, 0, 0, 0, 1, 1])
    found = standard(shown, labels)
    assert 0 < found.thresholds[0] <= 1
    assert found.balanced[0] == 1
    assert found.has(shown)[:, 0].tolist() == [False] * 4 + [True] * 2


def test_unknown_labels_choose_nothing():
    shown, labels = column([-3, -2, -1, 0, 1, 2]), column([0, 0, -1, -1, 1, 1])
    assert standard(shown, labels).balanced[0] == 1
    assert standard(shown, column([-1] * 6)).balanced[0] == 0.5


def test_a_judge_that_guesses_does_not_judge():
    rng = np.random.default_rng(0)
    labels = np.stack([rng.integers(0, 2, 400)] * 2, 1).astype(np.float32)
    shown = np.stack([rng.normal(size=400), labels[:, 1] * 4 - 2 + rng.normal(size=400)], 1).astype(np.float32)
    assert standard(shown, labels).fit.tolist() == [False, True]


def test_balanced_accuracy_is_the_mean_of_both_rates():
    labels = np.array([[1, 1], [1, 1], [0, 1], [-1, 1]], np.float32)
    has = np.array([[True, True], [False, True], [False, True], [True, True]])
    assert balanced_accuracy(has, labels).tolist() == [0.75, 0.5]


def test_two_pictures_of_one_person_are_compared():
    embedding = np.array([[1, 0], [0.6, 0.8], [0, 1], [0, 1]], np.float32)
    auc, cosine = same_person(embedding, torch.tensor([7, 7, 8, -1]))
    assert cosine == pytest.approx(0.6)
    assert auc == pytest.approx(0.5)  # 0.6 lies between the 0 and the 0.8 of different people


def test_a_standard_holds_for_each_attribute():
    found = Standard(np.array([0.0, 2.0], np.float32), np.array([0.74, 0.76], np.float32))
    assert found.has(np.array([[1.0, 1.0]], np.float32)).tolist() == [[True, False]]
    assert found.fit.tolist() == [False, True]
