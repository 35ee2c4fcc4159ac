import pytest

from facelab.attributes import ATTRIBUTES, GROUPS, TITLES, by_name, index_of, known_as, matches, title
from facelab.errors import EditError


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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("smiling", "Smiling"),
        ("SMILING", "Smiling"),
        ("blond hair", "Blond_Hair"),
        ("5-O-clock_SHADOW", "5_o_Clock_Shadow"),
    ],
)
def test_names_are_known_in_any_case_with_any_mark_between_words(written, meant):
    assert known_as(written) == meant
    assert ATTRIBUTES[index_of(written)] == meant
    assert title(written) == title(meant)


def test_no_two_attributes_are_taken_for_one_another():
    assert [known_as(name.upper().replace("_", "-")) for name in ATTRIBUTES] == list(ATTRIBUTES)


def test_a_name_that_is_none_is_refused_with_those_that_are_close():
    assert known_as("Smilling") == "Smilling"
    with pytest.raises(EditError, match="'smilling'; did you mean Smiling"):
        index_of("smilling")


def test_values_by_two_spellings_of_one_name_are_refused():
    assert by_name({"smiling": 1, "Young": 2}) == {"Smiling": 1, "Young": 2}
    with pytest.raises(EditError, match="Smiling is given twice"):
        by_name({"smiling": 1, "SMILING": 2})
