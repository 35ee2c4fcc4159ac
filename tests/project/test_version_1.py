"""A project as the first build that had any wrote it (commit 062ed19) opens, and all is in it.

``version-1.facelab`` is of a part of the sample, 200 x 200 pixels: its face edited and locked, a second one by hand.
"""

from pathlib import Path

import numpy as np
import pytest

from facelab.latent import Edit
from facelab.project.file import StoredView, find_source, load_project
from facelab.project.storage import load, save

FILE = Path(__file__).with_name("version-1.facelab")
BY_HAND = [(120, 20), (150, 22), (134, 38), (122, 52), (148, 53)]
EDITS = {
    0: Edit({"Smiling": -1.5, "Young": 0.75}, locks=frozenset({"Male"})),
    1: Edit({"Eyeglasses": 2.0}, method="mean"),
}
VIEW = StoredView(face=1, zoom=1.5, centre=(97.5, 61.25), compare="split")


@pytest.fixture
def opened(lab):
    return load(lab, FILE)


def test_its_photo_travelled_along(opened):
    picture = opened[0].original.picture
    assert (picture.width, picture.height) == (200, 200)
    assert picture.source == Path("/tmp/pictures/astronaut.jpg")


def test_its_faces_come_back_found_and_placed_by_hand(opened):
    found, placed = opened[0].faces
    assert found.box == pytest.approx((57.462, 34.359, 121.309, 119.359), abs=1e-3)
    assert found.face.score == pytest.approx(0.9019, abs=1e-4)
    np.testing.assert_array_equal(placed.landmarks, BY_HAND)
    assert list(opened[0].original.by_hand) == [1]


def test_its_edits_come_back(opened):
    photo, project = opened
    assert photo.edits == EDITS
    assert photo.keep == project.keep == 0.7
    assert project.view == VIEW


def test_what_its_faces_were_encoded_to_comes_back():
    project, _ = load_project(FILE)
    assert [len(face.latent) for face in project.faces] == [768, 768]
    assert project.weights.startswith("9430e67f")


def test_saved_today_it_is_the_same_work(opened, lab, tmp_path):
    photo, project = opened
    save(photo, tmp_path / "a.facelab", view=project.view, embed=True)
    again, stored = load(lab, tmp_path / "a.facelab")
    assert again.edits == EDITS
    assert (again.keep, stored.view, stored.source.sha256) == (0.7, VIEW, project.source.sha256)


def test_its_photo_is_found_beside_it_where_it_did_not_travel_along(tmp_path):
    project, photo = load_project(FILE)
    (tmp_path / "astronaut.jpg").write_bytes(photo)
    assert find_source(project, tmp_path / "version-1.facelab") == tmp_path / "astronaut.jpg"
