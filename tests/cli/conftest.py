from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from facelab.cli.app import app
from facelab.pipeline.edited_photo import Photo
from facelab.project import storage

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


@pytest.fixture
def aligned(noise_photo: Path, tmp_path: Path) -> Path:
    """The crop of ``noise_photo`` with a margin of 8 pixels, as aligned pictures may have one."""
    path = tmp_path / "aligned" / "crop.png"
    path.parent.mkdir()
    with Image.open(noise_photo) as image:
        image.crop((52, 32, 196, 176)).save(path)
    return path


@pytest.fixture
def project(photo: Photo, tmp_path: Path) -> Path:
    """A project whose photo has a face where none would be found."""
    path = tmp_path / "noise.facelab"
    storage.save(photo, path)
    return path


@pytest.fixture
def untouched(noise_photo: Path) -> Iterator[Path]:
    """``noise_photo``, whose bytes must be the same after the test."""
    before = noise_photo.read_bytes()
    yield noise_photo
    assert noise_photo.read_bytes() == before
