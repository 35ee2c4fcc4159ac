"""Curves are lines within their frame, one for each series, named."""

import re
from xml.etree import ElementTree

from facelab.evaluate.plot import HEIGHT, LEFT, WIDTH, curves


def test_each_series_is_a_named_line_within_the_frame():
    drawn = ElementTree.fromstring(curves({"a < b": [(1, 5), (3, 9)], "c": [(2, 7)]}, "across", "up"))
    lines = [element for element in drawn if element.tag == "polyline"]
    texts = [element.text for element in drawn if element.tag == "text"]
    assert len(lines) == 2 and {"a < b", "c", "across", "up"} <= set(texts)
    places = [float(number) for line in lines for number in re.findall(r"[\d.]+", line.get("points"))]
    assert all(LEFT <= x <= WIDTH for x in places[::2]) and all(0 <= y <= HEIGHT for y in places[1::2])


def test_greater_values_stand_higher_and_further_right():
    line = re.search(r'points="([^"]+)"', curves({"a": [(1, 5), (3, 9)]}, "x", "y"))[1]
    (x0, y0), (x1, y1) = (map(float, point.split(",")) for point in line.split())
    assert x1 > x0 and y1 < y0


def test_nothing_is_drawn_of_no_points():
    assert curves({}, "x", "y") == "" and curves({"a": []}, "x", "y") == ""


def test_one_value_everywhere_is_a_level_line():
    assert "nan" not in curves({"a": [(1, 5), (2, 5)]}, "x", "y")
