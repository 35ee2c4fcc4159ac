"""Labels of one's own, from a table beside the pictures."""

from pathlib import Path

import pytest

from facelab.attributes import index_of
from facelab.data.labels import TABLE, read_labels
from facelab.data.prepare import prepare
from facelab.data.sources import find_pictures
from facelab.errors import DataError

PICTURES = ["a.png", "deep/b.png", "c.png"]


def table(folder: Path, text: str) -> Path:
    path = folder / TABLE
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def pictures(tmp_path: Path, astronaut: Path) -> Path:
    for name in PICTURES:
        (tmp_path / "p" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / name).write_bytes(astronaut.read_bytes())
    return tmp_path / "p"


def test_labels_are_known_by_celebas_names_in_any_case(tmp_path: Path) -> None:
    text = "\ufeffsmiling,FILE,Wearing hat,split,identity\n1,a.png,0,test,7\n-1,deep/b.png,1,,\n\n"
    known = read_labels(table(tmp_path, text), PICTURES)
    first, second = known["a.png"], known["deep/b.png"]
    assert (first.labels[index_of("Smiling")], first.labels[index_of("Wearing_Hat")]) == (1, 0)
    assert (first.split, first.identity) == ("test", 7)
    assert (second.labels[index_of("Smiling")], second.labels[index_of("Wearing_Hat")]) == (-1, 1)
    assert (second.split, second.identity) == (None, -1)
    assert sum(label != -1 for label in first.labels) == 2, "what has no column is unknown"


FAULTS = {
    "a value that is none": ("file,Smiling\na.png,1\nc.png,yes\n", "line 3, column 2: 'yes'"),
    "an attribute that is none": ("file,Male,Smilling\na.png,1,1\n", "line 1, column 3: .*Smiling"),
    "a picture that is not there": ("file,Smiling\na.png,1\nz.png,1\n", r"line 3, column 1: .*z\.png"),
    "a picture twice": ("Smiling,file\n1,a.png\n0,./a.png\n", r"line 3, column 2: a\.png .*twice"),
    "an attribute twice": ("file,Smiling,smiling\na.png,1,1\n", "line 1, column 3: Smiling"),
    "a value too few": ("file,Smiling,Male\na.png,1\n", "line 2, column 3: it has 2 values"),
    "a value too many": ("file,Smiling\na.png,1,1\n", "line 2, column 3: it has 3 values"),
    "a split that is none": ("file,split\na.png,dev\n", "line 2, column 2: 'dev'"),
    "a person in words": ("file,identity\na.png,Anna\n", "line 2, column 2: 'Anna'"),
    "no column of files": ("name;Smiling\na.png;1\n", "column 1: There is no attribute"),
    "no heading of files": ("Male,Smiling\n0,1\n", "no column named file"),
    "nothing": ("", "empty"),
    "CelebA's own notation": ("file,Smiling,Male\na.png,1,-1\n", "nowhere 0"),
    "an open quotation": ('file,Smiling\n"a.png,1\n', "cannot be read"),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_by_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        read_labels(table(tmp_path, text), PICTURES)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / TABLE).write_bytes(b"file,Smiling\n\xff\xfe.png,1\n")
    with pytest.raises(DataError, match="UTF-8"):
        read_labels(tmp_path / TABLE, PICTURES)


def test_a_folder_of_pictures_has_the_labels_of_its_table(pictures: Path) -> None:
    table(pictures, "file,Smiling,split\ndeep/b.png,1,valid\n")
    found = {entry.name: entry for entry in find_pictures(pictures)}
    assert found["deep/b.png"].split == "valid"
    assert found["deep/b.png"].labels[index_of("Smiling")] == 1
    assert set(found["a.png"].labels) == {-1}


def test_a_faulty_table_is_refused_before_anything_is_made(pictures: Path, tmp_path: Path) -> None:
    table(pictures, "file,Smiling\na.png,2\n")
    with pytest.raises(DataError, match="line 2"):
        prepare(pictures, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_other_labels_are_another_source(pictures: Path, tmp_path: Path) -> None:
    table(pictures, "file,Smiling\na.png,1\n")
    prepare(pictures, tmp_path / "data")
    prepare(pictures, tmp_path / "data")
    table(pictures, "file,Smiling\na.png,0\n")
    with pytest.raises(DataError, match="labels"):
        prepare(pictures, tmp_path / "data")
