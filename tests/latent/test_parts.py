import pytest

from facelab.attributes import ATTRIBUTES
from facelab.latent.parts import PARTS, held_equal


def test_every_attribute_is_thought_through():
    assert sorted(PARTS) == sorted(ATTRIBUTES)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_parts_are_other_attributes_each_named_once(name):
    parts = PARTS[name]
    assert set(parts) <= set(ATTRIBUTES) - {name}
    assert len(set(parts)) == len(parts)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Smiling", {"High_Cheekbones", "Mouth_Slightly_Open", "Narrow_Eyes"}),
        ("Young", {"Gray_Hair", "Bags_Under_Eyes", "Receding_Hairline", "Double_Chin", "Chubby", "Bald"}),
        ("Male", {"No_Beard", "Heavy_Makeup", "Wavy_Hair", "Bushy_Eyebrows", "Wearing_Earrings"}),
        ("Bangs", {"Receding_Hairline"}),
    ],
)
def test_what_an_attribute_consists_of_is_among_its_parts(name, parts):
    assert parts <= set(PARTS[name])


def test_all_but_the_parts_is_held_equal():
    kept = [ATTRIBUTES[i] for i in held_equal("Bangs")]
    assert kept == [name for name in ATTRIBUTES if name != "Receding_Hairline"]
