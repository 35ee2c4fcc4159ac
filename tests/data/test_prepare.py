import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facelab.attributes import ATTRIBUTES
from facelab.data import prepare as module
from facelab.data.folder import open_split
from facelab.data.prepare import prepare
from facelab.errors import DataError

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


def test_bad_files_are_listed_and_skipped(tmp_path: Path) -> None:
    source = published_celeba(tmp_path, count=9)
    (source / "img_align_celeba" / "000002.jpg").write_bytes(b"\xff\xd8 not a picture")
    Image.new("RGB", (10, 10)).save(source / "img_align_celeba" / "000003.jpg")
    (source / "img_align_celeba" / "000004.jpg").unlink()
    manifest = prepare(source, tmp_path / "data")
    assert sorted(row["name"] for row in manifest["skipped"]) == ["000002.jpg", "000003.jpg", "000004.jpg"]
    assert all(row["reason"] for row in manifest["skipped"])
    assert sum(shard["count"] for shard in manifest["shards"]) == 6


def published_celeba(tmp_path: Path, count: int) -> Path:
    """The layout in which CelebA is published, with drawn pictures."""
    source = tmp_path / "celeba"
    (source / "img_align_celeba").mkdir(parents=True)
    names = [f"{number:06d}.jpg" for number in range(1, count + 1)]
    for name in names:
        picture = np.zeros((218, 178, 3), np.uint8)
        picture[40:192, 12:165] = (0, 200, 0)  # the crop of the canonical frame
        Image.fromarray(picture).save(source / "img_align_celeba" / name, quality=95, subsampling=0)
    labels = " ".join("1" if k % 2 else "-1" for k in range(40))
    lines = [str(count), " ".join(ATTRIBUTES), *(f"{name}  {labels}" for name in names)]
    (source / "list_attr_celeba.txt").write_text("\n".join(lines))
    (source / "list_eval_partition.txt").write_text("\n".join(f"{name} {i % 3}" for i, name in enumerate(names)))
    (source / "identity_CelebA.txt").write_text("\n".join(f"{name} {i + 100}" for i, name in enumerate(names)))
    return source


def test_celeba_as_published(tmp_path: Path) -> None:
    prepare(published_celeba(tmp_path, count=6), tmp_path / "data")
    faces = open_split(tmp_path / "data", "train")
    assert faces.identities.tolist() == [100, 103]
    assert faces.labels[0, :4].tolist() == [0, 1, 0, 1]
    crops, _ = next(faces.crops())
    green = crops[0, 1] > 0.5
    assert green[2:-2, 2:-2].all(), "the crop is the square that docs/design.md names"
    margin = faces.pictures[0][0][..., 1] > 100
    assert not margin[:7].any()
    assert not margin[:, :7].any()


def test_celeba_as_torchvision_downloads_it(tmp_path: Path) -> None:
    published_celeba(tmp_path / "downloaded", count=3)
    manifest = prepare(tmp_path / "downloaded", tmp_path / "data")
    assert [shard["split"] for shard in manifest["shards"]] == ["test", "train", "valid"]
    assert open_split(tmp_path / "data", "train").identities.tolist() == [100]


def test_a_folder_of_pictures_is_detected_and_aligned(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "resources" / "sample" / "astronaut.png"
    (tmp_path / "pictures").mkdir()
    # The split goes by the name: these are one of each kind.
    for name in ("a.png", "b.png", "c.png"):
        shutil.copy(sample, tmp_path / "pictures" / name)
    Image.new("RGB", (64, 64)).save(tmp_path / "pictures" / "nobody.png")
    manifest = prepare(tmp_path / "pictures", tmp_path / "data")
    assert sum(shard["count"] for shard in manifest["shards"]) == 3
    assert [row["name"] for row in manifest["skipped"]] == ["nobody.png"]
    split = next(shard["split"] for shard in manifest["shards"] if shard["count"])
    faces = open_split(tmp_path / "data", split)
    assert faces.labels.unique().tolist() == [-1], "labels are unknown"
    assert faces.residuals.isnan().all()
    assert faces.pictures[0].float().std() > 30


def test_what_is_no_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no folder"):
        prepare(tmp_path / "missing", tmp_path / "data")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="no pictures"):
        prepare(tmp_path / "empty", tmp_path / "data")


def a_damaged_shard(source: Path) -> None:
    (source / "train-00.tar").write_bytes(b"no archive" * 100)


def a_table_without_labels(source: Path) -> None:
    (source / "faces.csv").write_text("file,split,identity\na.webp,train,1\n")


@pytest.mark.parametrize("spoil", [a_damaged_shard, a_table_without_labels])
def test_damaged_shards_are_refused_by_name(shards: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    source = Path(shutil.copytree(shards, tmp_path / "source"))
    spoil(source)
    with pytest.raises(DataError, match=r"train-00\.tar|faces\.csv"):
        prepare(source, tmp_path / "data")


def test_a_face_of_celeba_without_a_split_is_named(tmp_path: Path) -> None:
    source = published_celeba(tmp_path, count=3)
    (source / "list_eval_partition.txt").write_text("000001.jpg 0\n000003.jpg 0\n")
    with pytest.raises(DataError, match=r"000002\.jpg"):
        prepare(source, tmp_path / "data")


def test_every_face_is_told_of(shards: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    prepare(shards, tmp_path, lambda done, of: told.append((done, of)))
    assert {done for done, _ in told} == set(range(37))
    assert {of for _, of in told} == {36}


def test_a_folder_begun_from_another_source_is_left_alone(shards: Path, tmp_path: Path) -> None:
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
