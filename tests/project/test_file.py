import json
import os
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelab.errors import DataError, OutputError, SourceError
from facelab.project.edit import StoredFaceEdit
from facelab.project.file import (
    Project,
    StoredFace,
    StoredSource,
    StoredView,
    find_source,
    load_project,
    save_project,
    sha256,
)

NUMBER = st.floats(-1e6, 1e6)
POINT = st.tuples(NUMBER, NUMBER)
FACES = st.builds(
    StoredFace,
    box=st.tuples(*[NUMBER] * 4),
    landmarks=st.tuples(*[POINT] * 5),
    score=st.floats(0, 1),
    by_hand=st.booleans(),
    latent=st.lists(NUMBER, max_size=4).map(tuple),
    asked=st.none()
    | st.builds(
        StoredFaceEdit,
        amounts=st.dictionaries(st.sampled_from(["Smiling", "Male"]), st.floats(-3, 3)),
        held=st.none() | st.dictionaries(st.just("Young"), st.floats(-20, 20)),
    ),
)
VIEWS = st.builds(StoredView, face=st.integers(-1, 9), zoom=st.none() | st.floats(0.02, 16), centre=POINT)
PHOTO = b"a photo"


def a_project(**more):
    return Project(source=StoredSource(name="a.jpg", sha256=sha256(PHOTO)), weights="0" * 64, **more)


@given(st.builds(a_project, faces=st.lists(FACES, max_size=3).map(tuple), keep=st.floats(0, 1), view=VIEWS))
def test_a_project_comes_back_from_its_file(tmp_path_factory, project):
    path = tmp_path_factory.mktemp("projects") / "a.facelab"
    save_project(path, project, PHOTO)
    assert load_project(path) == (project, PHOTO)


def test_the_same_project_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        save_project(tmp_path / f"{name}.facelab", a_project(), PHOTO)
    assert (tmp_path / "a.facelab").read_bytes() == (tmp_path / "b.facelab").read_bytes()


def test_a_photo_is_found_where_it_was_and_after_both_have_moved(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    (here / "photos").mkdir(parents=True)
    photo = here / "photos" / "a.jpg"
    photo.write_bytes(PHOTO)
    project = a_project().model_copy(
        update={"source": StoredSource(name="a.jpg", path=str(photo), sha256=sha256(PHOTO))}
    )
    save_project(here / "a.facelab", project)
    assert find_source(load_project(here / "a.facelab")[0], here / "a.facelab") == photo
    here.rename(there)
    found = find_source(load_project(there / "a.facelab")[0], there / "a.facelab")
    assert found.samefile(there / "photos" / "a.jpg")


def test_a_changed_photo_and_one_that_is_gone_are_told_apart(tmp_path):
    photo = tmp_path / "a.jpg"
    project = a_project().model_copy(
        update={"source": StoredSource(name="a.jpg", path=str(photo), sha256=sha256(PHOTO))}
    )
    with pytest.raises(SourceError, match="gone") as told:
        find_source(project, tmp_path / "a.facelab")
    assert told.value.changed is None
    photo.write_bytes(b"another")
    with pytest.raises(SourceError, match="changed") as told:
        find_source(project, tmp_path / "a.facelab")
    assert told.value.changed == photo


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_photos_place_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(SourceError, match="gone"):
        find_source(a_project(), tmp_path / "a.facelab")


def _archive(path, **entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            archive.writestr({"project": "project.json"}.get(name, name), data)


def _changed(**fields):
    return json.dumps({**a_project().model_dump(mode="json"), **fields})


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({}, "no FaceLab project"),
        ({"project": "{"}, "understands"),
        ({"project": _changed(version=2)}, "later FaceLab"),
        ({"project": _changed(version=0)}, "understands"),
        ({"project": _changed(keep=2)}, "understands"),
        ({"project": _changed(more=1)}, "understands"),
        ({"project": _changed(keep=float("nan"))}, "understands"),
        ({"project": _changed(), "photo": "another"}, "not the one it was"),
    ],
)
def test_what_is_no_project_is_said_in_a_sentence(tmp_path, entries, said):
    path = tmp_path / "a.facelab"
    _archive(path, **entries)
    with pytest.raises(DataError, match=said):
        load_project(path)


def test_a_huge_entry_is_refused_whatever_the_archive_says_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr("facelab.project.file.MAX_JSON", 1000)
    _archive(tmp_path / "a.facelab", project=" " * 10_000)
    with pytest.raises(DataError):
        load_project(tmp_path / "a.facelab")


@given(st.data())
def test_damaged_projects_are_said_so_and_raise_nothing_else(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("damaged") / "a.facelab"
    save_project(path, a_project(), PHOTO)
    contents = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        contents[data.draw(st.integers(0, len(contents) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(contents[: data.draw(st.integers(0, len(contents)))])
    try:
        load_project(path)
    except DataError as error:
        assert str(path) in str(error)


def test_a_project_that_cannot_be_written_leaves_the_old_one(tmp_path):
    with pytest.raises(OutputError):
        save_project(tmp_path / "none" / "a.facelab", a_project())
    assert not list(tmp_path.iterdir())
