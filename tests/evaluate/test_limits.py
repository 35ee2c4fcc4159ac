import math

from facelab.evaluate.figures import Figure, Report
from facelab.evaluate.limits import limits_of
from facelab.latent.limits import FAR


def report(**figures: float) -> Report:
    rows = [Figure("edits", name, value, "Bangs", "+", method="partial") for name, value in figures.items()]
    return Report({"SHA-256": "abc"}, rows)


def way(**figures: float):
    return limits_of(report(**figures)).limits["Bangs"].more


def test_a_slider_reaches_what_is_needed_even_where_it_is_not_borne():
    assert way(enough=1.7, borne=1.2).reach == 2
    assert way(enough=1.7, borne=1.234).safe == 1.23


def test_a_slider_reaches_no_farther_than_what_is_enough():
    assert way(enough=0.8, borne=2.2).reach == 1
    assert way(enough=1.6, borne=math.nan).reach == 2


def test_a_slider_reaches_all_where_nothing_is_enough_or_nothing_is_known():
    assert way(enough=math.nan, borne=0.4).reach == FAR
    assert way(enough=math.nan, borne=0.4).safe == 0.4
    assert limits_of(report()).limits["Young"].reach == (-FAR, FAR)


def test_a_slider_is_never_too_short_to_be_of_use():
    assert way(enough=0.2, borne=0.1).reach == 1


def test_limits_are_of_the_weights_that_were_measured():
    assert limits_of(report()).checkpoint == "abc"
