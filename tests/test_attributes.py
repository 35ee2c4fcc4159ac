import pytest

from facelab.attributes import ATTRIBUTES, GROUPS, TITLES, matches, title


def test_every_attribute_has_one_place():
    assert sorted(name for group in GROUPS for name in group.attributes) == sorted(ATTRIBUTES)
    assert set(TITLES) == set(ATTRIBUTES)


def test_titles_are_all_different_and_read_like_words():
    titles = [title(name) for name in ATTRIBUTES]
    assert len(set(titles)) == 40
    assert not any("_" in text for text in titles)
    assert title("High_Cheekbones") == "High cheekbones"


@pytest.mark.parametrize(
    ("words", "found"),
    [("smil", True), ("SMIL", True), ("", True), ("hair", False), ("smiling big", False)],
)
def test_a_search_looks_for_every_word(words, found):
    assert matches(words, "Smiling") == found


def test_a_search_looks_in_all_names():
    assert matches("clock", "Stubble", "5_o_Clock_Shadow")
    assert matches("stubble clock", "Stubble", "5_o_Clock_Shadow")
