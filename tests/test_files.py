"""The one way in which files are written, and where FaceLab's own lie."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import facelab
from facelab.errors import OutputError, WeightsError
from facelab.files import atomic_write, published_if, resource, weights


def names(folder):
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_own_files_are_found_wherever_the_code_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert resource("centerface.onnx").is_file()


@pytest.mark.parametrize("locate", [resource, weights])
def test_a_missing_file_of_facelabs_own_is_said(locate):
    with pytest.raises(WeightsError, match=r"none\.bin is missing; install FaceLab again"):
        locate("none.bin")


def test_a_file_appears_only_when_it_is_whole(tmp_path):
    path = tmp_path / "out.bin"
    with atomic_write(path) as temporary:
        temporary.write_bytes(b"new")
        assert not path.exists()
        assert temporary.parent == tmp_path
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["out.bin"]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")
    for error in (RuntimeError, KeyboardInterrupt, SystemExit):
        with pytest.raises(error), atomic_write(path) as temporary:
            temporary.write_bytes(b"half")
            raise error
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.bin"]


def test_a_file_that_is_no_longer_wanted_never_takes_its_place(tmp_path):
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")

    def refuse():
        raise RuntimeError

    with pytest.raises(RuntimeError), published_if(refuse), atomic_write(path) as temporary:
        temporary.write_bytes(b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.bin"]
    with atomic_write(path) as temporary:
        temporary.write_bytes(b"new")
    assert path.read_bytes() == b"new"


def test_an_existing_file_is_replaced_only_when_allowed(tmp_path):
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")
    said = "exists already; choose another name or pass --overwrite"
    with pytest.raises(OutputError, match=said), atomic_write(path, overwrite=False):
        pytest.fail("the block must not run")
    with atomic_write(path, overwrite=True) as temporary:
        temporary.write_bytes(b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_another_program_makes_meanwhile_is_kept(tmp_path):
    path = tmp_path / "out.bin"
    with pytest.raises(OutputError, match="exists already"), atomic_write(path, overwrite=False) as temporary:
        temporary.write_bytes(b"mine")
        path.write_bytes(b"theirs")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["out.bin"]


def test_a_dangling_link_counts_as_existing(tmp_path):
    (tmp_path / "out.bin").symlink_to(tmp_path / "gone")
    with pytest.raises(OutputError, match="exists already"), atomic_write(tmp_path / "out.bin", overwrite=False):
        pytest.fail("the block must not run")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder, "is a folder; name a file"),
        (lambda folder: folder / "none" / "out.bin", "its folder does not exist; make the folder first"),
        (
            lambda folder: folder / "file" / "out.bin",
            "its folder does not exist; make the folder first|not a directory",
        ),
        (lambda folder: folder / "nul\0.bin", "null byte"),
        (lambda _: Path("/dev/null"), "no regular file; choose another name"),
        (lambda _: Path("/dev/full"), "no regular file; choose another name"),
        (lambda folder: folder / "pipe", "no regular file; choose another name"),
    ],
)
def test_a_place_that_takes_no_file_is_said_before_anything_is_done(tmp_path, make, said):
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match=said) as caught, atomic_write(make(tmp_path), overwrite=True):
        pytest.fail("the block must not run")
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
    assert names(tmp_path) == ["file", "pipe"]
    assert Path("/dev/null").is_char_device()


def test_names_of_any_alphabet_and_the_greatest_length(tmp_path):
    for name in ("выход.png", "🎄" * 62 + ".png", "x" * 255, "-", ".hidden"):
        with atomic_write(tmp_path / name) as temporary:
            temporary.write_bytes(b"!")
        assert (tmp_path / name).read_bytes() == b"!"
    with pytest.raises(OutputError, match="file name too long"), atomic_write(tmp_path / ("x" * 256)) as temporary:
        temporary.write_bytes(b"!")


def test_a_new_file_has_the_permissions_that_the_person_chose(tmp_path):
    before = os.umask(0o027)
    try:
        with atomic_write(tmp_path / "out.bin") as temporary:
            temporary.write_bytes(b"!")
    finally:
        os.umask(before)
    assert (tmp_path / "out.bin").stat().st_mode & 0o777 == 0o640


def test_a_read_only_folder_is_said_and_left_alone(tmp_path, monkeypatch):
    def locked(*_args, **_kwargs):  # root may write everywhere, so the system's answer is played
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.touch", locked)
    with pytest.raises(OutputError, match=r"cannot be written \(permission denied\)"), atomic_write(tmp_path / "out"):
        pytest.fail("the block must not run")
    assert names(tmp_path) == []


def test_a_folder_mounted_read_only_and_a_disk_that_is_full(tmp_path):
    """True file systems where the machine allows mounts: one of 64 KB, then the same read-only."""
    code = (
        "import subprocess, sys; from pathlib import Path\n"
        "from facelab.errors import OutputError; from facelab.files import atomic_write\n"
        "disk = Path(sys.argv[1])\n"
        "def mount(options): return subprocess.run(\n"
        "    ['mount', '-t', 'tmpfs', '-o', options, 'none', disk], capture_output=True).returncode\n"
        "if mount('size=64k'): sys.exit(77)\n"
        "def attempt():\n"
        "    try:\n"
        "        with atomic_write(disk / 'out.bin') as temporary: temporary.write_bytes(bytes(100_000))\n"
        "    except OutputError as error: print(error)\n"
        "attempt(); mount('remount,ro'); attempt(); print(sorted(disk.iterdir()))\n"
    )
    command = ["unshare", "--mount", sys.executable, "-c", code, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(Path(facelab.__file__).parents[1])}
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    except FileNotFoundError:
        pytest.skip("needs unshare")
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("needs the right to mount")
    full, _, rest = done.stdout.splitlines()
    assert "cannot be written (no space left on device); choose another place or make room there." in full
    assert rest == "[]"
    assert done.stderr == ""
