import json
from pathlib import Path

import pytest

from facelab.errors import DataError
from facelab.train.config import read_config, settings
from facelab.train.files import SETTINGS, SHIPPED


@pytest.mark.parametrize("name", sorted(path.stem for path in SHIPPED.glob("*.toml")))
def test_shipped_configurations_are_read_by_name(name: str) -> None:
    assert read_config(Path(name)).run == Path("runs") / name


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('stage = "structure"\nrun = "r"\n[optimiser]\nlearing_rate = 1.0\n')
    with pytest.raises(DataError, match=r"no optimiser\.learing_rate; did you mean optimiser\.learning_rate\?"):
        read_config(path)


def test_the_settings_that_are_known_without_torch_are_those_that_there_are() -> None:
    """After a change: ``SETTINGS.write_text(json.dumps(settings(), indent=1) + "\\n")``."""
    assert json.loads(SETTINGS.read_text()) == settings()


@pytest.mark.parametrize(
    "text",
    [
        "stage =",
        'stage = "dance"\nrun = "r"',
        'run = "r"',
        'stage = "detail"\nrun = "r"\nseed = -1',
        'stage = "structure"\nrun = "r"\n[structure]\nwidths = []',
        'stage = "structure"\nrun = "r"\n[structure]\nencoder_blocks = 20000',
        'stage = "structure"\nrun = "r"\n[augmentation]\nshift = 20',
        'stage = "upsampler"\nrun = "r"\n[upsampler_loss]\nalso = ["Smilling"]',
        'stage = "structure"\nrun = "r"\noutside = nan',
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(DataError) as error:
        read_config(path)
    assert "\n" not in str(error.value).strip()
    assert str(path) in str(error.value)


def test_a_picture_is_no_configuration(astronaut: Path) -> None:
    with pytest.raises(DataError, match="no TOML"):
        read_config(astronaut)


def test_a_missing_configuration_names_the_shipped_ones(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="structure"):
        read_config(tmp_path / "none.toml")
