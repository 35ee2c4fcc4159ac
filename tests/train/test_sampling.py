from pathlib import Path

import numpy as np
import pytest
import torch

from facelab.data.folder import centre, open_split
from facelab.train.sampling import Augmentation, BatchRandom, Sampler, augment, steps_for

CPU = torch.device("cpu")


def sampler(data: Path, how: Augmentation, rank: int = 0, world: int = 1) -> Sampler:
    return Sampler(open_split(data, "train"), 5, 6, CPU, rank, world, augmentation=how)


def test_an_epoch_takes_every_face_once_in_another_order_each_time(data: Path) -> None:
    take = sampler(data, Augmentation(mirror=False))
    first = torch.cat([take.take(step).pictures for step in range(take.steps)])
    second = torch.cat([take.take(step).pictures for step in range(take.steps, 2 * take.steps)])
    assert len(first) == 24
    assert len(first.flatten(1).unique(dim=0)) == 24
    assert not torch.equal(first, second)
    assert torch.equal(first.flatten(1).unique(dim=0), second.flatten(1).unique(dim=0))


def test_processes_share_the_global_batch_with_the_same_randomness(data: Path) -> None:
    how = Augmentation(shift=3, scale=0.1, angle=5, light=0.1, colour=0.1)
    whole = sampler(data, how).take(2)
    parts = [sampler(data, how, rank, 2).take(2) for rank in range(2)]
    torch.testing.assert_close(whole.pictures, torch.cat([part.pictures for part in parts]))
    assert torch.equal(whole.labels, torch.cat([part.labels for part in parts]))
    noise = whole.draws.normal(7)
    assert torch.equal(noise, torch.cat([part.draws.normal(7) for part in parts]))


def test_no_augmentation_leaves_the_crop(data: Path) -> None:
    pictures = open_split(data, "train").rows(np.arange(4))
    draws = BatchRandom(0, 0, np.arange(4), CPU)
    assert torch.equal(augment(pictures, Augmentation(mirror=False), draws), centre(pictures))


def test_resampling_by_nothing_leaves_the_crop(data: Path) -> None:
    pictures = open_split(data, "train").rows(np.arange(4))
    almost = augment(pictures, Augmentation(mirror=False, angle=1e-9), BatchRandom(0, 0, np.arange(4), CPU))
    torch.testing.assert_close(almost, centre(pictures), atol=1e-4, rtol=0)


def test_half_of_the_faces_are_mirrored_and_whole_shifts_resample_nothing(data: Path) -> None:
    pictures = open_split(data, "train").rows(np.arange(24))
    changed = augment(pictures, Augmentation(mirror=True), BatchRandom(0, 0, np.arange(24), CPU))
    mirrored = [torch.equal(a, b.flip(2)) for a, b in zip(changed, centre(pictures), strict=True)]
    assert 4 < sum(mirrored) < 20
    shifted = augment(pictures, Augmentation(mirror=False, shift=8), BatchRandom(0, 0, np.arange(24), CPU))
    assert set(shifted.unique().tolist()) <= set(pictures.unique().tolist())
    assert not torch.equal(shifted, centre(pictures))


@pytest.mark.parametrize("name", ["shift", "scale", "angle"])
def test_jitter_moves_the_face_by_no_more_than_it_says(data: Path, name: str) -> None:
    pictures = open_split(data, "train").rows(np.arange(8))
    size = {"shift": 3.0, "scale": 0.05, "angle": 5.0}[name]
    how = Augmentation(mirror=False, **{"angle": 1e-9, name: size})
    changed = augment(pictures, how, BatchRandom(1, 0, np.arange(8), CPU))
    y, x = np.mgrid[:128, :128] + 0.5
    for before, after in zip(centre(pictures), changed, strict=True):
        mouths = [((p[0] > 0.5) & (p[1] < 0.25) & torch.from_numpy(abs(y - 95) < 20)).numpy() for p in (before, after)]
        (x0, y0), (x1, y1) = ((x[m].mean(), y[m].mean()) for m in mouths)
        moved = np.hypot(x1 - x0, y1 - y0)
        assert moved < {"shift": 3 * 2**0.5 + 0.4, "scale": 2.2, "angle": 3.2}[name]


def test_light_stays_within_the_range(data: Path) -> None:
    pictures = open_split(data, "train").rows(np.arange(8))
    changed = augment(pictures, Augmentation(mirror=False, light=0.5, colour=0.5), BatchRandom(0, 0, np.arange(8), CPU))
    assert 0 <= changed.min() < changed.max() <= 1
    assert not torch.equal(changed, centre(pictures))


def test_so_many_are_blurred_and_noise_is_no_stronger_than_it_says(data: Path) -> None:
    pictures = open_split(data, "train").rows(np.arange(24))
    draws = BatchRandom(2, 0, np.arange(24), CPU)
    blurred = augment(pictures, Augmentation(mirror=False, blurred=0.5), draws)
    changed = (blurred != centre(pictures)).flatten(1).any(1).sum()
    assert 4 < changed < 20
    noise = augment(pictures, Augmentation(mirror=False, noise=0.05), draws) - centre(pictures)
    strengths = noise.flatten(1).std(1)
    assert strengths.max() < 0.051 and strengths.std() > 0.005


def test_draws_depend_on_seed_epoch_and_sample_alone() -> None:
    base = BatchRandom(1, 2, np.array([7, 8]), CPU).normal(4)
    assert torch.equal(base[1], BatchRandom(1, 2, np.array([8]), CPU).normal(4)[0])
    for other in (
        BatchRandom(1, 3, np.array([7]), CPU),
        BatchRandom(2, 2, np.array([7]), CPU),
        BatchRandom(1, 2, np.array([9]), CPU),
    ):
        assert not torch.equal(base[0], other.normal(4)[0])


def test_steps_of_a_fraction_of_an_epoch() -> None:
    assert steps_for(100, 10, 2.5) == 25
    assert steps_for(100, 10, 0.01) == 1
