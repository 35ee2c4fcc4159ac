import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from facelab.data.folder import open_split
from facelab.data.prepare import prepare
from facelab.errors import DataError

MakeCelebA = Callable[..., Path]


def test_celeba_as_published(tmp_path: Path, published_celeba: MakeCelebA) -> None:
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


def test_celeba_as_torchvision_downloads_it(tmp_path: Path, published_celeba: MakeCelebA) -> None:
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


def test_a_face_of_celeba_without_a_split_is_named(tmp_path: Path, published_celeba: MakeCelebA) -> None:
    source = published_celeba(tmp_path, count=3)
    (source / "list_eval_partition.txt").write_text("000001.jpg 0\n000003.jpg 0\n")
    with pytest.raises(DataError, match=r"000002\.jpg"):
        prepare(source, tmp_path / "data")
