import numpy as np
import pytest

from facelab.attributes import ATTRIBUTES
from facelab.errors import DataError
from facelab.synthesis import figures
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import sampled_face


def test_a_pool_gives_the_likeliest_of_the_surest_and_none_twice(lab):
    odds = np.full((4, 40), -1, np.float32)
    smiling = ATTRIBUTES.index("Smiling")
    odds[:, smiling] = [5, 9, 0.5, -3]
    pool = figures.Pool(
        [sampled_face(lab, SampleSpec(seed)) for seed in range(4)], "Nowhere", odds, np.array([2.0, 1, 0, 0])
    )
    chosen = pool.choose([{"Smiling": True}, {"Smiling": True}, {"Smiling": False}])
    assert [face.name for face in chosen] == ["seed 1", "seed 0", "seed 3"]
    with pytest.raises(DataError, match="Nowhere holds no face that is Male"):
        pool.choose([{"Male": True}])


def test_the_figures_have_the_lectures_rows_and_steps(lab):
    faces = [sampled_face(lab, SampleSpec(seed)) for seed in range(13)]
    pool = figures.Pool(faces[:11], "Here", sure_of_all(), np.arange(11, dtype=np.float64), draws=faces[11:])
    five, six = figures.figure_5(lab, pool), figures.figure_6(lab, pool, 3.0)
    assert (five.rows, five.columns, six.rows, six.columns) == (4, 11, 10, 11)
    rows = [some[0].face for some, _, _ in five.chunks()]
    assert rows[3] == "seed 11 to seed 12"  # the draws, and in no other row
    alphas = [entry.alpha for some, _, _ in six.chunks() for entry in some]
    assert alphas[:11] == pytest.approx(np.linspace(0, 3, 11).tolist())
    asked = [entry.edit for some, _, _ in six.chunks() for entry in some]
    assert asked[10] == "Smiling+3 partial"
    assert asked[21] == "Smiling+3 mean"
    assert asked[-1] == "Eyeglasses-3 mean"


def sure_of_all():
    """Eleven faces among which every wish of the figures finds one."""
    odds = np.zeros((11, 40), np.float32)
    for read, wish in zip(odds, [*figures.FIGURE_5_CONDITIONS, *(row.face for row in figures.FIGURE_6)], strict=True):
        for name, there in wish.items():
            read[ATTRIBUTES.index(name)] = 3 if there else -3
    return odds
