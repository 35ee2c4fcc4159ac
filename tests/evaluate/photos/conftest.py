"""Portraits to measure on: one photo of a real face, twice, and a drawn head whose landmarks are known."""

import csv
import io
import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facelab.canonical import LANDMARKS
from facelab.model.parser import CLASSES, SIDE
from facelab.photo.align import Similarity
from facelab.render.parsing import Parse


def drawn_head() -> np.ndarray:
    y, x = np.mgrid[:160, :160] + 0.5
    picture = np.full((160, 160, 3), 90, np.uint8)
    picture[np.hypot((x - 80) / 45, (y - 86) / 58) < 1] = 190
    picture[np.hypot((x - 80) / 45, (y - 50) / 30) < 1] = 30
    return picture


@pytest.fixture(scope="session")
def portraits_folder(astronaut: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portraits")
    for name in ("pairs", "data", "models"):
        (folder / name).mkdir()
    (folder / "pairs" / "people.csv").write_text("id,age,gender,ethnic_group\n001,28,male,east_asian\n")
    photo = Image.open(astronaut).convert("RGB").crop((96, 0, 352, 256))
    for name, quality in (("neutral", 95), ("smiling", 90)):
        photo.save(folder / "pairs" / f"001_{name}.webp", quality=quality)
    columns = ("file", "split", "shard", "source", "landmarks")
    marks = " ".join(f"{x + 16:.2f} {y + 16:.2f}" for x, y in LANDMARKS)
    with (folder / "data" / "heads.csv").open("w", newline="") as stream:
        rows = [(f"{split}.png", split, "heads.tar", "mebeauty", marks) for split in ("train", "held")]
        csv.writer(stream).writerows([columns, *rows])
    data = io.BytesIO()
    Image.fromarray(drawn_head()).save(data, "PNG")
    with tarfile.open(folder / "data" / "heads.tar", "w") as tar:
        for split in ("train", "held"):
            info = tarfile.TarInfo(f"{split}.png")
            info.size = len(data.getvalue())
            tar.addfile(info, io.BytesIO(data.getvalue()))
    shutil.copy(astronaut, folder / "models" / "face_parsing.onnx")  # is there; nobody asks it
    return folder


@pytest.fixture
def parsed():
    """A parse with the upper half of the frame one class and the lower half another, one pixel a canonical one."""

    def make(upper: str, lower: str) -> Parse:
        probabilities = np.zeros((len(CLASSES), SIDE, SIDE), np.float32)
        probabilities[CLASSES.index(upper), : SIDE // 2] = 1
        probabilities[CLASSES.index(lower), SIDE // 2 :] = 1
        return Parse(probabilities, np.ones((SIDE, SIDE), bool), Similarity(np.eye(2, 3)))

    return make
