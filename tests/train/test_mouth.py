"""Training the mouth refiner: its batches, its losses, and a run of its stage."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from facelab.data.mouths import open_mouths
from facelab.errors import DataError
from facelab.model.checkpoint import load_network
from facelab.model.mouth import MouthRefiner
from facelab.train.config import Config
from facelab.train.mouth import photo_error, sharpness, unfinished
from facelab.train.mouth_sampling import MouthAugmentation, MouthSampler
from facelab.train.stages import run


@pytest.fixture(scope="module")
def mouths(tmp_path_factory) -> Path:
    """Stripes for teeth where there is a photo; the drawing is a slab, and brighter."""
    folder = tmp_path_factory.mktemp("mouths")
    y, x = np.mgrid[:80, :128]
    within = np.where(((x - 64) / 54) ** 2 + ((y - 46) / 16) ** 2 < 1, 255, 0).astype(np.uint8)
    for split, count in (("train", 12), ("held", 4)):
        known = np.arange(count) % 2
        slab = np.full((count, 80, 128, 3), 190, np.uint8)
        teeth = np.where(x[..., None] % 12 < 2, 40, 130).astype(np.uint8) * known[:, None, None, None].astype(np.uint8)
        rows = {"drawn": slab, "photo": np.broadcast_to(teeth, slab.shape).copy(), "known": known.astype(np.uint8)}
        rows["within"] = np.broadcast_to(within, (count, 80, 128)).copy()
        save_file(
            {name: torch.from_numpy(values) for name, values in rows.items()}, folder / f"{split}-000.safetensors"
        )
    return folder


def config(mouths: Path, folder: Path, **settings: object) -> Config:
    how = {"batch": 4, "epochs": 2, "warmup": 1, "learning_rate": 3e-3, "ema": 0.5}
    common = {
        "stage": "mouth",
        "data": mouths,
        "run": folder,
        "threads": 1,
        "mouth": {"widths": (4, 6, 8)},
        "mouths": {"blurred": 0},
    }
    return Config.model_validate({**common, "optimiser": how, "mouth_loss": {"critic_from": 8}, **settings})


def test_half_of_a_batch_has_photos_and_steps_repeat(mouths):
    sampler = MouthSampler(open_mouths(mouths, "train"), 3, 6, MouthAugmentation(), torch.device("cpu"))
    batch, again, other = sampler.take(5), sampler.take(5), sampler.take(6)
    assert batch.drawn.shape == (6, 3, 40, 96) and batch.within.shape == (6, 1, 40, 96)
    assert batch.photo.shape == (3, 3, 40, 96) and (batch.photo.amax((1, 2, 3)) > 0).all()
    assert torch.equal(batch.drawn, again.drawn) and batch.corner == again.corner
    assert not torch.equal(batch.drawn, other.drawn)


def test_a_drawing_may_be_the_photo_out_of_focus(mouths):
    still = MouthAugmentation(blurred=1, light=0, colour=0)
    batch = MouthSampler(open_mouths(mouths, "train"), 3, 6, still, torch.device("cpu")).take(5)
    blurred, inside = batch.drawn[:3], batch.within[:3] > 0
    assert sharpness(blurred, batch.within[:3]).max() < 0.5 * sharpness(batch.photo, batch.within[:3]).min()
    assert inside.any() and abs(blurred.mean() - batch.photo.mean()) < 0.01
    assert batch.drawn[3:].unique().tolist() == pytest.approx([190 / 255])


def test_processes_share_a_batch(mouths):
    train = open_mouths(mouths, "train")
    halves = [MouthSampler(train, 3, 4, MouthAugmentation(), torch.device("cpu"), rank, 2).take(1) for rank in (0, 1)]
    assert [len(half.drawn) for half in halves] == [2, 2]
    assert halves[0].corner == halves[1].corner


def test_the_error_to_the_photo_itself_is_none_and_counts_within_the_lips_alone():
    within = torch.zeros(2, 1, 16, 16)
    within[..., 4:12, 4:12] = 1
    photo = torch.rand(2, 3, 16, 16)
    assert photo_error(photo, photo, within) == 0
    assert photo_error(photo + (1 - within), photo, within) == 0
    assert photo_error(photo + 0.1, photo, within).item() == pytest.approx(0.13, abs=1e-4)


def test_stripes_are_sharper_than_a_slab(mouths):
    drawn, photo, within = open_mouths(mouths, "held").take(np.array([1]))
    assert sharpness(photo, within) > 0.02
    assert sharpness(drawn, within) < 1e-6


def test_a_tiny_refiner_learns_stops_and_goes_on(mouths, resumes_exactly, tmp_path):
    resumes_exactly(lambda folder: config(mouths, folder))
    longer = {"batch": 4, "epochs": 30, "warmup": 1, "learning_rate": 1e-2, "ema": 0.5}
    assert run(config(mouths, tmp_path, optimiser=longer, mouth_loss={"critic_from": 10**6}))
    refiner = load_network(tmp_path / "weights.safetensors", MouthRefiner)
    drawn, photo, within = open_mouths(mouths, "held").take(np.array([1]))
    before, after = (photo_error(picture, photo, within).item() for picture in (drawn, refiner(drawn, within)))
    assert after < 0.9 * before
    early, notes = unfinished(tmp_path / "state.safetensors")
    torch.testing.assert_close(early(drawn, within), refiner(drawn, within), rtol=0, atol=0.02)
    assert notes["faces_seen"] == 30 * 12


def test_a_folder_without_mouths_is_refused(tmp_path):
    with pytest.raises(DataError, match="no mouths"):
        open_mouths(tmp_path, "train")
    (tmp_path / "train-000.safetensors").write_bytes(b"nothing")
    with pytest.raises(DataError, match="damaged"):
        open_mouths(tmp_path, "train")
