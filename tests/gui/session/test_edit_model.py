"""The photo that is open, and what is asked of it, without a window."""

from pathlib import Path

import pytest

from facelab.canonical import LANDMARKS
from facelab.gui.session.edit_model import Changes, EditModel
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import load


@pytest.fixture
def photo(tiny_lab_files: Path, noise_photo: Path) -> Photo:
    opened = load(tiny_lab_files / "tiny.safetensors").open(noise_photo)
    return Photo(opened.original.with_landmarks(0, LANDMARKS))


@pytest.fixture
def model(photo: Photo) -> EditModel:
    """With a photo open, and its face the chosen one."""
    made = EditModel()
    made.open("noise.png", photo, None, stored=True)
    made.outlines = [LANDMARKS.tolist()]
    made.choose(0)
    return made


def test_at_first_nothing_is_open():
    model = EditModel()
    assert (model.state, model.modified, model.faces, model.face) == (None, False, 0, -1)


def test_a_photo_that_is_opened_is_not_modified_until_something_is_asked(model):
    assert not model.modified
    model.apply(model.state.with_amount("Smiling", 1))
    assert model.modified
    assert dict(model.edit.amounts) == {"Smiling": 1}
    model.apply(model.state.with_amount("Smiling", 0))
    assert not model.modified


def test_what_a_crash_left_over_is_not_yet_in_the_persons_file(model, photo):
    model.open("noise.png", photo, Path("own.facelab"), stored=False)
    assert model.modified
    assert model.project == Path("own.facelab")


def test_the_photo_stays_the_same_object_where_its_picture_does(model):
    before = model.photo
    assert model.apply(model.state) == Changes(face=False)
    assert model.photo is before
    model.apply(model.state.with_amount("Smiling", 1))
    assert model.photo is not before


def test_it_is_told_whether_another_face_is_chosen_and_whether_faces_moved(model):
    added = model.state.with_landmarks(1, [(x + 9, y + 9) for x, y in LANDMARKS.tolist()])
    assert model.apply(added) == Changes(face=True, landmarks=True)
    assert (model.faces, model.face) == (2, 1)
    assert model.choose(7) == Changes(face=False)  # there is none: the last stays


def test_what_is_written_is_no_longer_modified_and_stays_in_its_project(model):
    model.apply(model.state.with_amount("Smiling", 1))
    written = model.state
    model.keep_stored(written, Path("mine.facelab"))
    assert (model.modified, model.project) == (False, Path("mine.facelab"))
    model.keep_stored(written, None)
    assert model.project == Path("mine.facelab")


def test_each_drag_has_a_number_of_its_own(model):
    assert model.drag == 0
    model.begin_drag()
    first = model.drag
    model.end_drag()
    assert model.drag == 0
    model.begin_drag()
    assert first != model.drag != 0
