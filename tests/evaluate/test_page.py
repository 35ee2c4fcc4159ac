import math
from html.parser import HTMLParser

import pytest

from facelab.evaluate.figures import Figure, Report
from facelab.evaluate.page import number, page
from facelab.evaluate.run import picture_name

FIGURES = [
    Figure("reconstruction", "face_psnr", 29.1234),
    Figure("reconstruction", "worst tenth face_psnr", 25.5),
    Figure("reconstruction", "face_psnr", 28.25, "Wearing_Hat"),
    Figure("edits", "faces", 20, "Smiling", "+"),
    Figure("edits", "success", 0.95, "Smiling", "+", 2.0, "partial"),
    Figure("edits", "enough", math.nan, "Smiling", "+", 0.0, "partial"),
]
REPORT = Report({"weights": "a <b>.safetensors"}, FIGURES)
VOID = {"meta", "img"}


class Checker(HTMLParser):
    """Every tag that opens closes, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.sources, self.heads = [], [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.sources += [value for name, value in attrs if name == "src"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)
        if self.open and self.open[-1] == "h2":
            self.heads.append(data)


def read(text):
    checker = Checker()
    checker.feed(text)
    assert not checker.open
    return checker


def test_the_page_shows_what_was_measured_and_only_that():
    shown = read(page(REPORT))
    assert {"29.12", "25.50", "28.25", "0.950", "20"} <= set(shown.text)
    assert "–" in shown.text  # what could not be measured
    assert shown.heads == ["Reconstruction from mu", "Edits of held-out faces"]
    assert "a <b>.safetensors" in "".join(shown.text)


def test_another_report_stands_beside():
    other = Report({"weights": "old"}, [Figure("reconstruction", "face_psnr", 27.5)])
    shown = read(page(REPORT, against=other))
    assert shown.text.index("27.50") == shown.text.index("29.12") + 1
    assert "27.50" not in read(page(REPORT)).text


def test_pictures_are_shown_that_are_there():
    name = picture_name("Smiling", "+")
    assert read(page(REPORT, [name])).sources == [f"pictures/{name}.jpg"]
    assert read(page(REPORT)).sources == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [(math.nan, "–"), (12, "12.00"), (75269.4, "75,269"), (0.01234, "0.012"), (-0.5, "-0.500"), (1, "1.000")],
)
def test_numbers_show_what_counts(value, shown):
    assert number(value) == shown
