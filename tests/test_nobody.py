"""Faces of nobody by their words, on a model that draws no faces."""

from itertools import count

import numpy as np
import pytest
import torch

from facelab.errors import EditError
from facelab.model.vocabulary import ATTRIBUTES
from facelab.nobody import LEASTS, SPREAD, Draw, fits, latent, search


@pytest.mark.parametrize(
    ("word", "draw"),
    [
        ("seed:7", Draw(7)),
        ("seed:7@0.9", Draw(7, 0.9)),
        ("seed:7@0", Draw(7, 0.0)),
        ("seed:7@0.00001234", Draw(7, 1.234e-5)),
        ("seed:9223372036854775807@1.3", Draw(2**63 - 1, 1.3)),
        ("seed:12+Smiling-Male", Draw(12, wanted={"Smiling": True, "Male": False})),
        ("seed:12@1.5-5_o_Clock_Shadow", Draw(12, 1.5, {"5_o_Clock_Shadow": False})),
    ],
)
def test_a_word_says_how_a_face_is_drawn(word, draw):
    assert Draw.of(word) == draw
    assert draw.word == word


@pytest.mark.parametrize("word", ["seed:", "seed:x", "seed:7@", "seed:7+", "seed:7 +Smiling", "photo.jpg", "seed:-1"])
def test_other_words_are_none(word):
    assert Draw.of(word) is None


@pytest.mark.parametrize(
    ("word", "why"),
    [("seed:7+Smyling", "did you mean Smiling"), ("seed:7+Male-Male", "twice"), ("seed:7@2.5", "between 0 and 2")],
)
def test_a_word_that_makes_no_sense_is_refused(word, why):
    with pytest.raises(EditError, match=why):
        Draw.of(word)


@pytest.mark.parametrize("until", [1, 3, 99])
def test_a_draw_is_moved_until_it_is_seen_so_or_as_far_as_it_goes(lab, monkeypatch, until):
    wanted, looks = {"Smiling": True, "Male": False}, count(1)
    plain = latent(lab, Draw(7))
    monkeypatch.setattr("facelab.nobody.fits", lambda _odds, _wanted: next(looks) == until)
    (face,) = search(lab, [7], SPREAD, wanted)
    assert face.seen == (until <= 1 + len(LEASTS))
    if until == 1:
        assert face.draw == Draw(7)
        assert np.array_equal(face.z, plain)
        return
    assert face.draw == Draw(7, wanted=wanted)
    least = LEASTS[min(until - 2, len(LEASTS) - 1)]
    odds = lab.readouts(torch.from_numpy(face.z)[None])[0]
    assert odds[ATTRIBUTES.index("Smiling")] >= least - 0.01
    assert odds[ATTRIBUTES.index("Male")] <= -least + 0.01
    latents = lab.vae.config.structure.latents
    assert np.array_equal(face.z[latents:], plain[latents:])


def test_log_odds_fit_where_all_that_is_wanted_is_there():
    odds = np.full(40, -1.0, np.float32)
    assert fits(odds, {"Smiling": False, "Male": False})
    assert not fits(odds, {"Smiling": False, "Male": True})
    assert fits(odds, {})
