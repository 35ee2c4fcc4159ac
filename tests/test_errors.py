"""Sentences as data: what is said in English, and what is kept for other languages."""

import copy
import errno
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from facelab.errors import REASONS, AttributeName, Hint, Listing, Message, OutputError, PhotoError, SourceError, reason

ERROR = SourceError(
    "{changed} holds {kind} with {attributes}{hint}.",
    changed=Path("a{1}.jpg"),
    kind=Message("a PDF of {count:g} pages", count=2.0),
    attributes=Listing([AttributeName("Smiling"), Message("not {attribute}", attribute=AttributeName("Male"))]),
    hint=Hint(" (--overwrite)"),
)
SAID = "a{1}.jpg holds a PDF of 2 pages with Smiling, not Male (--overwrite)."


@pytest.mark.parametrize("carry", [lambda e: e, copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))])
def test_an_error_is_its_sentence_wherever_it_is_carried(carry):
    error = carry(ERROR)
    assert str(error) == str(error.message) == SAID
    assert error.message == ERROR.message
    assert error.changed == Path("a{1}.jpg")
    assert [type(value) for value in error.message.values.values()][1:] == [Message, Listing, Hint]


def test_values_may_be_known_later():
    error = PhotoError("{path} is empty.", path=Message("This picture"))
    assert str(error) == "This picture is empty."
    assert str(error.with_values(path="b.jpg")) == "b.jpg is empty."
    assert isinstance(error.with_values(path="b.jpg"), PhotoError)


def test_reasons_of_the_operating_system_are_its_own_words():
    said = "import os; print(*(os.strerror(number).lower() for number in map(int, os.sys.argv[1:])), sep='\\n')"
    command = [sys.executable, "-c", said, *map(str, REASONS)]
    result = subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == [str(known) for known in REASONS.values()]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "отказано в доступе"), "permission denied"),
        (OSError(errno.EPROTO, "Protocol error"), "protocol error"),
        (OSError("No number"), "no number"),
        (ValueError("embedded null byte"), "embedded null byte"),
    ],
)
def test_a_reason_is_said_by_its_number_and_else_as_it_is(error, said):
    assert str(reason(error)) == said
    assert str(OutputError("No ({reason}).", reason=reason(error))) == f"No ({said})."
