"""D shown its own edits, on a tiny model: what it trains, what it leaves alone, and what it asks for."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from facelab.attributes import ATTRIBUTES
from facelab.errors import DataError
from facelab.model.checkpoint import load_network
from facelab.model.vae import ConvVAE
from facelab.train.config import Config
from facelab.train.edits import what_stays
from facelab.train.files import WEIGHTS
from facelab.train.sampling import Augmentation
from facelab.train.stages import run

SMILING, MALE = ATTRIBUTES.index("Smiling"), ATTRIBUTES.index("Male")


def edits(before: Path, data: Path, folder: Path, **changes: object) -> Config:
    settings = {
        "stage": "edits",
        "data": data,
        "run": folder,
        "seed": 2,
        "threads": 1,
        "init": before / "detail" / WEIGHTS,
        "features": before / "attributes" / WEIGHTS,
        "attributes": before / "attributes.safetensors",
        "optimiser": {"batch": 4, "epochs": 1.0, "warmup": 1},
        "augmentation": Augmentation(shift=2),
    }
    return Config.model_validate(settings | changes)


def test_the_decoder_learns_and_the_rest_stays(before: Path, data: Path, tmp_path: Path) -> None:
    assert run(edits(before, data, tmp_path))
    start, end = load_network(before / "detail" / WEIGHTS, ConvVAE), load_network(tmp_path / WEIGHTS, ConvVAE)
    moved = {name for name, tensor in end.state_dict().items() if not torch.equal(tensor, start.state_dict()[name])}
    assert moved
    assert all(name.startswith("decoder.") for name in moved), moved


def test_the_exported_decoder_may_be_blended_with_its_start(before: Path, data: Path, tmp_path: Path) -> None:
    decoders = [load_network(before / "detail" / WEIGHTS, ConvVAE).decoder.state_dict()]
    for blend in (0.0, 0.5, 1.0):
        run(edits(before, data, tmp_path / str(blend), blend=blend))
        decoders.append(load_network(tmp_path / str(blend) / WEIGHTS, ConvVAE).decoder.state_dict())
    start, none, half, whole = (torch.cat([tensor.flatten() for tensor in one.values()]) for one in decoders)
    assert torch.equal(start, none)
    assert not torch.allclose(start, whole, atol=1e-4)
    assert torch.allclose(half, (start + whole) / 2, atol=1e-3)


def test_decoder_and_critic_resume_exactly(before: Path, data: Path, resumes_exactly: Callable[..., None]) -> None:
    resumes_exactly(lambda folder: edits(before, data, folder))


def test_others_move_less_where_they_alone_are_minded(before: Path, data: Path, tmp_path: Path) -> None:
    figures = {}  # so few faces are on the ramp's first step: hence the large weight
    for reading in (0.0, 5000.0):
        minded = {"critic": 0.0, "reading": reading, "target": 0.0, "often": ("Smiling",)}
        longer = {"batch": 4, "epochs": 12.0, "warmup": 1, "ema": 0.5}
        run(edits(before, data, tmp_path / str(reading), edits_loss=minded, optimiser=longer))
        log = (tmp_path / str(reading) / "log.jsonl").read_text().splitlines()
        figures[reading] = [row for row in map(json.loads, log) if "valid.others" in row][-1]
    assert figures[5000.0]["valid.others"] < 0.9 * figures[0.0]["valid.others"]


@pytest.mark.parametrize("missing", ["init", "features", "attributes"])
def test_what_it_starts_from_is_asked_for(before: Path, data: Path, tmp_path: Path, missing: str) -> None:
    with pytest.raises(DataError, match="need init"):
        run(edits(before, data, tmp_path, **{missing: None}))


def test_an_attribute_and_its_parts_may_move_with_it_and_nothing_else() -> None:
    stays = what_stays()
    assert {name for name, keeps in zip(ATTRIBUTES, stays[SMILING], strict=True) if not keeps} == {
        "Smiling",
        "High_Cheekbones",
        "Mouth_Slightly_Open",
        "Narrow_Eyes",
    }
