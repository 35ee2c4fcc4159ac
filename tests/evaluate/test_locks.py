import pytest

from facelab.errors import EditError
from facelab.evaluate.locks import CASES, Case, figures


@pytest.fixture(scope="module")
def photos(evaluation):
    return [evaluation.bench.photo(index) for index in range(4)]


def by_name(found):
    return {(figure.name, figure.attribute, figure.method): figure.value for figure in found}


def test_nothing_asked_drifts_nowhere(evaluation, photos):
    found = figures(evaluation.bench, photos, [Case("Smiling", 0, "Male")])
    assert len(found) == 8
    assert {figure.value for figure in found} == {0}


def test_a_lock_leaves_less_drift_in_the_picture(evaluation, photos):
    told = []
    cases = [Case("Smiling", 3, name) for name in ("Male", "Young", "Bangs")]
    by = by_name(figures(evaluation.bench, photos, cases, told.append))
    free, held = (
        sum(by["drift by readout", f"Smiling, lock {case.locked}", method] for case in cases)
        for method in ("free", "held")
    )
    assert 0 < held < free
    assert told == [1, 2, 3]


def test_a_lock_on_what_is_asked_for_is_refused(evaluation, photos):
    with pytest.raises(EditError):
        figures(evaluation.bench, photos, [Case("Smiling", 1, "Smiling")])


def test_the_shipped_cases_can_be_asked_for(evaluation, photos):
    found = figures(evaluation.bench, photos[:2])
    assert len(found) == 8 * len(CASES)
