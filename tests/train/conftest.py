"""Runs of the first stages, and a check that a run resumes exactly."""

import os
import signal
import tarfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from facelab.data.folder import open_split
from facelab.latent.attribute_file import save_attributes
from facelab.latent.build import build
from facelab.model.checkpoint import file_hash, load_network
from facelab.model.vae import ConvVAE
from facelab.photo.centerface import CenterFace
from facelab.train.config import Config
from facelab.train.files import STATE, WEIGHTS
from facelab.train.stages import run


@pytest.fixture(scope="session")
def before(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of the stages that come before edits and upsampler."""
    folder = tmp_path_factory.mktemp("runs")

    def stage(name: str, **settings: object) -> None:
        common = {"data": data, "seed": 1, "threads": 1, "structure": {"latents": 8, "widths": (4, 4, 4, 4)}}
        short = {"batch": 6, "epochs": 0.5, "warmup": 1}
        run(Config.model_validate({**common, "optimiser": short, "stage": name, "run": folder / name, **settings}))

    stage("structure")
    stage("detail", init=folder / "structure" / WEIGHTS, details=6)
    stage("attributes", network={"widths": (8, 8, 8, 8)})
    weights = folder / "detail" / WEIGHTS
    splits = [open_split(data, split).crops for split in ("train", "valid", "test")]
    made = build(load_network(weights, ConvVAE), file_hash(weights), *splits)
    save_attributes(folder / "attributes.safetensors", made)
    return folder


@pytest.fixture(scope="session")
def stored_heads_folder(astronaut: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of photos of heads: the one real face, twice to train on, once held."""
    folder = tmp_path_factory.mktemp("stored-heads")
    (face,) = CenterFace(threads=1).detect(np.asarray(Image.open(astronaut).convert("RGB")), largest_only=True)
    marks = " ".join(f"{number:.2f}" for number in face.landmarks.ravel())
    splits = {"one.png": "train", "two.png": "train", "three.png": "held"}
    rows = [f"{name},{split},heads.tar,mebeauty,{marks}" for name, split in splits.items()]
    (folder / "heads.csv").write_text("\n".join(["file,split,shard,source,landmarks", *rows]))
    with tarfile.open(folder / "heads.tar", "w") as tar:
        for name in splits:
            tar.add(astronaut, name)
    return folder


@pytest.fixture
def resumes_exactly(tmp_path: Path) -> Callable[[Callable[[Path], Config]], None]:
    """Checks that a run of the configuration for a folder, stopped and resumed, ends where one in a piece does."""

    def check(made_for: Callable[[Path], Config]) -> None:
        whole, halves = made_for(tmp_path / "whole"), made_for(tmp_path / "halves")

        def stop(progress: object) -> None:
            if getattr(progress, "step", 0) == 4:
                os.kill(os.getpid(), signal.SIGINT)

        run(whole)
        assert not run(halves, progress=stop)
        assert run(halves, resume=True)
        expected, found = (load_file(config.run / STATE) for config in (whole, halves))
        for key, tensor in expected.items():
            assert torch.equal(tensor, found[key]), key

    return check
