"""Every sentence of the core is said in Russian at the window, where nobody reads of an option."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

import facelab
from facelab import files
from facelab.edit import Edit, check
from facelab.errors import AttributeName, FaceLabError, Hint, Listing, Message, reason
from facelab.files import atomic_write
from facelab.gui.qt.language import use_language
from facelab.gui.qt.translation import in_words
from facelab.photo.faces import choose, face_from_landmarks
from facelab.photo.read import read
from facelab.photo.write import write
from facelab.project.file import load_project

SOURCE = Path(facelab.__file__).parent
ENGLISH_ONLY = {"cli"}
"""Rooms whose sentences only the command line can say."""
OPTIONS_ALLOWED = {"cli", "data", "evaluate", "train"}
"""Rooms that the window never enters: their sentences may name options and commands. (What pydantic says of a
configuration of training stays English in its Russian sentence: it names settings, for whoever writes one.)"""
FILLED_LATER = {"RefusedError": {"path"}}
"""Values that errors are given by whoever catches them."""


@dataclass(frozen=True)
class Said:
    """A sentence where it stands in the sources."""

    path: Path
    kind: str
    call: ast.Call

    @property
    def room(self) -> str:
        return self.path.relative_to(SOURCE).parts[0]

    @property
    def template(self) -> str:
        (template,) = self.call.args
        assert isinstance(template, ast.Constant), (
            f"{self.path}:{self.call.lineno}: no literal, nobody can translate it"
        )
        return template.value


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in SOURCE.rglob("*.py")}


def kinds(sources: dict[Path, ast.Module]) -> set[str]:
    """``Message``, and the names of all classes of errors."""
    classes = [node for tree in sources.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {"Message", "FaceLabError"}
    while more := {c.name for c in classes if {ast.unparse(base) for base in c.bases} & found} - found:
        found |= more
    return found


def said() -> Iterator[Said]:
    """Every sentence of the sources."""
    sources = trees()
    names = kinds(sources)
    for path, tree in sources.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names and ast.unparse(node) != "Message(template, **values)":  # the one place that hands on
                assert isinstance(node.func, ast.Name), f"{path}:{node.lineno}: lupdate takes {name} for a context"
                yield Said(path, name, node)


SAID = tuple(said())


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def translations() -> dict[str, str]:
    """English -> Russian of the sentences of the core."""
    (context,) = (c for c in ET.parse(files.resource("translations/facelab_ru.ts")).iter("context") if not c[0].text)
    return {message.find("source").text: message.find("translation").text for message in context.iter("message")}


@pytest.fixture(autouse=True)
def english(qapp):
    """Whatever a test speaks, the next one begins in English."""
    use_language("en")
    yield
    use_language("en")
    qapp.processEvents()


def test_every_sentence_that_is_raised_is_translated_and_no_other():
    assert len(SAID) > 150
    assert {one.template for one in SAID if one.room not in ENGLISH_ONLY} == set(translations())


def test_every_sentence_is_given_its_values():
    for one in SAID:
        given = {keyword.arg for keyword in one.call.keywords} | FILLED_LATER.get(one.kind, set())
        assert fields(one.template) == given, f"{one.path}:{one.call.lineno}"


def test_no_person_at_the_window_reads_of_an_option():
    russian = translations()
    for one in SAID:
        if one.room not in OPTIONS_ALLOWED:
            for text in (one.template, russian[one.template]):
                assert not re.search(r"--\w|facelab [a-z]", text), one.template


def test_the_russian_is_russian():
    for english, russian in translations().items():
        words = re.sub(r"\{.*?\}", "", english)
        assert re.search("[а-яё]", russian) or not re.search("[a-z]{2}", words.replace("TOML", "")), english


CASES = {
    "missing": lambda folder: read(folder / "none.jpg"),
    "folder": lambda folder: read(folder),
    "broken": lambda folder: read(made(folder / "a.jpg", b"\xff\xd8\xff\xe0 no more")),
    "empty": lambda folder: read(made(folder / "a.jpg", b"")),
    "text": lambda folder: read(made(folder / "a.jpg", b"no photo")),
    "pdf": lambda folder: read(made(folder / "a.jpg", b"%PDF-1.7")),
    "project": lambda folder: load_project(made(folder / "a.facelab", b"no project")),
    "ending": lambda folder: write(read(files.resource("sample/astronaut.png")), folder / "a.xyz"),
    "nowhere": lambda folder: write(read(files.resource("sample/astronaut.png")), folder / "none" / "a.jpg"),
    "there already": lambda folder: atomic_write(made(folder / "a.jpg", b""), overwrite=False).__enter__(),
    "a name too long": lambda folder: atomic_write(folder / ("a.jpg" * 60)).__enter__(),
    "no face": lambda _: choose([], 0),
    "landmarks": lambda _: face_from_landmarks(np.full((5, 2), 10.0), (100, 100)),
    "locked": lambda _: check(Edit({"Smiling": 1}, locks=frozenset({"Smiling"}))),
}


def made(path, contents):
    path.write_bytes(contents)
    return path


@pytest.mark.parametrize("case", CASES)
def test_errors_of_the_core_are_said_in_russian(tmp_path, case):
    with pytest.raises(FaceLabError) as error:
        CASES[case](tmp_path)
    use_language("ru")
    told = in_words(error.value.message)
    for name in (str(tmp_path), tmp_path.name, "a.jpg", "a.facelab", "a.xyz", "FaceLab"):
        told = told.replace(name, "")
    assert re.search("[а-я]", told)
    assert not re.search(r"\b(?!none\b|jpe?g|png|webp|avif|tif)[a-z]{3,}", told), told


def test_what_stands_in_a_sentence_is_translated_too():
    refused = Message(
        "{path} cannot be read ({reason}); check its name and its permissions.",
        path=Path("far/away/a.jpg"),
        reason=reason(PermissionError(13, "")),
    )
    wanted = Listing([AttributeName("Smiling"), Message("not {attribute}", attribute=AttributeName("Male"))])
    none = Message("No face that is {wanted} is found among {tries} draws; ask for less.", wanted=wanted, tries=9)
    there = Message("{path} exists already; choose another name{hint}.", path="b", hint=Hint(" or pass --overwrite"))
    assert in_words(there) == "b exists already; choose another name."
    assert "Smiling, not Male" in in_words(none)
    use_language("ru")
    assert in_words(refused) == "a.jpg не читается (нет доступа); проверьте имя и права доступа."
    assert "«Улыбка, не Мужчина»" in in_words(none)
    assert in_words(there) == "b уже существует; выберите другое имя."


@pytest.mark.parametrize(("code", "words"), [("en", "came to \N{MINUS SIGN}1.5"), ("ru", "\N{MINUS SIGN}1,5")])
def test_numbers_in_a_sentence_are_written_as_the_language_writes_them(code, words):
    template = "{attribute} came to {reached:+.1f}, not to {value:+.1f}, which this face cannot be brought to."
    message = Message(template, attribute=AttributeName("Smiling"), reached=-1.5, value=2.0)
    use_language(code)
    said = in_words(message)
    use_language("en")
    assert words in said
    assert "-" not in said
