import numpy as np
import pytest
import torch

from facelab.evaluate.photos.told_apart import Scored, Training, auc, interval, maps, score, train

SMALL = Training(widths=(8, 8), dropout=0.0, steps=30, batch=8, learning_rate=1e-2, warmup=2)


def seen(count: int, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Maps of noise; every other one is smooth in a patch, which is what shows that it was edited."""
    rng = np.random.default_rng(seed)
    crops = rng.integers(0, 255, (count, 256, 256, 3), np.uint8)
    crops[1::2, 64:192, 64:192] = 128
    return torch.from_numpy(np.stack([maps(crop) for crop in crops])), (torch.arange(count) % 2).float()


def test_maps_say_colours_and_how_strong_high_frequencies_are_cell_by_cell():
    crop = np.full((256, 256, 3), (255, 0, 0), np.uint8)
    crop[:128] = np.random.default_rng(0).integers(0, 255, (128, 256, 3), np.uint8)
    found = maps(crop)
    assert found.shape == (14, 32, 32)
    np.testing.assert_allclose(found[:3, 24, 24], (1, 0, 0), atol=1e-6)
    np.testing.assert_allclose(found[3:, 24, 24], np.log(0.1), atol=1e-2)
    assert (found[3:, 4, 4] > 0).all()


def test_a_network_learns_to_tell_what_is_smooth():
    network = train(*seen(16, 0), SMALL, seed=0)
    pictures, edited = seen(8, 1)
    said = score(network, pictures)
    assert said[edited.numpy() > 0].min() > said[edited.numpy() == 0].max()


def test_a_seed_gives_the_same_network_and_leaves_others_random_numbers_alone():
    state = torch.get_rng_state()
    pictures = seen(4, 2)[0]
    first, again, other = (
        score(train(*seen(8, 0), Training(widths=(8,), steps=2, batch=4), seed), pictures) for seed in (0, 0, 1)
    )
    assert np.array_equal(first, again) and not np.array_equal(first, other)
    assert torch.equal(torch.get_rng_state(), state)


def one(person: str, *scores: float, source: str = "heads") -> Scored:
    return Scored(person, source, np.array(scores))


def test_the_area_is_the_chance_that_an_edited_face_is_ahead_mean_over_seeds():
    edited, unedited = [one("a", 1, 0), one("b", 3, 0)], [one("c", 0, 0), one("d", 2, 0)]
    assert auc(edited, unedited) == pytest.approx((0.75 + 0.5) / 2)


def test_faces_are_compared_with_unedited_ones_of_their_source():
    edited = [one("a", 1), one("b", 11, source="pairs")]
    unedited = [one("c", 0), one("d", 10, source="pairs")]
    assert auc(edited, unedited) == 1
    assert np.isnan(auc(edited[:1], unedited[1:]))


def test_the_interval_is_narrower_with_more_faces():
    rng = np.random.default_rng(0)

    def width(count: int) -> float:
        edited = [one(f"e{i}", rng.normal(1)) for i in range(count)]
        unedited = [one(f"u{i}", rng.normal()) for i in range(count)]
        low, high = interval(edited, unedited, draws=200)
        assert low < auc(edited, unedited) < high
        return high - low

    assert width(200) < width(20)
