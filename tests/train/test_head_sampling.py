"""The batches of heads, and how they are changed at random."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from facelab.data.heads import STORED, UNKNOWN, open_heads
from facelab.model.parser import MIRRORED, SIDE
from facelab.train.head_sampling import STILL, HeadAugmentation, HeadSampler, altered, still_batches


def test_still_heads_are_the_middle_of_the_stored_ones(drawn_head):
    picture, teacher = drawn_head(3)
    shown, said = altered(picture, teacher, STILL, np.random.default_rng(0))
    assert shown.shape == (SIDE, SIDE, 4) and shown[..., 3].all()
    assert np.array_equal(said[128, 128], teacher[200, 200])
    assert abs(shown[..., :3].mean() - picture[40:360, 40:360].mean() / 255) < 0.01


def test_a_mirror_image_swaps_left_and_right(drawn_head):
    picture, teacher = drawn_head(3)
    teacher[..., 0] = np.where(np.arange(STORED) < STORED / 2, 2, 3)
    how = replace(STILL, mirror=1.0)
    _, still = altered(picture, teacher, STILL, np.random.default_rng(0))
    _, mirrored = altered(picture, teacher, how, np.random.default_rng(0))
    assert np.array_equal(mirrored[..., 0], np.array(MIRRORED)[still[:, ::-1, 0]])


@pytest.mark.parametrize("seed", range(6))
def test_beyond_the_photo_nothing_is_shown_nor_known(seed, drawn_head):
    how = HeadAugmentation(border=1.0, angle=30.0, shift=60.0)
    shown, said = altered(*drawn_head(seed), how, np.random.default_rng(seed))
    outside = shown[..., 3] == 0
    assert outside.any()
    assert (shown[outside] == 0).all() and (said[outside, 0] == UNKNOWN).all()
    assert shown.min() >= 0 and shown.max() <= 1


def test_heads_are_looked_at_in_order(heads_folder, drawn_head):
    batches = list(still_batches(open_heads(heads_folder, "train"), chunk=3))
    assert [len(batch.pictures) for batch in batches] == [3, 3, 2]
    assert batches[2].first[1, 128, 128] == drawn_head(7)[1][200, 200, 0]


def test_a_batch_repeats(heads_folder):
    sampler = HeadSampler(open_heads(heads_folder, "train"), 5, 4, torch.device("cpu"), augmentation=HeadAugmentation())
    one, again, next_one = sampler.take(3), sampler.take(3), sampler.take(4)
    assert torch.equal(one.pictures, again.pictures) and torch.equal(one.first, again.first)
    assert not torch.equal(one.pictures, next_one.pictures)
