import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.errors import DataError
from facelab.synthesis.samples import SampledFace, SampleSpec, margin
from facelab.synthesis.search import find_samples
from facelab.synthesis.sources import encoded_face, sampled_face


def test_what_is_found_is_seen_to_be_so_and_its_words_draw_it_again(lab):
    conditions = surely(lab)
    some = find_samples(lab, conditions, 3, first_seed=100)
    assert 1 <= len(some) <= 3
    odds = lab.seen(lab.decode_drawn(np.stack([face.z for _, face in some])))
    assert all(margin(read, conditions) > 0 for read in odds)
    assert all(np.array_equal(encoded_face(lab, draw.word).z, face.z) for draw, face in some)


def test_with_nothing_wanted_every_seed_is_taken(lab):
    assert [draw for draw, _ in find_samples(lab, {}, 3, 40, 0.9)] == [
        SampleSpec(40, 0.9),
        SampleSpec(41, 0.9),
        SampleSpec(42, 0.9),
    ]


def test_a_sheet_is_filtered_first_and_what_is_missing_is_drawn_from_other_seeds(lab, monkeypatch):
    margins = {40: 3.0, 41: 1.0, 42: -1.0, 43: 3.0, 44: 3.0}

    def looked_at(_engine, seeds, _spread, _conditions, asked, _least):
        return [SampledFace(SampleSpec(seed, conditions=asked), np.zeros(1), margins.get(seed, -1.0)) for seed in seeds]

    monkeypatch.setattr("facelab.synthesis.samples._looked_at", looked_at)
    told = []
    found = find_samples(lab, {"Smiling": True}, 3, 40, progress=told.append)
    assert [spec.seed for spec, _ in found] == [40, 43, 44]  # 41 meets it by itself, but not plainly
    assert told[-1] == 3
    margins.clear()
    margins.update({40: 3.0, 41: 1.0})
    assert [spec.seed for spec, _ in find_samples(lab, {"Smiling": True}, 3, 40)] == [40, 41]


def surely(lab):
    """A wish that what this model draws fulfils."""
    read = lab.seen(lab.decode_drawn(np.stack([sampled_face(lab, SampleSpec(seed)).z for seed in range(8)]))).mean(0)
    name = ATTRIBUTES[int(np.abs(read).argmax())]
    return {name: bool(read[ATTRIBUTES.index(name)] > 0)}


def test_what_is_never_seen_is_said(lab):
    ((name, there),) = surely(lab).items()
    with pytest.raises(DataError, match=name):
        find_samples(lab, {name: not there}, 1)
