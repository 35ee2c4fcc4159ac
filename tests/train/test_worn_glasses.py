"""Glasses put on faces: what is known of them is so."""

import numpy as np
import pytest

from facelab import files
from facelab.model.checkpoint import load_network
from facelab.model.parser import Parser
from facelab.pipeline.engine import PARSER
from facelab.train import worn_glasses as module
from facelab.train.worn_glasses import TIMES, random_frame, worn_glasses


@pytest.fixture(scope="module")
def parser():
    return load_network(files.weights(PARSER), Parser)


@pytest.fixture(scope="module")
def made(stored_heads_folder, parser, tmp_path_factory):
    kept = tmp_path_factory.mktemp("worn") / "worn.safetensors"
    return worn_glasses(stored_heads_folder, "train", parser, kept), kept


def test_where_nothing_is_hidden_the_face_is_as_it_was(made):
    worn, bare, share = (np.asarray(one).astype(int) for one in (made[0].worn, made[0].bare, made[0].share))
    assert len(worn) == TIMES * len(bare) == len(made[0])
    for k in range(TIMES):
        away = np.abs(worn[k] - bare[0]).max(2)
        assert away[share[k] == 0].max() <= 2
        assert away[share[k] > 60].mean() > 5
        assert 0.01 < (share[k] > 60).mean() < 0.3, "a frame is thin"


def test_each_pair_is_another(made):
    assert not np.array_equal(made[0].worn[0], made[0].worn[1])


def test_they_are_made_once(made, tmp_path):
    again = worn_glasses(tmp_path / "nothing is here", "train", None, made[1])
    assert np.array_equal(again.worn, made[0].worn) and np.array_equal(again.share, made[0].share)


def test_who_wears_glasses_puts_none_on(stored_heads_folder, parser, tmp_path, monkeypatch):
    worn = iter([True, False])
    monkeypatch.setattr(module, "wears_glasses", lambda _: next(worn))
    found = worn_glasses(stored_heads_folder, "train", parser, tmp_path / "some.safetensors")
    assert len(found.bare) == 1


def test_frames_are_of_all_kinds_and_repeat():
    frames = [random_frame(np.random.default_rng(seed)) for seed in range(60)]
    rims = np.array([frame.shape.rim for frame in frames])
    bright = np.array([np.mean(frame.material.colour) for frame in frames])
    assert rims.min() < 1.5 and rims.max() > 4
    assert bright.min() < 0.05 and bright.max() > 0.2
    assert random_frame(np.random.default_rng(7)).shape == frames[7].shape
