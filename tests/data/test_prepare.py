import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from facelab.data import prepare as module
from facelab.data.folder import open_split
from facelab.data.prepare import prepare
from facelab.errors import DataError

MakeCelebA = Callable[..., Path]
COUNTS = {"train": 24, "valid": 6, "test": 6}


@pytest.mark.parametrize("split", COUNTS)
def test_shards_become_splits_with_labels_and_people(data: Path, split: str) -> None:
    faces = open_split(data, split)
    assert len(faces) == COUNTS[split]
    assert faces.labels.shape == (COUNTS[split], 40)
    assert set(faces.labels.unique().tolist()) == {0, 1}
    assert faces.identities.tolist() == list(range(COUNTS[split]))
    assert faces.residuals.tolist() == [number / 4 for number in range(COUNTS[split])]


def test_an_interrupted_run_goes_on_where_it_stopped(
    shards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SHARD", 5)

    def stop(done: int, of: int) -> None:  # noqa: ARG001
        if done >= 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(shards, tmp_path, stop)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.safetensors")}
    manifest = prepare(shards, tmp_path)
    assert len(written) >= 2
    assert all(path.stat().st_mtime_ns == time for path, time in written.items()), "finished shards are left alone"
    assert sum(shard["count"] for shard in manifest["shards"]) == 36
    assert len(open_split(tmp_path, "train")) == 24


def test_bad_files_are_listed_and_skipped(tmp_path: Path, published_celeba: MakeCelebA) -> None:
    source = published_celeba(tmp_path, count=9)
    (source / "img_align_celeba" / "000002.jpg").write_bytes(b"\xff\xd8 not a picture")
    Image.new("RGB", (10, 10)).save(source / "img_align_celeba" / "000003.jpg")
    (source / "img_align_celeba" / "000004.jpg").unlink()
    manifest = prepare(source, tmp_path / "data")
    assert sorted(row["name"] for row in manifest["skipped"]) == ["000002.jpg", "000003.jpg", "000004.jpg"]
    assert all(row["reason"] for row in manifest["skipped"])
    assert sum(shard["count"] for shard in manifest["shards"]) == 6


def test_every_face_is_told_of(shards: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    prepare(shards, tmp_path, lambda done, of: told.append((done, of)))
    assert {done for done, _ in told} == set(range(37))
    assert {of for _, of in told} == {36}


def test_a_folder_begun_from_another_source_is_left_alone(
    shards: Path, tmp_path: Path, published_celeba: MakeCelebA
) -> None:
    data = tmp_path / "data"
    prepare(published_celeba(tmp_path, count=3), data)
    before = (data / "manifest.json").read_text()
    with pytest.raises(DataError, match="another source"):
        prepare(shards, data)
    assert (data / "manifest.json").read_text() == before


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_damaged_manifest_is_said_so(shards: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(DataError, match="remove"):
        prepare(shards, tmp_path)


def test_the_manifest_is_json_that_names_every_shard(data: Path) -> None:
    manifest = json.loads((data / "manifest.json").read_text())
    assert {shard["file"] for shard in manifest["shards"]} == {path.name for path in data.glob("*.safetensors")}
