import math

import pytest

from facelab.evaluate.figures import Report
from facelab.evaluate.photos.measured import HALF_WAY, REAL_RIMS, figures
from facelab.evaluate.photos.rows import Row


def smile(photo: str, groups: tuple[str, ...], **values: float) -> Row:
    return Row(photo, "pairs", groups, "Smiling", "+", 2.0, {k.replace("_", " "): v for k, v in values.items()})


def test_figures_are_means_of_all_and_of_groups():
    rows = [smile("a", ("male", "white"), identity=0.8), smile("b", ("female", "white"), identity=0.6)]
    report = Report({}, figures(rows))
    of = "Smiling", "+", 2.0, "pairs"
    assert report.value("photos", "faces", *of) == 2
    assert report.value("photos", "identity", *of) == pytest.approx(0.7)
    assert report.value("photos", "identity, male", *of) == pytest.approx(0.8)
    assert report.value("photos", "identity, white", *of) == pytest.approx(0.7)


def test_leakage_and_identity_are_ratios_of_means():
    rows = [
        smile("a", (), change=2.0, change_of_others=0.2, identity_with_the_real_smile=0.6, its_own=0.8),
        smile("b", (), change=0.0, change_of_others=0.4, identity_with_the_real_smile=0.9, its_own=0.8),
    ]
    report = Report({}, figures(rows))
    of = "Smiling", "+", 2.0, "pairs"
    assert report.value("photos", "leakage", *of) == pytest.approx(0.3)
    ratio = report.value("photos", "identity with the real smile for the neutral photo's", *of)
    assert ratio == pytest.approx(0.75 / 0.8)
    assert math.isnan(report.value("photos", "its own", *of))


def test_added_rims_stand_beside_real_ones():
    rows = [
        Row("a", "heads", values={REAL_RIMS: 10.0}),
        Row("b", "heads", (), "Eyeglasses", "+", 1.0, {"rims": 4.0}),
        Row("c-to-d", "pairs", amount=0.5, values={HALF_WAY: 0.9}),
    ]
    report = Report({}, figures(rows))
    assert report.value("photos", "rims for real glasses'", "Eyeglasses", "+", 1.0, "heads") == pytest.approx(0.4)
    assert report.value("photos", HALF_WAY, amount=0.5) == 0.9
