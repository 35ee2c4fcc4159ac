import numpy as np
import pytest

from facelab.evaluate.photos.changed import by_part


def test_change_is_told_by_what_the_unedited_photo_shows(parsed):
    before = np.full((256, 256, 3), 100, np.uint8)
    after = before.copy()
    after[:128] += 30
    parse = parsed("hair", "skin")
    found = by_part(before, after, parse, {"hair"})
    assert found["changed hair"] == pytest.approx(30, abs=0.5)
    assert found["changed skin"] == found["changed outside"] == pytest.approx(0, abs=0.5)
    assert by_part(before, after, parse, {"skin"})["changed outside"] == pytest.approx(30, abs=0.5)


def test_parts_that_are_not_seen_have_no_change(parsed):
    picture = np.zeros((256, 256, 3), np.uint8)
    assert by_part(picture, picture, parsed("hair", "skin"), ()).keys() == {
        "changed hair",
        "changed skin",
        "changed outside",
    }
