"""A source of drawn faces, and a data folder made from it."""

import csv
import io
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

from facelab.latent.attributes import save_attributes
from facelab.latent.build import build
from facelab.model.checkpoint import file_hash, load_network
from facelab.model.vae import ConvVAE
from facelab.model.vocabulary import ATTRIBUTES
from facelab.train.config import Config
from facelab.train.data import open_split
from facelab.train.loop import STATE, WEIGHTS
from facelab.train.prepare import prepare
from facelab.train.stages import run

COUNTS = {"train": 24, "valid": 6, "test": 6}


def drawn_face(rng: np.random.Generator) -> np.ndarray:
    """A disc with two eyes and a mouth, (144, 144, 3) uint8."""
    y, x = np.mgrid[:144, :144] + 0.5
    picture = np.empty((144, 144, 3))
    picture[:] = rng.uniform(30, 120, 3)
    picture[np.hypot((x - 72) / 45, (y - 78) / 58) < 1] = rng.uniform(120, 230, 3)
    for centre in ((55.3, 68.6), (88.7, 68.6)):
        picture[np.hypot(x - centre[0], y - centre[1]) < rng.uniform(4, 8)] = 20
    picture[(abs(x - 72) < 15) & (abs(y - 103) < rng.uniform(2, 7))] = (150, 40, 50)
    return picture.astype(np.uint8)


@pytest.fixture(scope="session")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    rng = np.random.default_rng(0)
    with (folder / "faces.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, ["file", "split", "identity", "residual", *ATTRIBUTES])
        writer.writeheader()
        for split, count in COUNTS.items():
            with tarfile.open(folder / f"{split}-00.tar", "w") as archive:
                for number in range(count):
                    name = f"{split}{number:03d}.webp"
                    data = io.BytesIO()
                    Image.fromarray(drawn_face(rng)).save(data, "WEBP", lossless=True)
                    info = tarfile.TarInfo(name)
                    info.size = data.tell()
                    data.seek(0)
                    archive.addfile(info, data)
                    labels = dict(zip(ATTRIBUTES, rng.integers(0, 2, 40).tolist(), strict=True))
                    known = {"file": name, "split": split, "identity": number, "residual": number / 4}
                    writer.writerow({**known, **labels})
    return folder


@pytest.fixture(scope="session")
def data(shards: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    prepare(shards, folder)
    return folder


@pytest.fixture(scope="session")
def before(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of the stages that come before edits and finish."""
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
