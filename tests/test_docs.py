"""The documents: links lead somewhere, what is named is there, commands parse, snippets run."""

import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
import typer

from facelab.cli.app import app
from facelab.train.config import read_config

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "weights" / "MODEL_CARD.md", ROOT / "judges" / "README.md"]
)
DESIGN, PYTHON = ROOT / "docs" / "design.md", ROOT / "docs" / "python.md"
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)\s#]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NAMED = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w./-]+/[\w.-]+\.(?:py|toml|md|sh|safetensors|json|jsonl|png|ts)")
IDENTIFIER = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def anchors(document: Path) -> set[str]:
    """As GitHub makes them of headings: small letters, no punctuation, dashes for spaces."""
    headings = HEADING.findall(FENCED.sub("", document.read_text()))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(document: Path) -> list[list[str]]:
    """Words of the command lines in code blocks."""
    text = document.read_text().replace("\\\n", " ")
    lines = re.findall(r"^    (facelab [a-z].*)$", text, re.MULTILINE)
    return [shlex.split(line, comments=True)[1:] for line in lines]


@each_document
def test_links_lead_somewhere(document):
    for path, anchor in LINK.findall(document.read_text()):
        target = document.parent / path if path else document
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


@each_document
def test_files_that_are_named_are_there(document):
    named = [name for name in NAMED.findall(document.read_text()) if FILE.fullmatch(name)]
    missing = [name for name in named if not any((ROOT / part / name).exists() for part in ("", "facelab"))]
    assert [name for name in missing if not name.startswith(("runs/", "data/"))] == []


@each_document
def test_commands_parse(document, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for word in (word for words in commands(document) for word in words if word.endswith(".safetensors")):
        (tmp_path / word).parent.mkdir(parents=True, exist_ok=True)  # weights that are not there are refused
        (tmp_path / word).touch()
    group = typer.main.get_command(app)
    for words in commands(document):
        with group.make_context("facelab", words) as context:
            name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])
            with command.make_context(name, rest, parent=context) as inner:
                if name == "train":
                    read_config(inner.params["config"])


def test_the_snippets_of_python_run(tmp_path, monkeypatch, astronaut):
    shutil.copy(astronaut, tmp_path / "a.jpg")  # photos are known by their content
    monkeypatch.chdir(tmp_path)
    snippets = re.findall(r"^```python\n(.*?)^```$", PYTHON.read_text(), re.MULTILINE | re.DOTALL)
    exec(compile("\n".join(snippets), PYTHON, "exec"), {})
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.jpg", "smiling.jpg", "half.jpg", "nobody.png", "grid.png", "grid.csv", "a.facelab",
    }  # fmt: skip


def test_the_notebook_of_lessons_runs_and_keeps_no_outputs():
    cells = json.loads((ROOT / "docs" / "lessons" / "lecture.ipynb").read_text("utf-8"))["cells"]
    sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    assert len(sources) > 10
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
    known: dict[str, object] = {}
    for source in sources:
        exec(compile("".join(source), "lecture.ipynb", "exec"), known)


@pytest.mark.parametrize(("contract", "room"), [("Imports run downwards only", ""), ("In the window, too", "gui.")])
def test_the_rows_of_the_house_are_those_that_imports_are_checked_by(contract, room):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["name"] == contract)
    checked = [{part.strip().removeprefix(f"facelab.{room}") for part in re.split("[|:]", layer)} for layer in layers]
    blocks = re.findall(r"(?:^    [\w |,]+\n)+", DESIGN.read_text(), re.MULTILINE)
    assert checked in [[set(re.findall(r"\w+", row)) for row in block.splitlines()] for block in blocks]


def test_the_code_cites_headings_of_the_design():
    sources = [path for ending in ("py", "toml") for path in (ROOT / "facelab").rglob(f"*.{ending}")]
    cited = {one for path in sources for one in re.findall(r'docs/design\.md, "([^"]+)"', path.read_text())}
    assert cited, "the code cites the design"
    assert cited <= set(HEADING.findall(DESIGN.read_text()))


def test_what_the_design_names_is_in_the_code():
    code = "\n".join(path.read_text() for path in (ROOT / "facelab").rglob("*.py"))
    known = {*re.findall(r"\w+", code), *(path.stem for path in (ROOT / "facelab").rglob("*"))}
    named = [name for name in NAMED.findall(DESIGN.read_text()) if IDENTIFIER.fullmatch(name)]
    assert [name for name in named if not (set(name.split(".")) <= known or (ROOT / name).exists())] == []


def test_the_glossary_says_where_each_word_lives():
    table = DESIGN.read_text().partition("## Glossary")[2].partition("## References")[0]
    for where in re.findall(r"^\| [^|]+ \| [^|]+ \| ([^|]+) \|", table, re.MULTILINE):
        named = [name.removeprefix("facelab/") for name in NAMED.findall(where)]
        files = [ROOT / "facelab" / name for name in named if "/" in name or name.endswith(".py")]
        code = "".join(path.read_text() for one in files for path in (one, *one.rglob("*.py")) if path.is_file())
        names = [name for name in named if IDENTIFIER.fullmatch(name) and not name.endswith(".py")]
        assert [name for name in names if files and not set(name.split(".")) <= set(re.findall(r"\w+", code))] == [], (
            where
        )
