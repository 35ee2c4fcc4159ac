import math
import weakref
from dataclasses import replace

import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.canonical import MARGIN
from facelab.evaluate import edits
from facelab.evaluate.edits import AMOUNTS, LOOKED_AT, Tried, crops_of, crossing, figures, on_the_other_side, try_all
from facelab.evaluate.judging import Seen, Standard
from facelab.latent.parts import PARTS

SMILING = ATTRIBUTES.index("Smiling")
MALE = ATTRIBUTES.index("Male")


@pytest.fixture(scope="module")
def bench(evaluation):
    """Everything judged, by 0."""
    return replace(evaluation.bench, standard=Standard(np.zeros(40, np.float32), np.ones(40, np.float32)))


def by_name(found):
    return {(figure.name, figure.amount, figure.method): figure.value for figure in found}


def seen(bench, log_odds):
    n = len(log_odds)
    features = np.random.default_rng(0).normal(size=(n, bench.seen.features.shape[1])).astype(np.float32)
    embedding = np.zeros((n, bench.seen.embedding.shape[1]), np.float32)
    embedding[:, 0] = 1
    return Seen(np.asarray(log_odds, np.float32), features, embedding)


def tried(bench, partial, mean, attribute=SMILING, way="+", count=10):
    """Ten faces in which the judge read 0 of everything, and reads ``partial`` and ``mean`` (3, 40) afterwards."""
    before = seen(bench, np.full((count, 40), -1e-3))
    after = {
        method: [seen(bench, np.tile(row * bench.usual - 1e-3, (count, 1))) for row in rows]
        for method, rows in (("partial", partial), ("mean", mean))
    }
    photos = np.full((count, 144, 144, 3), 100, np.uint8)
    return Tried(attribute, way, before, after, photos, [photos] * 3)


def steps(**moves):
    """(3, 40): how far attributes go at amounts 1, 2, 3."""
    rows = np.zeros((3, 40))
    for name, move in moves.items():
        rows[:, ATTRIBUTES.index(name)] = move
    return rows


def test_success_and_change_are_of_the_judged_attribute(bench):
    by = by_name(figures(bench, tried(bench, steps(Smiling=[0, 1, 2]), steps(Smiling=[1, 2, 3]))))
    assert [by["success", amount, "partial"] for amount in AMOUNTS] == [0, 1, 1]
    assert [by["success", amount, "mean"] for amount in AMOUNTS] == [1, 1, 1]
    assert [by["change", amount, "partial"] for amount in AMOUNTS] == pytest.approx([0, 1, 2], abs=1e-5)
    assert by["enough", 0, "partial"] == pytest.approx(1.9)
    assert by["identity", 2, "partial"] == pytest.approx(1)
    assert by["same person", 2, "partial"] == 1
    assert math.isnan(by["borne", 0, "partial"])


def test_taking_away_is_success_the_other_way(bench):
    downwards = tried(bench, steps(Smiling=[1, -1, -2]), steps(Smiling=[1, 1, 1]), way="-")
    by = by_name(figures(bench, downwards))
    assert [by["success", amount, "partial"] for amount in AMOUNTS] == [0, 1, 1]
    assert by["change", 3, "partial"] == pytest.approx(2, abs=1e-5)


def test_leakage_leaves_the_parts_out(bench):
    leaking = steps(Smiling=2, Male=[0.5, 0.5, 0.5], High_Cheekbones=9)
    assert "High_Cheekbones" in PARTS["Smiling"]
    by = by_name(figures(bench, tried(bench, leaking, steps(Smiling=2))))
    others = 39 - len(PARTS["Smiling"])
    assert by["leakage", 1, "partial"] == pytest.approx(0.5 / others / 2, rel=1e-3)
    assert by["leakage", 1, "mean"] == pytest.approx(0, abs=1e-6)


def test_at_equal_change_the_stronger_vector_is_taken_back(bench):
    partial = steps(Smiling=[1, 2, 3], Male=[0.1, 0.2, 0.3])
    mean = steps(Smiling=[2, 4, 6], Male=[1, 2, 4])
    by = by_name(figures(bench, tried(bench, partial, mean)))
    others = 39 - len(PARTS["Smiling"])
    assert by["leakage at equal change", 0, "partial"] == pytest.approx(0.3 / 3 / others, rel=1e-3)
    assert by["leakage at equal change", 0, "mean"] == pytest.approx(1.5 / 3 / others, rel=1e-3)


