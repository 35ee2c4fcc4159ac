"""What ``facelab`` does with its words: the window or a command."""

import subprocess
import sys
from pathlib import Path

import pytest

from facelab import __main__ as program


@pytest.fixture
def window(monkeypatch):
    """Notes what the window is opened on."""
    opened: list[Path | None] = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("facelab.gui.app.start.run", lambda photo: opened.append(photo) or 0)
    return opened


def test_without_words_the_window_opens(window):
    assert program.run([]) == 0
    assert window == [None]


def test_a_photo_is_opened_in_the_window(window, astronaut):
    assert program.run([str(astronaut)]) == 0
    assert window == [astronaut]


@pytest.mark.parametrize("words", [("--version",), ("faces", "--help")])
def test_anything_else_is_a_command(window, words):
    assert program.run(words) == 0
    assert window == []


def test_a_command_stays_one_beside_a_file_of_its_name(monkeypatch, window, tmp_path):
    (tmp_path / "faces").write_text("")
    monkeypatch.chdir(tmp_path)
    assert program.run(["faces"]) == 2  # it wants a photo
    assert window == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_one_sentence_says_so(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "facelab"], capture_output=True, text=True, env={"HOME": str(tmp_path)}
    )
    assert done.returncode == 2
    assert "no screen" in done.stderr
    assert len(done.stderr.splitlines()) == 1
