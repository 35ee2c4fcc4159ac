"""The program as a process, run as a shell runs it."""

import gc
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facelab import process

ROOT = Path(__file__).resolve().parents[1]


def shell(line, **more):
    """What the program does in a line of a shell, where ``$F`` is the program."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "F": f"{sys.executable} -m facelab"}
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=environment, timeout=300, **more)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$F --version >&-", 0),
        ("$F --version | true; exit ${PIPESTATUS[0]}", 0),
        ("$F --help | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 0),
        ("$F faces none.png 2>&-", 2),
        ("$F faces none.png 2>/dev/full", 2),
        ("$F faces none.png >&- 2>&-", 2),
        ("$F faces none.png <&- >&- 2>&-", 2),
    ],
)
def test_a_closed_or_full_stream_is_no_traceback(line, code):
    done = shell(line)
    assert (done.returncode, done.stderr) == (code, "")


def test_a_full_standard_output_is_said():
    done = shell("$F --version >/dev/full")
    assert done.returncode == 2
    assert done.stderr == "facelab: Standard output cannot be written (no space left on device); make room there.\n"


def test_lost_streams_stop_no_batch(astronaut, tmp_path, tiny_lab_files):
    (tmp_path / "none.png").write_bytes(b"no picture")
    weights = tiny_lab_files / "tiny.safetensors"
    line = f"$F edit {astronaut} {tmp_path}/none.png {astronaut} --json --weights {weights} -o {tmp_path}/out"
    assert shell(f"{line} >/dev/full 2>/dev/full").returncode == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["astronaut-2.png", "astronaut.png"]


def test_closed_streams_are_not_opened_again_as_files():
    seen = shell(f"{sys.executable} -c 'from facelab import process; process.open_streams(); import os; "
                 "print(open(os.devnull).fileno() > 2)' <&- 2>&-")  # fmt: skip
    assert seen.stdout == "True\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("wait", [0.0, 0.1, 0.3, 0.6, 1.2, 2.5])
def test_a_signal_ends_it_without_a_word(tmp_path, number, wait):
    words = "sample", "--with", "Smiling", "--n", "500", "-o", str(tmp_path / "o.png")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BEGUN": str(tmp_path / "begun")}
    started = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # it may be ignored here
    started += "import os, pathlib; from facelab.__main__ import process, run; process.end_on_signals(); "
    started += "process.open_streams(); pathlib.Path(os.environ['BEGUN']).touch(); "
    started += f"process.leave(run({words!r}))"
    with subprocess.Popen(
        [sys.executable, "-c", started], stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        time.sleep(wait)
        running.send_signal(number)
        said = running.communicate(timeout=300)[1]
    assert running.returncode == 128 + number
    assert "Traceback" not in said
    assert re.sub(r"\s", "", said) == ""
    assert [path.name for path in tmp_path.iterdir()] == ["begun"]


def test_a_signal_that_is_ignored_stays_so():
    interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests may ignore it
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    kept = {number: signal.getsignal(number) for number in process.ENDING}
    try:
        process.end_on_signals()
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is not kept[signal.SIGINT]
    finally:
        for number, handler in {**kept, signal.SIGTERM: before, signal.SIGINT: interrupt}.items():
            signal.signal(number, handler)


def test_objects_made_to_stay_are_looked_through_no_more():
    was_on, before = gc.isenabled(), gc.get_freeze_count()
    try:
        with process.objects_made_to_stay():
            assert not gc.isenabled()
            made = [[number] for number in range(1000)]
        assert gc.isenabled() == was_on
        assert gc.get_freeze_count() >= before + len(made)
    finally:
        gc.unfreeze()


def test_memory_can_be_given_back_at_any_time():
    process.give_back_memory()
