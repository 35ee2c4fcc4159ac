"""The built wheel, installed where nothing of the checkout is seen, with the network cut."""

import os
import shutil
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
CONTENTS = (
    "facelab/resources/centerface.onnx",
    "facelab/resources/face_mesh.onnx",
    "facelab/resources/sample/astronaut.png",
    "facelab/resources/fonts/DejaVuSans.ttf",
    "facelab/resources/licences/centerface.txt",
    "facelab/resources/licences/face_mesh.txt",
    "facelab/resources/licences/dejavu.txt",
    "facelab/weights/celeba-vae-128.safetensors",
    "facelab/weights/celeba-vae-128.attributes.safetensors",
    "facelab/weights/celeba-vae-128.anomaly.json",
    "facelab/weights/celeba-vae-128.limits.json",
    "facelab/weights/celeba-vae-128.identity.safetensors",
    "facelab/weights/celeba-lecture-32.safetensors",
    "facelab/weights/celeba-lecture-32.codes.safetensors",
    "facelab/resources/formulas/elbo.svg",
    "facelab/weights/MODEL_CARD.md",
    "facelab/weights/face-parser.safetensors",
    "facelab/weights/glasses-remover.safetensors",
    "facelab/train/configs/structure.toml",
    "facelab/pipeline/lab.py",
)


def run(*words: object, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = "--no-build-isolation", "--no-deps", "--no-index", "--disable-pip-version-check", "--wheel-dir", folder
    run(sys.executable, "-m", "pip", "wheel", ROOT, *options, cwd=folder)
    (path,) = folder.glob("facelab-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The bin folder of a new virtual environment with the wheel, which sees the outer one's other packages."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, symlinks=True, with_pip=False)
    python = home / "bin" / "python"
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "outer.pth").write_text("\n".join(site.getsitepackages()))
    pip = sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--ignore-installed"
    run(*pip, wheel, cwd=home)
    return home / "bin"


def test_the_wheel_holds_resources_and_weights(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in CONTENTS if name not in names] == []


def test_what_is_installed_edits_a_photo_without_network_or_checkout(installed, tmp_path, astronaut):
    photo, out = shutil.copy(astronaut, tmp_path / "photo.png"), tmp_path / "out.png"
    where = run(installed / "python", "-c", "import facelab; print(facelab.__file__)", cwd=tmp_path)
    assert where.startswith(str(installed.parent))
    alone = _without_network()
    run(*alone, installed / "facelab", "edit", photo, "--set", "Smiling=+2", "-o", out, cwd=tmp_path)
    with Image.open(photo) as before, Image.open(out) as after:
        assert not np.array_equal(np.asarray(before), np.asarray(after))


def _without_network() -> list[str]:
    """What to put before a command so that it has no network."""
    for words in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if shutil.which("unshare") and subprocess.run([*words, "true"], stderr=subprocess.DEVNULL).returncode == 0:
            return words
    pytest.skip("the network cannot be cut here: unshare is missing or not permitted")
