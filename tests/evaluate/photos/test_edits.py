from facelab.attributes import ATTRIBUTES
from facelab.evaluate.photos.edits import EDITS, REPORTED


def test_there_are_seventeen_edits_of_known_attributes_and_parts():
    assert len({(edit.attribute, edit.way) for edit in EDITS}) == 17
    for edit in EDITS:
        assert edit.attribute in ATTRIBUTES and edit.concerns <= REPORTED.keys()


def test_what_is_there_is_not_added_and_what_is_not_is_not_taken_away():
    adding, removing = EDITS[:2]
    assert adding.suits(lambda name: name != "Smiling") and not adding.suits(lambda _: True)
    assert removing.suits(lambda name: name == "Smiling") and not removing.suits(lambda _: False)


def test_a_moustache_is_for_men_and_a_colour_for_those_with_hair():
    moustache, blond = (next(e for e in EDITS if e.attribute == name) for name in ("Mustache", "Blond_Hair"))
    assert moustache.suits(lambda name: name == "Male") and not moustache.suits(lambda _: False)
    assert blond.suits(lambda _: False) and not blond.suits(lambda name: name == "Bald")
