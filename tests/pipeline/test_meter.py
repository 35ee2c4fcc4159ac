"""The meter: an edited face as it is seen small, on a model that draws no faces."""

import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.edit import Edit
from facelab.latent.identity import Identity
from facelab.pipeline.engine import Engine
from facelab.pipeline.meter import NAMED, MeteredFace, beside

CALM = dict.fromkeys(ATTRIBUTES, 0.5)


@pytest.fixture
def metered(photo, monkeypatch):
    """The face of ``photo``; who it is lies in the first five numbers of s."""
    projection = np.eye(8, 5, dtype=np.float32)
    identity = Identity("", np.zeros(8, np.float32), projection, same=0.6, others=0.0)
    monkeypatch.setattr(Engine, "identity", identity)
    return MeteredFace.of(photo, 0)


def test_at_rest_it_is_wholly_the_same_person_and_nothing_moved(metered):
    measured = metered.measured(Edit())
    assert measured.same == pytest.approx(1, abs=1e-6)
    assert measured.beside == ()


def test_an_edit_leads_away(metered):
    nothing, much = (metered.measured(edit).same for edit in (Edit(), Edit({"Smiling": 8.0})))
    assert much < nothing == pytest.approx(1)


def test_what_two_photos_of_one_person_come_to_is_told(metered):
    assert metered.measured(Edit()).usual == pytest.approx(0.6)


def test_weights_that_tell_nobody_apart_name_what_moved_all_the_same(photo):
    measured = MeteredFace.of(photo, 0).measured(Edit({"Smiling": 1.0}))
    assert measured.same is None


def test_what_moved_most_is_named_first_and_little_is_not():
    after = CALM | {"Young": 0.1, "Male": 0.8, "Bangs": 0.45, "Bald": 0.7, "Pale_Skin": 0.72}
    moved = beside(CALM, after, frozenset())
    assert [change.attribute for change in moved] == ["Young", "Male", "Pale_Skin"]
    assert len(moved) == NAMED
    assert (moved[0].before, moved[0].after) == (0.5, 0.1)


def test_what_was_asked_or_locked_is_not_named():
    after = CALM | {"Young": 0.1, "Male": 0.8}
    assert beside(CALM, after, {"Young", "Male"}) == ()


def test_an_edit_is_asked_by_amounts_values_and_locks(metered):
    edit = Edit({"Smiling": 3.0, "Bangs": 0.0}, locks=frozenset({"Male"}))
    named = {change.attribute for change in metered.measured(edit).beside}
    assert named.isdisjoint({"Smiling", "Male"})
