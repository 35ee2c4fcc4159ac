"""A drag, on a model that draws no faces: the network is asked at a few amounts, and the face is between them."""

from concurrent.futures import Future

import numpy as np
import pytest

from facelab.latent import Edit
from facelab.pipeline import drag
from facelab.pipeline.beard_edit import find_beard
from facelab.pipeline.drag import STEP, Drag
from facelab.pipeline.editing import OwnFace, steer
from facelab.pipeline.parts import split


class Waiting:
    """A worker that begins when it is told to."""

    def __init__(self):
        self.jobs = []

    def submit(self, function, *given):
        self.jobs.append((Future(), function, given))
        return self.jobs[-1][0]

    def work(self):
        """Do what is not cancelled; gives how much that was."""
        asked = [job for job in self.jobs if job[0].set_running_or_notify_cancel()]
        self.jobs = []
        for _, function, given in asked:
            function(*given)
        return len(asked)


@pytest.fixture(autouse=True)
def beside(monkeypatch):
    """What is prepared beside the frames, which is nothing before it is asked to."""
    waiting = Waiting()
    monkeypatch.setattr(drag, "worker", lambda: waiting)
    return waiting


@pytest.fixture
def asked(monkeypatch):
    """The amounts at which faces are drawn."""
    amounts = []

    def counted(network, face, move, **how):
        amounts.append(move.amounts)
        return steer(network, face, move, **how)

    monkeypatch.setattr(drag, "steer", counted)
    return amounts


def drawn(crop, edit):
    parts = split(crop, edit, crop.solve(edit))
    return steer(crop.engine.compiled, OwnFace.of(crop, for_screen=True), parts.rest)


def dragged(crop, *edits):
    moving = Drag(crop)
    return [moving.dragged(edit, split(crop, edit, crop.solve(edit))).steered for edit in edits]


def smiles(*amounts, **others):
    return [Edit({"Smiling": amount, **others}) for amount in amounts]


@pytest.mark.parametrize("name", ["Smiling", "Young", "Pale_Skin"])
def test_at_a_step_a_face_is_as_it_is_drawn(photo, name):
    crop, edit = photo.crop(0), Edit({name: 2 * STEP})
    (found,) = dragged(crop, edit)
    np.testing.assert_allclose(found.plain, drawn(crop, edit).plain, atol=1e-6)
    for layer, other in zip(found.layers, drawn(crop, edit).layers, strict=True):
        np.testing.assert_allclose(layer.picture, other.picture, atol=1e-5)
        np.testing.assert_allclose(layer.area, other.area, atol=1e-6)


def test_between_two_steps_its_light_is_between_theirs(photo):
    low, middle, high = dragged(photo.crop(0), *smiles(STEP, 1.5 * STEP, 2 * STEP))
    (light,) = middle.drawing.lights
    np.testing.assert_allclose(light, (low.drawing.lights[0] + high.drawing.lights[0]) / 2, atol=1e-5)
    np.testing.assert_allclose(middle.drawing.points, (low.drawing.points + high.drawing.points) / 2, atol=1e-4)


def test_the_network_is_asked_once_a_step(photo, asked):
    dragged(photo.crop(0), *smiles(1.1, 1.2, 1.3, 1.4, 1.2, 1.6))
    assert [amounts["Smiling"] for amounts in asked] == [1.0, 1.5, 2.0]


@pytest.mark.parametrize(("amounts", "prepared"), [((1.1,), [2.0, 0.5]), ((3.1, 1.4), [0.5, 2.0])])
def test_the_steps_around_are_prepared_those_ahead_first(photo, asked, beside, amounts, prepared):
    dragged(photo.crop(0), *smiles(*amounts))
    frames = len(asked)
    beside.work()
    assert [found["Smiling"] for found in asked[frames:]] == prepared


def test_a_frame_at_a_step_that_is_prepared_asks_no_network(photo, asked, beside):
    moving, crop = Drag(photo.crop(0)), photo.crop(0)
    made = []
    for edit in smiles(1.1, 1.6, 2.1, 1.6, 1.1, 0.6, 0.1, -0.1, -0.6):
        before = len(asked)
        moving.dragged(edit, split(crop, edit, crop.solve(edit)))
        made.append(len(asked) - before)
        beside.work()
    assert made == [2] + 8 * [0]


def test_what_is_prepared_is_what_the_frame_would_have_made(photo, beside):
    crop, (first, second) = photo.crop(0), smiles(1.2, 1.7)
    moving = Drag(crop)
    moving.dragged(first, split(crop, first, crop.solve(first)))
    assert beside.work()
    found = moving.dragged(second, split(crop, second, crop.solve(second))).steered
    (alone,) = dragged(crop, second)
    assert np.array_equal(found.plain, alone.plain)
    assert all(
        np.array_equal(one.picture, other.picture) for one, other in zip(found.layers, alone.layers, strict=True)
    )


