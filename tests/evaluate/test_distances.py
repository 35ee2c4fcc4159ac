import numpy as np
import pytest

from facelab.evaluate.distances import kernel_distance, precision_recall


def crowd(count, shift=0.0, seed=0, width=6):
    return (np.random.default_rng(seed).normal(size=(count, width)) + shift).astype(np.float32)


def test_the_kernel_distance_is_the_unbiased_estimate_written_out():
    a, b = crowd(4), crowd(5, 0.5, 1)

    def kernel(x, y):
        return (float(x @ y) / 6 + 1) ** 3

    def mean(pairs):
        values = [kernel(x, y) for x, y in pairs]
        return sum(values) / len(values)

    within_a = mean((x, y) for i, x in enumerate(a) for j, y in enumerate(a) if i != j)
    within_b = mean((x, y) for i, x in enumerate(b) for j, y in enumerate(b) if i != j)
    between = mean((x, y) for x in a for y in b)
    assert kernel_distance(a, b) == pytest.approx(within_a + within_b - 2 * between, rel=1e-5)


def test_one_crowd_is_no_distance_from_itself_and_grows_with_what_is_between():
    distances = [kernel_distance(crowd(2000), crowd(2000, shift, 1)) for shift in (0, 0.3, 0.6)]
    assert abs(distances[0]) < 0.02
    assert distances[0] < distances[1] < distances[2]


def test_one_face_is_no_crowd():
    assert np.isnan(kernel_distance(crowd(1), crowd(5)))


def test_the_same_crowd_is_precise_and_recalled():
    assert precision_recall(crowd(50), crowd(50)) == (1, 1)


def test_a_crowd_of_look_alikes_is_precise_but_recalls_little():
    real = crowd(200)
    precision, recall = precision_recall(real, real[:1] + crowd(200, seed=2) * 0.001)
    assert precision == 1
    assert recall < 0.05


def test_what_is_far_from_everyone_is_neither():
    assert precision_recall(crowd(50), crowd(50, 100)) == (0, 0)
