import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_imports_run_downwards_only():
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_contracts_name_every_part():
    contracts = (ROOT / "pyproject.toml").read_text()
    parts = {
        path.stem for path in (ROOT / "facelab").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    forgotten = {part for part in parts if f"facelab.{part}" not in contracts}
    assert forgotten <= {"__init__", "__main__"}
