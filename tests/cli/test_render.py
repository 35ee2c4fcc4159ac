import numpy as np
import pytest

import facelab as library
from facelab.photo.read import read
from facelab.project import storage


@pytest.fixture
def project(tiny_lab_files, noise_photo, noise_landmarks, tmp_path):
    """A project of ``noise_photo``, and the picture that it makes."""
    lab = library.load(tiny_lab_files / "tiny.safetensors")
    photo = lab.open(noise_photo).edit(Smiling=2, landmarks=noise_landmarks)
    storage.save(photo, tmp_path / "a.facelab")
    return tmp_path / "a.facelab", photo.picture.samples


def test_a_projects_picture_is_made_without_a_window(facelab, project, weights, tmp_path):
    facelab("render", project[0], "-o", tmp_path / "b.png", *weights)
    assert np.array_equal(read(tmp_path / "b.png").samples, project[1])


def test_a_photo_that_moved_is_given(facelab, project, weights, noise_photo, tmp_path):
    moved = noise_photo.rename(tmp_path / "moved.png")
    said = facelab("render", project[0], "-o", tmp_path / "b.png", *weights, code=2).stderr
    assert "--photo" in said
    assert not (tmp_path / "b.png").exists()
    facelab("render", project[0], "-o", tmp_path / "b.png", *weights, "--photo", moved)
    assert np.array_equal(read(tmp_path / "b.png").samples, project[1])


def test_neither_the_project_nor_the_photo_is_written_over(facelab, project, weights, noise_photo):
    for path in (project[0], noise_photo):
        before = path.read_bytes()
        facelab("render", project[0], "-o", path, "--overwrite", *weights, code=2)
        assert path.read_bytes() == before


def test_what_is_no_project_is_said(facelab, weights, astronaut, tmp_path):
    assert "no FaceLab project" in facelab("render", astronaut, "-o", tmp_path / "b.png", *weights, code=2).stderr
