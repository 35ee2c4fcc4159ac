import pytest
import typer

from facelab.cli.many import each, finish, rounded
from facelab.errors import PhotoError, WeightsError


def test_one_bad_file_does_not_stop_the_rest(tmp_path):
    done = []

    def work(path):
        done.append(path.name)
        if path.name == "b":
            raise PhotoError("This is no photo.")

    assert each([tmp_path / name for name in "abc"], work, "Working") == [f"{tmp_path / 'b'}: This is no photo."]
    assert done == ["a", "b", "c"]


def test_a_file_alone_is_named_in_its_error(tmp_path):
    def work(_path):
        raise PhotoError("This is no photo.")

    with pytest.raises(PhotoError, match=r"alone\.png: This is no photo\."):
        each([tmp_path / "alone.png"], work, "Working")


def test_weights_that_cannot_be_used_stop_at_once(tmp_path):
    def work(_path):
        raise WeightsError("These are no weights.")

    with pytest.raises(WeightsError):
        each([tmp_path / name for name in "ab"], work, "Working")


def test_a_bug_does_not_hide_among_bad_files(tmp_path):
    def broken(_path: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        each([tmp_path, tmp_path], broken, "Working")


def test_failures_are_named_and_leave_with_1(capsys):
    finish([])
    with pytest.raises(typer.Exit) as end:
        finish(["one", "two"])
    assert end.value.exit_code == 1
    assert capsys.readouterr().err.splitlines() == ["facelab: one", "facelab: two"]


def test_numbers_of_json_have_five_digits():
    assert rounded({"a": [0.1234567, 3], "b": ("x", True)}) == {"a": [0.12346, 3], "b": ["x", True]}
