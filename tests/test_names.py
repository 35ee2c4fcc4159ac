"""One name, one thing, over all of facelab/; and no source cites a document that its reader does not have."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [path for path in sorted((ROOT / "facelab").rglob("*")) if path.suffix in {".py", ".toml"}]


def test_a_class_has_its_name_to_itself():
    modules = defaultdict(set)
    for path in (path for path in SOURCES if path.suffix == ".py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules[node.name].add(path.relative_to(ROOT).as_posix())
    assert {name: where for name, where in modules.items() if len(where) > 1} == {}


def test_documents_that_are_cited_are_there():
    cited = {(path.name, name) for path in SOURCES for name in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text())}
    assert ("composite.py", "docs/design.md") in cited
    assert sorted((by, name) for by, name in cited if not (ROOT / name).is_file()) == []


def test_the_design_is_cited_by_its_file():
    bare = re.compile(r"(?<!docs/)\bdesign\b|\.\./shared", re.IGNORECASE)
    assert [path.name for path in SOURCES if bare.search(path.read_text())] == []