def test_what_is_behind_a_quick_drag_is_not_prepared(photo, beside):
    dragged(photo.crop(0), *smiles(0.6, 1.1, 1.6, 2.1))
    assert beside.work() == 4


def test_what_fails_beside_a_frame_fails_in_the_frame_that_needs_it(photo, beside, monkeypatch):
    crop, (first, second) = photo.crop(0), smiles(1.2, 1.7)
    moving = Drag(crop)
    moving.dragged(first, split(crop, first, crop.solve(first)))

    def broken(*_, **__):
        raise MemoryError

    with monkeypatch.context() as without:
        without.setattr(drag, "steer", broken)
        with pytest.raises(MemoryError):
            beside.work()
        with pytest.raises(MemoryError):
            moving.dragged(second, split(crop, second, crop.solve(second)))
    assert moving.dragged(second, split(crop, second, crop.solve(second))).steered


def test_what_is_dragged_beside_the_face_has_it_drawn_once(photo, asked):
    crop = photo.crop(0)
    dragged(crop, *smiles(1.0, Eyeglasses=1.0), *smiles(1.0, Eyeglasses=1.2), *smiles(1.0, Eyeglasses=2.6))
    assert len(asked) == 1


def test_from_nothing_on_a_face_moves_without_a_jump(photo):
    crop = photo.crop(0)
    (least,) = dragged(crop, *smiles(0.001))
    moved = np.abs(least.plain - OwnFace.of(crop, for_screen=True).plain)
    for away in (moved, np.abs(least.drawing.lights[0])):
        assert np.quantile(away, 0.95) < 0.01  # in bfloat16 a mesh of noise goes its own way


@pytest.mark.parametrize(
    "edits",
    [
        [Edit({"Smiling": 1.0, "Young": 1.0})],
        [Edit({"Smiling": 1.0}), Edit({"Smiling": 1.2}, locks=frozenset({"Male"}))],
        [Edit({"Wearing_Hat": 1.0})],
        [Edit({"Smiling": 1.0}, method="mean")],
        [Edit({"Young": 1.0}, to={"Male": 0.0})],
        [Edit()],
    ],
    ids=["two at once", "another lock", "lines", "the mean vectors", "a value", "nothing"],
)
def test_what_is_no_drag_or_shows_lines_is_drawn_for_itself(photo, edits):
    assert dragged(photo.crop(0), *edits)[-1] is None


def test_between_two_steps_a_beard_is_as_dense_as_between_theirs(photo):
    crop, moving = photo.crop(0), Drag(photo.crop(0))
    low, middle, high = (
        moving.dragged(edit, split(crop, edit, crop.solve(edit)))
        for edit in (Edit({"Mustache": amount}) for amount in (STEP, 1.5 * STEP, 2 * STEP))
    )
    assert middle.steered is None
    np.testing.assert_allclose(middle.beard.ratio, (low.beard.ratio + high.beard.ratio) / 2, atol=1e-5)


def test_a_beard_is_drawn_once_a_step(photo, monkeypatch):
    crop, moving, amounts = photo.crop(0), Drag(photo.crop(0)), []

    def counted(crop, move, **how):
        amounts.append(move.amounts["Mustache"])
        return find_beard(crop, move, **how)

    monkeypatch.setattr(drag, "find_beard", counted)
    for amount in (1.1, 1.2, 1.4, 1.6):
        edit = Edit({"Mustache": amount})
        assert moving.dragged(edit, split(crop, edit, crop.solve(edit))).beard
    assert amounts == [1.0, 1.5, 2.0]


def test_what_is_expected_is_prepared_so_that_not_even_the_first_frame_asks_the_network(photo, asked, beside):
    crop = photo.crop(0)
    moving = Drag(crop)
    moving.expect(Edit(), "Smiling")
    assert not asked
    beside.work()
    prepared = len(asked)
    assert prepared
    for edit in smiles(0.1, -0.1, 0.6, -0.8):
        moving.dragged(edit, split(crop, edit, crop.solve(edit)))
    assert len(asked) == prepared


def test_of_two_that_are_expected_the_latter_is_prepared(photo, asked, beside):
    moving = Drag(photo.crop(0))
    moving.expect(Edit(), "Smiling")
    moving.expect(Edit(), "Young")
    beside.work()
    assert asked
    assert all("Smiling" not in amounts for amounts in asked)
