import pytest
from hypothesis import given
from hypothesis import strategies as st

from facelab.attributes import ATTRIBUTES
from facelab.edit import check
from facelab.errors import DataError
from facelab.latent import Edit
from facelab.project.presets import SHIPPED, Preset, load_presets, named, save_presets

AMOUNTS = st.dictionaries(st.sampled_from(ATTRIBUTES), st.floats(-3, 3))
EDITS = st.builds(
    lambda amounts, locks, method: Edit(amounts, locks=locks - amounts.keys(), method=method),
    AMOUNTS,
    st.frozensets(st.sampled_from(ATTRIBUTES), max_size=4),
    st.sampled_from(["partial", "mean"]),
)


@given(EDITS)
def test_an_edit_comes_back_from_its_preset(edit):
    assert named("mine", edit).edit() == edit


@given(st.lists(st.builds(named, st.text(min_size=1, max_size=80).filter(str.strip), EDITS), max_size=4))
def test_presets_come_back_from_their_file(tmp_path_factory, presets):
    path = tmp_path_factory.mktemp("presets") / "deep" / "presets.json"
    save_presets(path, presets)
    assert load_presets(path) == tuple(presets)


def test_there_are_none_at_first(tmp_path):
    assert load_presets(tmp_path / "presets.json") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '[{"name": ""}]',
        '[{"name": "a", "amounts": {"Smirking": 1}}]',
        '[{"name": "a", "amounts": {"Smiling": 99}}]',
        '[{"name": "a", "amounts": {"Smiling": NaN}}]',
        '[{"name": "a", "odd": 1}]',
    ],
)
def test_a_file_of_anything_else_is_refused_and_left_alone(tmp_path, text):
    path = tmp_path / "presets.json"
    path.write_text(text)
    with pytest.raises(DataError, match="presets"):
        load_presets(path)
    assert path.read_text() == text


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_must_be_one(name):
    with pytest.raises(DataError, match="name"):
        named(name, Edit())


@pytest.mark.parametrize("preset", SHIPPED, ids=lambda preset: preset.name)
def test_shipped_presets_can_be_asked_for(preset: Preset):
    check(preset.edit())
    assert preset.amounts
