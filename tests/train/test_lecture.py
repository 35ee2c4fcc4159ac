"""The stage lecture: the whole family, and what its losses do to the latent spaces."""

from pathlib import Path

import pytest
import torch
from PIL import Image

from facelab.data.folder import open_split
from facelab.errors import DataError
from facelab.model.checkpoint import load_network
from facelab.model.lecture.family import LectureModels
from facelab.model.vae import shrink
from facelab.train.config import Config
from facelab.train.files import WEIGHTS
from facelab.train.lecture import flipped, hidden
from facelab.train.stages import run

SMALL = {"size": 16, "components": 8, "hidden": (12,), "latents": 4}


def config(data: Path, folder: Path, **changes: object) -> Config:
    settings = {
        "stage": "lecture",
        "data": data,
        "run": folder,
        "threads": 1,
        "lecture": {"latents": 4, "body": {"size": 16, "widths": (6, 8)}, "conditional": SMALL},
        "optimiser": {"batch": 6, "epochs": 2.0, "warmup": 1, "ema": 0.5},
    }
    return Config.model_validate(settings | changes)


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> LectureModels:
    folder = tmp_path_factory.mktemp("lecture")
    how = {"batch": 12, "epochs": 60.0, "warmup": 5, "learning_rate": 1e-2, "ema": 0.8}
    run(config(data, folder, optimiser=how, look_every=1000))
    return load_network(folder / WEIGHTS, LectureModels)


@torch.no_grad()
def test_reconstruction_alone_reconstructs_and_kl_alone_knows_nothing_of_the_face(
    trained: LectureModels, data: Path
) -> None:
    crops, _ = next(open_split(data, "train").crops(chunk=24))
    small = shrink(crops, 16)

    def error(name: str) -> float:
        model = trained.spaces[name]
        return (model.decode(model.encode(crops).mode()) - small).square().mean().item()

    posteriors = {name: model.encode(crops) for name, model in trained.spaces.items()}
    assert error("reconstruction") < error("both") < error("kl")
    kl = {name: posterior.kl().sum(1).mean().item() for name, posterior in posteriors.items()}
    assert kl["kl"] < 0.1 < kl["both"] < kl["reconstruction"]


def test_labels_are_hidden_by_a_share_of_each_face_and_known_ones_stay_as_they_are() -> None:
    generator = torch.Generator().manual_seed(0)
    labels = (torch.rand(400, 40, generator=generator) < 0.5).float()
    seen = hidden(labels, torch.rand(400, 41, generator=generator))
    known = seen >= 0
    assert torch.equal(seen[known], labels[known])
    shares = known.float().mean(1)
    assert shares.min() < 0.1 and abs((shares == 1).float().mean() - 0.5) < 0.1 and abs(shares.mean() - 0.75) < 0.05


def test_one_label_is_turned_the_other_way_and_an_unknown_one_is_set() -> None:
    labels = torch.zeros(2, 40)
    labels[1] = -1
    changed = flipped(labels, "Smiling")
    assert changed.ne(labels).sum() == 2 and changed.max(1).values.tolist() == [1, 1]


def test_a_resumed_run_ends_like_one_never_stopped(data: Path, resumes_exactly) -> None:
    resumes_exactly(lambda folder: config(data, folder))


def test_models_of_several_sizes_stand_on_one_sheet(data: Path, tmp_path: Path) -> None:
    shapes = {"latents": 4, "body": {"size": 16, "widths": (6, 8)}, "conditional": SMALL | {"size": 32}}
    run(config(data, tmp_path, lecture=shapes))
    sheet = next(tmp_path.glob("step-*.png"))
    with Image.open(sheet) as image:
        assert image.height % 32 == 0


def test_one_model_goes_on_by_itself_and_the_others_stay(data: Path, tmp_path: Path) -> None:
    run(config(data, tmp_path / "all"))
    begun = tmp_path / "all" / WEIGHTS
    run(config(data, tmp_path / "one", init=begun, lecture_training={"only": ["conditional"]}))
    before, after = (load_network(path, LectureModels).state_dict() for path in (begun, tmp_path / "one" / WEIGHTS))
    changed = {name.partition(".")[0] for name, tensor in before.items() if not torch.equal(tensor, after[name])}
    assert changed == {"conditional"}
    assert torch.equal(before["conditional.components.basis"], after["conditional.components.basis"])


def test_what_it_goes_on_from_must_be_of_its_shapes_and_hold_what_is_asked(data: Path, tmp_path: Path) -> None:
    run(config(data, tmp_path / "all"))
    begun = tmp_path / "all" / WEIGHTS
    with pytest.raises(DataError, match="other shapes"):
        run(config(data, tmp_path / "one", init=begun, lecture={"latents": 5}))
    with pytest.raises(DataError, match="beta_million is none of the lecture's models: autoencoder"):
        run(config(data, tmp_path / "one", lecture_training={"only": ["beta_million"]}))
