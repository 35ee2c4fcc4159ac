from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from facelab.cli.app import app

Run = Callable[..., Result]


@pytest.fixture
def facelab() -> Run:
    """Runs the command line; it must end with the given exit code, and errors must be FaceLab's own sentences."""

    def run(*words: object, code: int = 0) -> Result:
        result = CliRunner().invoke(app, [str(word) for word in words])
        assert result.exit_code == code, (result.stdout, result.stderr, result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def weights(tiny_lab_files: Path) -> tuple[str, Path]:
    """``--weights`` with a model that draws no faces, but quickly."""
    return "--weights", tiny_lab_files / "tiny.safetensors"


@pytest.fixture
def by_hand(noise_landmarks) -> tuple[str, str]:
    """``--landmarks`` for ``noise_photo``."""
    return "--landmarks", ",".join(str(number) for number in noise_landmarks.ravel())
