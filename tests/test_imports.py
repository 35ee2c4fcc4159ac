import subprocess
import sys

import pytest
from PIL import Image

HEAVY = {"torch", "torch._dynamo", "torchvision", "sklearn", "onnxruntime", "PySide6"}


def imported_by(code: str) -> set[str]:
    """Which of the heavy packages a fresh Python has imported after running some code."""
    show = f"\nimport sys; print(*({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())  # what a command says of a photo comes before


def command(*words: str) -> str:
    return f"""
from facelab.cli import main
assert main({words!r}) == 0
"""


@pytest.mark.parametrize(
    "code", ["import facelab", "import facelab.pipeline.lab", command("--help"), command("edit", "--help")]
)
def test_neither_torch_nor_qt_is_imported_before_it_is_needed(code):
    assert imported_by(code) == set()


def test_the_first_screen_needs_qt_alone():
    assert imported_by("import facelab.gui.app.window") == {"PySide6"}


def test_the_state_of_an_edit_needs_no_qt():
    modules = "edit_model", "edit_state"
    assert imported_by("\n".join(f"import facelab.gui.session.{module}" for module in modules)) == set()
    assert imported_by("import facelab.gui.pages.requests") <= {"torch"}


def test_finding_faces_needs_no_torch_until_one_is_found(astronaut, tmp_path):
    Image.new("RGB", (300, 300), "white").save(tmp_path / "wall.png")
    assert imported_by(command("faces", str(tmp_path / "wall.png"))) == {"onnxruntime"}
    found = imported_by(command("faces", str(astronaut)))
    assert found == {"onnxruntime", "torch"}  # the parser says what of it is covered


def test_an_edit_needs_torch_and_what_finds_faces_alone(tiny_lab_files, noise_photo, noise_landmarks, tmp_path):
    landmarks = ",".join(map(str, noise_landmarks.ravel()))
    words = "edit", str(noise_photo), "--set", "Smiling=1", "-o", str(tmp_path / "out.png"), "--landmarks", landmarks
    weights = str(tiny_lab_files / "tiny.safetensors")
    assert imported_by(command(*words, "--weights", weights)) == {"onnxruntime", "torch"}


def test_the_public_names_are_there():
    import facelab
    from facelab.pipeline import lab

    assert (facelab.load, facelab.Lab, facelab.Photo) == (lab.load, lab.Lab, lab.Photo)
    with pytest.raises(AttributeError):
        facelab.Smile  # noqa: B018
