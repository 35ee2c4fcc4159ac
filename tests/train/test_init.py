"""What a stage starts from when it is given weights."""

from pathlib import Path

import pytest
import torch

from facelab.errors import DataError
from facelab.model.checkpoint import load_network
from facelab.model.judges import AttributeNet
from facelab.model.vae import ConvVAE
from facelab.train.config import Config
from facelab.train.loop import WEIGHTS
from facelab.train.stages import run

SHAPES = {
    "structure": {"structure": {"latents": 8, "widths": (4, 4, 4, 4)}},
    "attributes": {"network": {"widths": (8, 8, 8, 8)}},
}
OTHER_SHAPES = {
    "structure": {"structure": {"latents": 6, "widths": (4, 4, 4, 4)}},
    "attributes": {"network": {"widths": (8, 8, 8, 16)}},
}
KINDS = {"structure": ConvVAE, "attributes": AttributeNet}


def config(data: Path, folder: Path, stage: str, **settings: object) -> Config:
    still = {"batch": 6, "epochs": 0.25, "warmup": 1, "learning_rate": 1e-9, "weight_decay": 0}
    common = {"stage": stage, "data": data, "run": folder, "threads": 1, "optimiser": still, **SHAPES[stage]}
    return Config.model_validate(common | settings)


@pytest.mark.parametrize("stage", SHAPES)
def test_a_stage_goes_on_from_the_weights_it_is_given(data: Path, tmp_path: Path, stage: str) -> None:
    run(config(data, tmp_path / "first", stage, seed=1))
    run(config(data, tmp_path / "fresh", stage, seed=2))
    run(config(data, tmp_path / "going-on", stage, seed=2, init=tmp_path / "first" / WEIGHTS))
    first, fresh, going_on = (
        torch.cat([p.reshape(-1) for p in load_network(tmp_path / name / WEIGHTS, KINDS[stage]).parameters()])
        for name in ("first", "fresh", "going-on")
    )
    assert torch.allclose(going_on, first, atol=1e-3)
    assert not torch.allclose(fresh, first, atol=1e-3)


@pytest.mark.parametrize("stage", SHAPES)
def test_weights_of_another_shape_are_refused(data: Path, tmp_path: Path, stage: str) -> None:
    run(config(data, tmp_path / "first", stage))
    with pytest.raises(DataError, match="of the shape that the configuration asks for"):
        run(config(data, tmp_path, stage, init=tmp_path / "first" / WEIGHTS, **OTHER_SHAPES[stage]))
