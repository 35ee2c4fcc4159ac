import numpy as np
import pytest

import facelab
from facelab.attributes import index_of
from facelab.errors import DataError, FaceError, SourceError
from facelab.photo.xmp import Mark
from facelab.project import storage
from facelab.project.file import StoredView, load_project
from facelab.synthesis import samples
from facelab.synthesis.samples import SampleSpec


class Unasked:
    """A detector that must not be asked."""

    def detect(self, _rgb, **_options):
        raise AssertionError("the faces are known")


class Blind:
    """A detector that finds no face."""

    def detect(self, _rgb, **_options):
        return []


@pytest.fixture
def lab(tiny_lab_files):
    return facelab.load(tiny_lab_files / "tiny.safetensors", Unasked())


@pytest.fixture
def photo(lab, noise_photo, noise_landmarks):
    """``noise_photo`` with a face by hand, and an edit of it."""
    opened = facelab.load(lab.weights, Blind()).open(noise_photo)
    return opened.edit(Smiling=2, lock=["Male"], landmarks=noise_landmarks, keep=0.8)


def test_a_photo_comes_back_to_the_last_sample_without_looking_for_faces(photo, lab, tmp_path):
    view = StoredView(face=0, zoom=0.5, centre=(10, 20), compare="split")
    storage.save(photo, tmp_path / "a.facelab", view=view)
    again, project = storage.load(lab, tmp_path / "a.facelab")
    assert np.array_equal(again.picture.samples, photo.picture.samples)
    assert again.edits == photo.edits
    assert project.view == view
    assert project.faces[0].by_hand
    assert np.allclose(project.faces[0].latent, photo.original.crops[0].mu[0])


def test_an_embedded_photo_needs_no_file_and_its_source_is_never_written_over(photo, lab, noise_photo, tmp_path):
    storage.save(photo, tmp_path / "a.facelab", embed=True)
    noise_photo.unlink()
    again, _ = storage.load(lab, tmp_path / "a.facelab")
    assert np.array_equal(again.picture.samples, photo.picture.samples)
    with pytest.raises(facelab.errors.OutputError, match="never overwrites"):
        again.save(noise_photo, overwrite=True)


def test_whether_a_photo_travels_along_is_seen_and_taken_for_so_where_nobody_knows(photo, tmp_path):
    for embed in (False, True):
        storage.save(photo, tmp_path / "a.facelab", embed=embed)
        assert storage.carries_photo(tmp_path / "a.facelab") == embed
    assert storage.carries_photo(tmp_path / "none.facelab")


def test_a_drawn_face_travels_along_and_still_says_that_it_was_generated(lab, tmp_path):
    drawn = samples.sample_photo(lab, SampleSpec(3)).edit(Smiling=1)
    storage.save(drawn, tmp_path / "a.facelab", name="Face 3")
    again, project = storage.load(lab, tmp_path / "a.facelab")
    assert project.source.name == "Face 3"
    assert np.array_equal(again.picture.samples, drawn.picture.samples)
    again.save(tmp_path / "b.png")
    assert Mark.GENERATED.value.encode() in (tmp_path / "b.png").read_bytes()


def test_a_value_that_was_asked_for_is_kept_as_the_amount_that_it_took(photo, lab, tmp_path):
    probe = photo.crop(0).probes[index_of("Smiling")]
    edited = photo.edit(to={"Smiling": float(probe) + 0.01}, lock=["Male"])
    storage.save(edited, tmp_path / "a.facelab")
    reopened, _ = storage.load(lab, tmp_path / "a.facelab")
    assert reopened.edits[0].amounts == edited.solved_edits[0].amounts
    assert reopened.edits[0].held == edited.solved_edits[0].held != {}
    assert np.array_equal(reopened.picture.samples, edited.picture.samples)


def test_what_holds_a_lock_is_let_go_where_something_else_is_asked(photo, lab, tmp_path):
    probe = photo.crop(0).probes[index_of("Smiling")]
    storage.save(photo.edit(to={"Smiling": float(probe) + 0.01}, lock=["Male"]), tmp_path / "a.facelab")
    reopened, _ = storage.load(lab, tmp_path / "a.facelab")
    assert reopened.edit(Young=0.5).edits[0].held is None


def test_a_changed_photo_is_asked_for(photo, lab, noise_photo, astronaut, tmp_path):
    storage.save(photo, tmp_path / "a.facelab")
    noise_photo.write_bytes(astronaut.read_bytes())
    with pytest.raises(SourceError, match="changed"):
        storage.load(lab, tmp_path / "a.facelab")
    again, _ = storage.load(lab, tmp_path / "a.facelab", noise_photo)
    assert again.original.picture.width == 512


def test_amounts_that_no_slider_reaches_are_refused(photo, tmp_path):
    with pytest.raises(DataError, match="-3 to 3"):
        storage.save(photo.edit(Smiling=2), tmp_path / "a.facelab")
    assert not (tmp_path / "a.facelab").exists()


def test_landmarks_that_make_no_face_are_refused(photo, lab, tmp_path):
    storage.save(photo, tmp_path / "a.facelab")
    project, _ = load_project(tmp_path / "a.facelab")
    face = project.faces[0].model_copy(update={"landmarks": ((0.0, 0.0),) * 5})
    bad = project.model_copy(update={"faces": (face,)})
    storage.save_project(tmp_path / "b.facelab", bad)
    with pytest.raises(FaceError):
        storage.load(lab, tmp_path / "b.facelab")