def test_what_the_judge_may_not_judge_has_no_success(bench):
    blind = np.ones(40, np.float32)
    blind[SMILING] = 0.7
    partly = replace(bench, standard=Standard(np.zeros(40, np.float32), blind))
    names = {figure.name for figure in figures(partly, tried(partly, steps(Smiling=2), steps(Smiling=2)))}
    assert "identity" in names
    assert not names & {"success", "leakage", "enough", "change"}


@pytest.mark.parametrize(
    ("successes", "amount"),
    [((0.9, 1, 1), 1), ((0.45, 0.9, 1), 2), ((0.5, 0.8, 1), 2.5), ((1, 1, 1), 0.9), ((0.1, 0.5, 0.89), math.nan)],
)
def test_enough_lies_between_the_amounts_tried(successes, amount):
    assert crossing(successes, up=True) == pytest.approx(amount, nan_ok=True)


@pytest.mark.parametrize(
    ("same", "amount"),
    [((0.8, 0.1, 0), 0.5), ((1, 0.8, 0), 1.5), ((0.95, 0.9, 0.4), 2), ((1, 1, 0.9), math.nan)],
)
def test_an_amount_is_borne_as_long_as_the_person_stays(same, amount):
    assert crossing(same, up=False) == pytest.approx(amount, nan_ok=True)


def test_faces_are_those_on_the_other_side(bench):
    has = bench.seen.log_odds[:, MALE] >= 0
    for way in "+-":
        chosen = on_the_other_side(bench, MALE, way)
        assert len(chosen) <= bench.count
        assert (has[chosen] == (way == "-")).all()


def test_edits_are_composites_of_the_held_out_faces(bench):
    first = next(try_all(bench))
    name, sign = ATTRIBUTES[first.attribute], {"+": 1, "-": -1}[first.way]
    index = int(on_the_other_side(bench, first.attribute, first.way)[0])
    photo = bench.photo(index)
    assert np.array_equal(first.photos[0], photo.picture.samples)
    made = photo.edit({name: sign * AMOUNTS[LOOKED_AT]}, method="partial").picture.samples
    assert np.array_equal(first.edited[LOOKED_AT][0], made)
    again = bench.judges.see(crops_of(made[None]))
    np.testing.assert_allclose(first.after["partial"][LOOKED_AT].log_odds[:1], again.log_odds, atol=1e-5)
    by = by_name(figures(bench, first))
    assert by["largest change outside the mask", 2, "partial"] == 0
    assert 0 <= by["share of change outside the region", 2, "partial"] <= 1


def test_photos_that_an_attribute_has_no_use_for_are_let_go(bench, monkeypatch):
    class Opened:
        pass

    opened, alive, wanted = [], weakref.WeakSet(), []

    def photo(self, index):  # noqa: ARG001
        alive.add(found := Opened())
        opened.append(index)
        return found

    def try_them(*asked):
        wanted.append((len(alive), len(asked[-1])))

    monkeypatch.setattr(edits.Bench, "photo", photo)
    monkeypatch.setattr(edits, "_try", try_them)
    list(try_all(bench))
    assert all(there == asked for there, asked in wanted)
    assert len(opened) > max(asked for _, asked in wanted)


def test_a_photo_of_the_bench_has_its_face_in_the_middle(bench):
    crop = bench.photo(3).crop(0)
    expected = bench.faces.rows(np.array([3]))[0].permute(1, 2, 0)[MARGIN:-MARGIN, MARGIN:-MARGIN]
    np.testing.assert_allclose(crop.pixels, expected.numpy(), atol=1 / 255)


def test_a_change_outside_the_region_and_the_mask_is_told(bench):
    base = tried(bench, steps(Smiling=1), steps(Smiling=1))
    touched = base.photos.copy()
    touched[:, 0, 0] += 7  # a corner, which no mask reaches
    by = by_name(figures(bench, replace(base, edited=[touched] * 3)))
    assert by["largest change outside the mask", 2, "partial"] == 7
