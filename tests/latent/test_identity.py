"""A linear discriminant tells people apart whose photos differ more in other ways."""

import numpy as np
import pytest
import torch

from facelab.errors import WeightsError
from facelab.latent.identity import DIMENSIONS, Identity, fit_identity, load_identity, save_identity
from facelab.model.measures import verification_auc

PEOPLE, PHOTOS, NUMBERS = 300, 4, 32


@pytest.fixture
def faces():
    """s (N, 32) and who each is: people differ in the first eight numbers, photos of one in the others, five times as
    much."""
    draw = np.random.default_rng(1)
    people = np.repeat(np.arange(PEOPLE), PHOTOS)
    who, light = draw.normal(size=(PEOPLE, 8)), 5 * draw.normal(size=(len(people), NUMBERS - 8))
    return np.hstack([who[people] + 0.2 * draw.normal(size=(len(people), 8)), light]), people


def auc(embedded, people):
    return verification_auc(torch.from_numpy(embedded), torch.from_numpy(people))


def test_it_sees_what_people_differ_in_and_not_what_their_photos_do(faces):
    s, people = faces
    fitted = fit_identity("abc", s[: len(s) // 2], people[: len(s) // 2])
    assert fitted.projection.shape == (NUMBERS, DIMENSIONS)
    others, who = s[len(s) // 2 :].astype(np.float32), people[len(s) // 2 :]
    plain = others / np.linalg.norm(others, axis=1, keepdims=True)
    assert auc(plain, who) < 0.6
    assert auc(fitted.embed(others), who) > 0.95


def test_faces_of_whom_nobody_knows_who_they_are_do_not_count(faces):
    s, people = faces
    unknown = np.r_[people, np.full(50, -1)]
    more = fit_identity("abc", np.vstack([s, np.full((50, NUMBERS), 99.0)]), unknown)
    assert np.array_equal(more.projection, fit_identity("abc", s, people).projection)


def test_the_same_picture_is_wholly_the_same_person_and_two_people_are_not_at_all():
    identity = Identity("abc", np.zeros(2, np.float32), np.eye(2, dtype=np.float32), same=0.6, others=0.2)
    assert identity.share(1.0) == 1
    assert identity.share(0.2) == identity.share(-1.0) == 0
    assert identity.share(identity.same) == pytest.approx(0.5)
    directions = identity.embed(np.array([[3, 4], [0, 0]], np.float32))
    assert directions[0] == pytest.approx((0.6, 0.8))
    assert not directions[1].any()


def test_a_file_keeps_it(tmp_path, faces):
    fitted, path = fit_identity("abc", *faces), tmp_path / "a.identity.safetensors"
    save_identity(path, fitted, {"auc": 0.9})
    found = load_identity(path, "abc")
    assert found is not None
    assert np.array_equal(found.projection, fitted.projection)
    assert (found.same, found.others) == (1.0, 0.0)


def test_weights_without_one_have_none(tmp_path):
    assert load_identity(tmp_path / "none.safetensors", "abc") is None


def test_one_of_other_weights_or_a_damaged_one_is_refused(tmp_path, faces):
    path = tmp_path / "a.identity.safetensors"
    save_identity(path, fit_identity("abc", *faces), {})
    with pytest.raises(WeightsError, match="other weights"):
        load_identity(path, "xyz")
    damaged = Identity("abc", np.zeros(3, np.float32), np.zeros((4, 2), np.float32))
    save_identity(path, damaged, {})
    with pytest.raises(WeightsError, match="tells nobody apart"):
        load_identity(path, "abc")
