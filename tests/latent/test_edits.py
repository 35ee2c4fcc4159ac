from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from facelab.attributes import ATTRIBUTES, index_of
from facelab.edit import Edit
from facelab.errors import EditError
from facelab.latent.attribute_file import Attributes
from facelab.latent.edits import solve
from facelab.latent.probes import log_odds

AMOUNTS = st.floats(-3, 3).map(lambda amount: round(amount, 3))
ASKED = st.dictionaries(st.sampled_from(ATTRIBUTES[:20]), AMOUNTS, max_size=6)
LOCKS = st.frozensets(st.sampled_from(ATTRIBUTES[20:]), max_size=8)
METHODS = st.sampled_from(["partial", "mean"])
FACES = arrays(np.float32, 64, elements=st.floats(-3, 3, width=32))


def probe_change(attributes: Attributes, delta: np.ndarray) -> np.ndarray:
    return attributes.probe_weights.astype(float) @ delta


@given(st.lists(st.sampled_from(ATTRIBUTES)), LOCKS, METHODS, FACES)
def test_nothing_asked_is_the_identity(made, names, locks, method, mu):
    move = solve(Edit(dict.fromkeys(names, 0.0), locks=locks | frozenset(names), method=method), made, mu)
    assert not move.delta.any()
    assert not move.region.any()
    assert move.warnings == ()


@given(ASKED, LOCKS, METHODS, FACES, st.randoms())
def test_the_order_of_asking_does_not_matter(made, asked, locks, method, mu, random):
    shuffled = list(asked.items())
    random.shuffle(shuffled)
    first, second = (
        solve(Edit(dict(items), locks=locks, method=method), made, mu) for items in (asked.items(), shuffled)
    )
    np.testing.assert_array_equal(first.delta, second.delta)
    assert list(first.amounts) == list(second.amounts) == [name for name in ATTRIBUTES if name in asked]


@given(ASKED, ASKED, LOCKS, METHODS, FACES)
def test_edits_add_up(made, one, other, locks, method, mu):
    both = {name: one.get(name, 0) + other.get(name, 0) for name in {**one, **other}}
    deltas = [solve(Edit(asked, locks=locks, method=method), made, mu).delta for asked in (one, other, both)]
    np.testing.assert_allclose(deltas[0] + deltas[1], deltas[2], atol=2e-5)


@given(ASKED, LOCKS, METHODS, FACES)
def test_an_edit_and_its_negation_cancel(made, asked, locks, method, mu):
    negated = {name: -amount for name, amount in asked.items()}
    there, back = (solve(Edit(amounts, locks=locks, method=method), made, mu).delta for amounts in (asked, negated))
    assert not (there + back).any()


@given(ASKED, LOCKS, METHODS, FACES)
def test_locked_probes_stay(made, asked, locks, method, mu):
    delta = solve(Edit(asked, locks=locks, method=method), made, mu).delta
    locked = [index_of(name) for name in locks]
    assert (np.abs(probe_change(made, delta)[locked]) < 1e-3).all()


@given(
    asked=ASKED,
    to=st.dictionaries(st.sampled_from(("Smiling", "Young", "Male")), st.floats(-1, 1), min_size=1),
    locks=st.frozensets(st.sampled_from(("Straight_Hair", "Wavy_Hair", "Wearing_Hat", "Pale_Skin")), max_size=3),
    method=METHODS,
    mu=arrays(np.float32, 64, elements=st.floats(-0.25, 0.25, width=32)),
)
def test_probes_reach_the_values_asked_for(made, asked, to, locks, method, mu):
    asked = {name: 0.3 * amount for name, amount in asked.items() if name not in to}
    goals = {name: value + float(log_odds(mu, made)[index_of(name)]) for name, value in to.items()}
    move = solve(Edit(asked, goals, locks, method), made, mu)
    shown = made.probe_weights.astype(float) @ (mu + move.delta) + made.probe_bias
    assert all(abs(shown[index_of(name)] - goal) < 1e-3 for name, goal in goals.items())
    assert (np.abs(probe_change(made, move.delta)[[index_of(name) for name in locks]]) < 1e-3).all()
    np.testing.assert_allclose(move.delta, solve(Edit(move.amounts, {}, locks, method), made, mu).delta, atol=1e-5)


