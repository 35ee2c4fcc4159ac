"""The upsampler on a tiny model: what it trains, what it leaves alone, and that it resumes exactly."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from facelab.errors import DataError
from facelab.model.checkpoint import load_network
from facelab.model.vae import ConvVAE
from facelab.train.config import Config
from facelab.train.files import WEIGHTS
from facelab.train.sampling import Augmentation
from facelab.train.stages import run


def upsampler(before: Path, data: Path, folder: Path, **changes: object) -> Config:
    settings = {
        "stage": "upsampler",
        "data": data,
        "run": folder,
        "seed": 2,
        "threads": 1,
        "init": before / "detail" / WEIGHTS,
        "features": before / "attributes" / WEIGHTS,
        "attributes": before / "attributes.safetensors",
        "upsampler": {"widths": (4, 4, 4)},
        "optimiser": {"batch": 4, "epochs": 1.0, "warmup": 1},
        "upsampler_loss": {"critic_from": 8, "also": ("Bald",)},
        "augmentation": Augmentation(shift=2),
    }
    return Config.model_validate(settings | changes)


def test_the_upsampler_learns_and_the_rest_stays(before: Path, data: Path, tmp_path: Path) -> None:
    assert run(upsampler(before, data, tmp_path))
    start, end = load_network(before / "detail" / WEIGHTS, ConvVAE), load_network(tmp_path / WEIGHTS, ConvVAE)
    assert end.upsampler is not None
    for name, tensor in start.state_dict().items():
        torch.testing.assert_close(end.state_dict()[name], tensor, atol=1e-3, rtol=1e-3)
    assert end.upsampler.latent.weight.abs().max() > 0, "it starts at zero"


def test_upsampler_and_critic_resume_exactly(before: Path, data: Path, resumes_exactly: Callable[..., None]) -> None:
    resumes_exactly(lambda folder: upsampler(before, data, folder))


def test_training_goes_on_from_another_upsampler(before: Path, data: Path, tmp_path: Path) -> None:
    run(upsampler(before, data, tmp_path / "first"))
    start = tmp_path / "first" / WEIGHTS
    still = {"batch": 4, "epochs": 0.1, "warmup": 1, "learning_rate": 1e-12, "ema": 0.0}
    run(upsampler(before, data, tmp_path / "second", start=start, optimiser=still, seed=3))
    first, second = (load_network(tmp_path / part / WEIGHTS, ConvVAE).state_dict() for part in ("first", "second"))
    for key, tensor in first.items():
        torch.testing.assert_close(second[key], tensor, atol=1e-6, rtol=1e-5)


def test_the_exported_upsampler_may_be_blended_with_its_start(before: Path, data: Path, tmp_path: Path) -> None:
    run(upsampler(before, data, tmp_path / "first"))
    start = tmp_path / "first" / WEIGHTS
    for blend in (0.0, 0.5, 1.0):
        run(upsampler(before, data, tmp_path / str(blend), start=start, seed=3, blend=blend))
    first, none, half, whole = (
        load_network(path, ConvVAE).state_dict()["upsampler.out.weight"]
        for path in (start, *(tmp_path / str(blend) / WEIGHTS for blend in (0.0, 0.5, 1.0)))
    )
    assert not torch.allclose(first, whole, atol=1e-3)
    torch.testing.assert_close(none, first)
    torch.testing.assert_close(half, (first + whole) / 2, atol=1e-3, rtol=1e-3)


def test_a_blend_wants_a_start(before: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="start"):
        run(upsampler(before, data, tmp_path, blend=0.5))


@pytest.mark.parametrize("missing", ["init", "features", "attributes"])
def test_what_it_starts_from_is_asked_for(before: Path, data: Path, tmp_path: Path, missing: str) -> None:
    with pytest.raises(DataError, match="needs init"):
        run(upsampler(before, data, tmp_path, **{missing: None}))


def test_weights_without_detail_are_refused(before: Path, data: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="detail"):
        run(upsampler(before, data, tmp_path, init=before / "structure" / WEIGHTS))
