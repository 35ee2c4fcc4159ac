"""Faces of nobody by their words, on a model that draws no faces."""

from itertools import count
from math import inf

import numpy as np
import pytest
import torch

from facelab.attributes import ATTRIBUTES
from facelab.errors import EditError
from facelab.synthesis.samples import AWAY, SPREAD, SURE, TARGETS, SampleSpec, margin, sample_faces, sample_latent


@pytest.mark.parametrize(
    ("word", "draw"),
    [
        ("seed:7", SampleSpec(7)),
        ("seed:7@0.9", SampleSpec(7, 0.9)),
        ("seed:7@0", SampleSpec(7, 0.0)),
        ("seed:7@0.00001234", SampleSpec(7, 1.234e-5)),
        ("seed:9223372036854775807@1.3", SampleSpec(2**63 - 1, 1.3)),
        ("seed:12+Smiling-Male", SampleSpec(12, conditions={"Smiling": True, "Male": False})),
        ("seed:12@1.5-5_o_Clock_Shadow", SampleSpec(12, 1.5, {"5_o_Clock_Shadow": False})),
    ],
)
def test_a_word_says_how_a_face_is_drawn(word, draw):
    assert SampleSpec.of(word) == draw
    assert draw.word == word


@pytest.mark.parametrize("word", ["seed:", "seed:x", "seed:7@", "seed:7+", "seed:7 +Smiling", "photo.jpg", "seed:-1"])
def test_other_words_are_none(word):
    assert SampleSpec.of(word) is None


@pytest.mark.parametrize(
    ("word", "why"),
    [("seed:7+Smyling", "did you mean Smiling"), ("seed:7+Male-Male", "twice"), ("seed:7@2.5", "between 0 and 2")],
)
def test_a_word_that_makes_no_sense_is_refused(word, why):
    with pytest.raises(EditError, match=why):
        SampleSpec.of(word)


@pytest.mark.parametrize(("until", "target"), [(1, 0), (3, TARGETS[1]), (99, TARGETS[0])])
def test_a_draw_is_moved_until_it_is_plainly_so_or_no_farther_than_it_helps(lab, monkeypatch, until, target):
    conditions, looks = {"Smiling": True, "Male": False}, count(1)
    plain = sample_latent(lab, SampleSpec(7))

    def ever_surer(_odds, _conditions):
        look = next(looks)
        return SURE if look == until else SURE * look / 100

    monkeypatch.setattr("facelab.synthesis.samples.margin", ever_surer)
    (face,) = sample_faces(lab, [7], SPREAD, conditions)
    assert face.plain == (until <= 1 + len(TARGETS))
    if until == 1:
        assert face.spec == SampleSpec(7)
        assert np.array_equal(face.z, plain)
        return
    assert face.spec == SampleSpec(7, conditions=conditions)
    odds = lab.probes(torch.from_numpy(face.z)[None])[0]
    assert odds[ATTRIBUTES.index("Smiling")] >= target - 0.01
    assert odds[ATTRIBUTES.index("Male")] <= -target + 0.01
    latents = lab.vae.config.structure.latents
    assert np.array_equal(face.z[latents:], plain[latents:])


@pytest.mark.parametrize(
    ("smiling", "margins", "chosen"),
    [
        (True, (0.5, 0.1, 0.7, 0.8, 0.9), 0.5),  # of itself; then moved, in vain, and farther, hardly surer
        (True, (0.5, 0.1, 1.9, 1.8, 1.7), 1.9),  # farther, and much surer
        (True, (-9.0, -1.1, -0.8, -0.5, -0.2), -1.1),  # the farthest is the surest, and only stranger
        (False, (-9.0, -1.1, -0.8, -0.5, -0.2), -0.2),  # what is to be away makes nobody strange
        (True, (1.9, 1.8, 1.9, 1.95, SURE), SURE),  # plainly so at last
    ],
)
def test_a_draw_is_moved_on_where_that_makes_it_plain_or_much_surer(lab, monkeypatch, smiling, margins, chosen):
    left = iter(margins)
    monkeypatch.setattr("facelab.synthesis.samples.margin", lambda _odds, _conditions: next(left))
    (face,) = sample_faces(lab, [7], SPREAD, {"Smiling": smiling})
    assert (face.margin, face.satisfied, face.plain) == (chosen, chosen > 0, chosen >= SURE)


def test_the_margin_is_that_of_the_condition_seen_least_surely():
    odds = np.full(40, -2.0, np.float32)
    odds[ATTRIBUTES.index("Male")] = -3.0
    assert margin(odds, {"Smiling": False, "Male": False}) == pytest.approx(2 / AWAY)
    assert margin(odds, {"Smiling": False, "Male": True}) == -3
    assert margin(-odds, {"Smiling": True, "Male": True}) == 2
    assert margin(odds, {}) == inf