def test_one_is_the_vector_itself(made):
    mu = np.zeros(64, np.float32)
    k = index_of("Bangs")
    np.testing.assert_array_equal(solve(Edit({"Bangs": 1}), made, mu).delta, made.partial_vectors[k])
    np.testing.assert_array_equal(solve(Edit({"Bangs": 1}, method="mean"), made, mu).delta, made.mean_vectors[k])


def test_a_lock_makes_the_least_unlikely_correction(made):
    """Of all corrections that hold the probes, the one likeliest among faces of the same labels, N(0, Omega)."""
    mu = np.zeros(64, np.float32)
    locks = ("Male", "Young", "Big_Nose")
    free, held = (
        solve(Edit({"Smiling": 2}, locks=frozenset(names)), made, mu).delta.astype(float) for names in ((), locks)
    )
    precision = np.linalg.inv(made.residual_covariance.astype(float))
    w = made.probe_weights[[index_of(name) for name in locks]].astype(float)
    inside = np.eye(64) - np.linalg.pinv(w) @ w  # moves that no locked probe sees
    gradient = inside @ precision @ (held - free)
    assert np.abs(gradient).max() < 1e-3 * np.abs(precision @ (held - free)).max()


def test_probes_that_repeat_one_another_can_be_locked_together(made):
    weights = made.probe_weights.copy()
    weights[index_of("Chubby")] = 2 * weights[index_of("Double_Chin")]
    weights[index_of("Blurry")] = 0
    twins = replace(made, probe_weights=weights)
    locks = frozenset({"Chubby", "Double_Chin", "Blurry", "Male"})
    delta = solve(Edit({"Smiling": 3}, locks=locks), twins, np.zeros(64, np.float32)).delta
    assert np.abs(probe_change(twins, delta)[[index_of(name) for name in locks]]).max() < 1e-3
    assert np.linalg.norm(delta) > 0.5


def test_a_lock_that_eats_the_edit_is_warned_of(made):
    weights = made.probe_weights.copy()
    weights[index_of("High_Cheekbones")] = made.partial_vectors[index_of("Smiling")] * 5
    alike = replace(made, probe_weights=weights, residual_covariance=np.eye(64, dtype=np.float32))
    mu = np.zeros(64, np.float32)
    (warning,) = solve(Edit({"Smiling": 1}, locks=frozenset({"High_Cheekbones"})), alike, mu).warnings
    assert "High_Cheekbones" in str(warning)
    assert solve(Edit({"Smiling": 1}, locks=frozenset({"Male"})), alike, mu).warnings == ()


UNMOVED = {
    "by a probe that does not follow its vector": (frozenset(), {"Smiling": 1}, "hardly follows its vector"),
    "beside a lock that says the same": (frozenset({"High_Cheekbones"}), {"Smiling": 1}, "lock on High_Cheekbones"),
    "with another that says the same": (frozenset(), {"Smiling": 1, "High_Cheekbones": 2}, "ask for fewer"),
}


@pytest.mark.parametrize("locks, to, says", UNMOVED.values(), ids=UNMOVED.keys())
def test_values_that_cannot_be_told_apart_or_reached_are_refused(made, locks, to, says):
    weights, vectors = made.probe_weights.copy(), made.partial_vectors.copy()
    k, twin = index_of("Smiling"), index_of("High_Cheekbones")
    weights[twin], vectors[twin] = weights[k], vectors[k]
    if len(to) == 1 and not locks:
        vectors[k] -= weights[k] * (weights[k] @ vectors[k]) / (weights[k] @ weights[k])
    spoilt = replace(made, probe_weights=weights, partial_vectors=vectors)
    with pytest.raises(EditError, match=says):
        solve(Edit(to=to, locks=locks), spoilt, np.zeros(64, np.float32))


