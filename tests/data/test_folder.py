import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from facelab.data.folder import open_split
from facelab.errors import DataError


def test_a_folder_that_is_none_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="facelab prepare"):
        open_split(tmp_path, "train")


def test_a_damaged_data_folder_is_said_so(data: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    (folder / "train-000.safetensors").write_bytes(b"\xff" * 100)
    with pytest.raises(DataError, match="facelab prepare"):
        open_split(folder, "train")


def test_rows_are_the_same_from_one_shard_and_from_several(data: Path) -> None:
    faces = open_split(data, "train")
    (shard,) = faces.pictures
    parted = replace(faces, pictures=(shard[:5], shard[5:6], shard[6:]))
    indices = np.array([23, 0, 5, 4, 6])
    assert torch.equal(faces.rows(indices), parted.rows(indices))
    assert torch.equal(faces.rows(indices)[1], shard[0].permute(2, 0, 1) / 255)
