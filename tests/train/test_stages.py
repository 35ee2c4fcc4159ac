"""What a stage starts from when it is given weights."""

from pathlib import Path

import pytest
import torch

from facelab.errors import DataError
from facelab.model.checkpoint import load_network
from facelab.model.judges import AttributeJudge, AttributeNet, IdentityJudge
from facelab.model.vae import ConvVAE
from facelab.train.config import Config
from facelab.train.files import WEIGHTS
from facelab.train.stages import run

SHAPES = {
    "structure": {"structure": {"latents": 8, "widths": (4, 4, 4, 4)}},
    "attributes": {"network": {"widths": (8, 8, 8, 8)}},
    "judge": {"judge": {"widths": (4, 6), "blocks": (1,)}},
    "identity": {"judge": {"widths": (4, 6), "blocks": (1,), "embedding": 5}, "margin": {"people": 24}},
}
OTHER_SHAPES = {
    "structure": {"structure": {"latents": 6, "widths": (4, 4, 4, 4)}},
    "attributes": {"network": {"widths": (8, 8, 8, 16)}},
    "judge": {"judge": {"widths": (4, 8), "blocks": (1,)}},
    "identity": {"judge": {"widths": (4, 6), "blocks": (2,), "embedding": 5}},
}
KINDS = {"structure": ConvVAE, "attributes": AttributeNet, "judge": AttributeJudge, "identity": IdentityJudge}


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


def test_the_judge_of_identity_may_start_with_the_eyes_of_the_judge_of_attributes(data: Path, tmp_path: Path) -> None:
    eyes = {"judge": {"widths": (4, 6), "blocks": (1,)}}
    run(config(data, tmp_path / "eyes", "judge", seed=1, **eyes))
    run(config(data, tmp_path / "who", "identity", seed=2, init=tmp_path / "eyes" / WEIGHTS, **eyes))
    judge = load_network(tmp_path / "eyes" / WEIGHTS, AttributeJudge)
    who = load_network(tmp_path / "who" / WEIGHTS, IdentityJudge)
    for name, weight in who.levels.named_parameters():
        assert torch.allclose(weight, judge.levels.get_parameter(name), atol=1e-3), name


def test_a_structure_may_go_on_with_an_encoder_that_sees_more_pixels_but_not_fewer(data: Path, tmp_path: Path) -> None:
    fewer, more = ({"structure": {"latents": 8, "widths": (4, 4, 4, 4), "input_scale": scale}} for scale in (1, 2))
    run(config(data, tmp_path / "first", "structure", seed=1, **fewer))
    run(config(data, tmp_path / "finer", "structure", seed=2, init=tmp_path / "first" / WEIGHTS, **more))
    first, finer = (load_network(tmp_path / name / WEIGHTS, ConvVAE) for name in ("first", "finer"))
    x = torch.rand(2, 3, 128, 128)
    assert torch.allclose(finer.encode_structure(x).mean, first.encode_structure(x).mean, atol=0.01)
    with pytest.raises(DataError, match="of the shape that the configuration asks for"):
        run(config(data, tmp_path, "structure", init=tmp_path / "finer" / WEIGHTS, **fewer))


def test_an_encoder_may_get_a_reader_that_was_trained_before(data: Path, tmp_path: Path) -> None:
    eyes = {"widths": (4, 6), "blocks": (1,)}
    plain = {"latents": 8, "widths": (4, 4, 4, 4)}
    run(config(data, tmp_path / "eyes", "judge", seed=1, judge=eyes))
    run(config(data, tmp_path / "first", "structure", seed=1))
    begun = {"init": tmp_path / "first" / WEIGHTS, "reader": tmp_path / "eyes" / WEIGHTS}
    run(config(data, tmp_path / "reading", "structure", seed=2, structure={**plain, "reader": eyes}, **begun))
    first, reading = (load_network(tmp_path / name / WEIGHTS, ConvVAE) for name in ("first", "reading"))
    x = torch.rand(2, 3, 128, 128)
    # At first nothing of what is read comes in; what reads is the judge's, to the last statistic, and is not trained.
    assert torch.allclose(reading.encode_structure(x).mean, first.encode_structure(x).mean, atol=0.01)
    judge = load_network(tmp_path / "eyes" / WEIGHTS, AttributeJudge).levels.state_dict()
    assert all(torch.equal(tensor, judge[name]) for name, tensor in reading.encoder.reader.levels.state_dict().items())
    going_on = {"init": tmp_path / "reading" / WEIGHTS, "structure": {**plain, "reader": eyes}}
    run(config(data, tmp_path / "on", "structure", seed=3, **going_on))
    on = load_network(tmp_path / "on" / WEIGHTS, ConvVAE).encoder.reader
    assert all(torch.equal(tensor, judge[name]) for name, tensor in on.levels.state_dict().items())
    with pytest.raises(DataError, match="no reader of the shape that the configuration asks for"):
        other = {**plain, "reader": {"widths": (4, 8), "blocks": (1,)}}
        run(config(data, tmp_path / "no", "structure", structure=other, **begun))