class TestRegion:
    def test_is_that_of_the_way_asked_for(self, made):
        mu, k = np.zeros(64, np.float32), index_of("Bangs")
        np.testing.assert_array_equal(solve(Edit({"Bangs": 1}), made, mu).region, made.regions[k, 0])
        np.testing.assert_array_equal(solve(Edit({"Bangs": -0.1}), made, mu).region, made.regions[k, 1])

    def test_is_the_larger_of_several(self, made):
        region = solve(Edit({"Bangs": 1, "Eyeglasses": -1, "Young": 0}), made, np.zeros(64, np.float32)).region
        both = np.maximum(made.regions[index_of("Bangs"), 0], made.regions[index_of("Eyeglasses"), 1])
        np.testing.assert_array_equal(region, both)

    @pytest.mark.parametrize(("change", "side"), [(+1, 0), (-1, 1)])
    def test_follows_the_sign_of_a_solved_amount(self, made, change, side):
        mu, k = np.zeros(64, np.float32), index_of("Bangs")
        move = solve(Edit(to={"Bangs": made.probe_bias[k] + change}), made, mu)
        np.testing.assert_array_equal(move.region, made.regions[k, side])

    def test_ends_with_the_area_unless_the_vectors_are_the_mean_ones(self, made):
        mu, k = np.zeros(64, np.float32), index_of("Smiling")
        region = solve(Edit({"Smiling": 1}), made, mu).region
        np.testing.assert_array_equal(region[46:52, 28:36], made.regions[k, 0, 46:52, 28:36])
        assert not region[:30].any()
        np.testing.assert_array_equal(solve(Edit({"Smiling": 1}, method="mean"), made, mu).region, made.regions[k, 0])


def test_ageing_alone_draws_anew_and_begins_without_a_jump(made):
    mu = np.zeros(64, np.float32)
    regions = np.ones_like(made.regions)
    made = replace(made, regions=regions)
    shares = [solve(Edit({"Young": amount}), made, mu).anew[30, 32] for amount in (2, 0, -0.25, -1, -3)]
    assert shares == pytest.approx([0, 0, 0.25, 1, 1])
    assert solve(Edit({"Young": -1}), made, mu).anew[46, 32] == 0, "the mouth is left to the person"
    assert not solve(Edit({"Smiling": -2, "Male": 2}), made, mu).anew.any()


NAN, FAR = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (Edit({"Smilling": 1}), "did you mean Smiling"),
        (Edit({"Glasses": 1}), "Eyeglasses"),
        (Edit({"Zebra": 1}), "see: facelab attributes"),
        (Edit(to={"Smilling": 1}), "did you mean Smiling"),
        (Edit({"Smiling": 1}, locks=frozenset({"mail"})), "did you mean Male"),
        (Edit({"Smiling": 1}, locks=frozenset({"Smiling"})), "both asked for and locked"),
        (Edit(to={"Smiling": 1}, locks=frozenset({"Smiling"})), "both asked for and locked"),
        (Edit({"Smiling": 1}, {"Smiling": 1}), "give one of the two"),
        (Edit({"Smiling": NAN}), "must be a finite number"),
        (Edit({"Smiling": FAR}), "must be a finite number"),
        (Edit(to={"Smiling": -FAR}), "must be a finite number"),
        (Edit({"Smiling": "much"}), "must be a finite number"),
        (Edit({"Smiling": 1e6}), "far too large"),
        (Edit(to={"Smiling": 1000}), "would need an amount of"),
        (Edit({"Smiling": 1}, method="median"), "no method 'median'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(made, edit, says):
    with pytest.raises(EditError) as refusal:
        solve(edit, made, np.zeros(64, np.float32))
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


class TestValuesThatCannotBeReached:
    def test_two_attributes_that_are_one(self, made):
        vectors = made.partial_vectors.copy()
        vectors[index_of("Male")] = vectors[index_of("Young")]
        alike = replace(made, partial_vectors=vectors)
        with pytest.raises(EditError, match="so alike are they"):
            solve(Edit(to={"Male": 0, "Young": 0}), alike, np.zeros(64, np.float32))

    def test_a_probe_blind_to_its_vector(self, made):
        blind = replace(made, probe_weights=np.zeros_like(made.probe_weights))
        with pytest.raises(EditError, match="hardly follows its vector"):
            solve(Edit(to={"Male": 0}), blind, np.zeros(64, np.float32))

    def test_a_lock_that_holds_the_same(self, made):
        weights = made.probe_weights.copy()
        weights[index_of("Male")] = weights[index_of("Young")]
        held = replace(made, probe_weights=weights)
        with pytest.raises(EditError, match="beside the lock on Young"):
            solve(Edit(to={"Male": 0}, locks=frozenset({"Young"})), held, np.zeros(64, np.float32))
