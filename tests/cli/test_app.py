import pytest
from typer.testing import CliRunner

from facelab.cli import edit as edit_command
from facelab.cli.app import app


def test_the_first_word_is_a_command(facelab):
    assert "No such command 'paint'" in facelab("paint", code=2).stderr


def test_even_a_word_that_no_file_can_have_is_no_command(facelab):
    assert "No such command" in facelab("x" * 300, code=2).stderr


def test_a_photo_as_the_first_word_is_answered_with_the_command_to_use(facelab, astronaut):
    assert "facelab edit" in facelab(astronaut, code=2).stderr


def test_without_words_there_is_help():
    result = CliRunner().invoke(app, [])
    assert "Usage" in result.output


@pytest.mark.parametrize(
    "command", ["edit", "faces", "encode", "decode", "reconstruct", "sample", "attributes", "prepare", "train"]
)
def test_every_command_has_help(facelab, command):
    assert command in facelab("--help").stdout
    assert f"facelab {command}" in facelab(command, "--help").stdout


def test_ctrl_c_ends_quietly_with_130(monkeypatch, astronaut, weights):
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(edit_command, "each", interrupted)
    words = "edit", astronaut, "--set", "Smiling=1", "-o", "out.png", *weights
    result = CliRunner().invoke(app, [*map(str, words)])
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


def test_a_bug_is_not_swallowed(monkeypatch, astronaut, weights):
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(edit_command, "each", broken)
    result = CliRunner().invoke(app, ["edit", str(astronaut), "-o", "out.png", *map(str, weights)])
    assert isinstance(result.exception, ZeroDivisionError)


def test_the_version_is_told(facelab):
    assert facelab("--version").stdout.startswith("facelab ")
