"""What a desktop needs to know of the program."""

import configparser
import os
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import numpy as np
import pytest
from PIL import Image

import facelab
from facelab import files
from facelab.project.file import Project, StoredSource, save_project

FOLDER = files.resource("desktop")
ID = "org.facelab.FaceLab"
KIND = "application/x-facelab"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PHOTOS = {f"image/{name}" for name in ("jpeg", "png", "webp", "avif", "heic", "heif", "tiff", "bmp", "gif")}
SIZES = 16, 24, 32, 48, 64, 128, 256
PLACES = {
    f"applications/{ID}.desktop",
    f"metainfo/{ID}.metainfo.xml",
    f"mime/packages/{ID}.xml",
    f"icons/hicolor/scalable/apps/{ID}.svg",
    "icons/hicolor/scalable/mimetypes/application-x-facelab.svg",
    *(f"icons/hicolor/{size}x{size}/apps/{ID}.png" for size in SIZES),
}
on_linux = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("bash"), reason="desktop files are Linux's, and installed by bash"
)


def read_entry(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def install(tmp_path):
    """Runs install.sh with the user's data in ``tmp_path/data``, where nothing is yet."""
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path / "data")}

    def run(*words):
        command = ["bash", FOLDER / "install.sh", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return run


def program_at(folder):
    folder.mkdir(parents=True)
    path = folder / "facelab"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def ours(data):
    """What in the user's data bears the program's name; the desktop's own indexes do not."""
    return {str(path.relative_to(data)) for path in data.rglob("*") if "facelab" in path.name.lower()}


def test_the_entry_says_what_a_menu_needs():
    entry = read_entry(FOLDER / f"{ID}.desktop")
    assert entry["Type"] == "Application"
    assert entry["Exec"] == "facelab %f"
    assert entry["Icon"] == ID
    assert entry["StartupWMClass"] == "FaceLab"
    assert set(entry["MimeType"].strip(";").split(";")) == {KIND} | PHOTOS
    assert all(entry[key] and entry[f"{key}[ru]"] for key in ("Name", "GenericName", "Comment", "Keywords"))


def test_the_metadata_tell_the_version():
    metadata = ET.parse(FOLDER / f"{ID}.metainfo.xml")
    assert metadata.find("id").text == ID
    assert metadata.find("launchable").text == f"{ID}.desktop"
    assert metadata.find("provides/binary").text == "facelab"
    assert {found.text for found in metadata.findall("provides/mediatype")} == {KIND} | PHOTOS
    assert metadata.find("releases/release").get("version") == facelab.__version__


def test_the_kind_of_file_is_the_projects_own():
    kind = ET.parse(FOLDER / f"{ID}.mime.xml").find(f"{MIME}mime-type")
    assert kind.get("type") == KIND
    assert kind.find(f"{MIME}sub-class-of").get("type") == "application/zip"
    assert kind.find(f"{MIME}glob").get("pattern") == "*.facelab"
    assert {comment.get(LANG) for comment in kind.findall(f"{MIME}comment")} == {None, "ru"}


def has_magic(rules, data):
    """Whether bytes fit one of the ``match`` rules, with the rules within it, as shared-mime-info reads them."""
    readers = {
        "string": lambda text: text.encode().decode("unicode_escape").encode("latin-1"),
        "little32": lambda text: struct.pack("<I", int(text, 0)),
    }
    for rule in rules:
        value, start = readers[rule.get("type")](rule.get("value")), int(rule.get("offset"))
        if data[start : start + len(value)] == value and (len(rule) == 0 or has_magic(rule, data)):
            return True
    return False


def test_projects_are_known_by_their_bytes_and_other_archives_are_not_taken_for_them(tmp_path):
    rules = ET.parse(FOLDER / f"{ID}.mime.xml").find(f"{MIME}mime-type/{MIME}magic")
    project = Project(source=StoredSource(name="a.jpg", sha256="0" * 64), weights="0" * 64)
    save_project(tmp_path / "project", project)
    assert has_magic(rules, (tmp_path / "project").read_bytes())
    with zipfile.ZipFile(tmp_path / "other", "w") as archive:
        archive.writestr(zipfile.ZipInfo("project.json", (2026, 11, 25, 0, 0, 0)), "{}")
    assert not has_magic(rules, (tmp_path / "other").read_bytes())


@pytest.mark.parametrize("size", SIZES)
def test_icons_have_the_sizes_they_say(size):
    with Image.open(FOLDER / "hicolor" / f"{size}x{size}" / "apps" / f"{ID}.png") as icon:
        assert icon.size == (size, size)
        pixels = np.asarray(icon.convert("RGBA"))
    assert pixels[0, 0, 3] < 128  # round corners
    assert pixels[size // 2, size // 2, 3] == 255
    assert pixels[..., :3].std() > 20


@pytest.mark.parametrize("name", [ID, "application-x-facelab"])
def test_drawings_are_square_and_scale(name):
    drawing = ET.parse(FOLDER / f"{name}.svg").getroot()
    assert drawing.get("viewBox") == "0 0 256 256"
    assert not drawing.findall(".//{http://www.w3.org/2000/svg}clipPath")  # Qt does not draw these


@on_linux
def test_all_is_put_where_a_desktop_looks_and_taken_away_again(install, tmp_path):
    data, program = tmp_path / "data", program_at(tmp_path / "some where")
    for _ in range(2):
        done = install(program)
        assert done.returncode == 0, done.stderr
        assert {path for path in ours(data) if path.split("/")[:2] != ["mime", "application"]} == PLACES
    assert read_entry(data / "applications" / f"{ID}.desktop")["Exec"] == f'"{program}" %f'
    assert install("--remove").returncode == 0
    assert ours(data) == set()


@on_linux
def test_to_take_away_what_was_never_there_is_no_fault(install):
    done = install("--remove")
    assert (done.returncode, done.stderr) == (0, "")


@on_linux
@pytest.mark.parametrize(
    ("name", "written"), [('a"b', r'a\\"b'), ("a$b", r"a\\$b"), ("a`b", r"a\\`b"), ("a\\b", r"a\\\\b"), ("a%b", "a%%b")]
)
def test_a_path_may_hold_what_the_entry_gives_a_meaning(install, tmp_path, name, written):
    assert install(program_at(tmp_path / name)).returncode == 0
    assert f"/{written}" in read_entry(tmp_path / "data" / "applications" / f"{ID}.desktop")["Exec"]


@on_linux
def test_a_program_that_is_not_there_is_said(install, tmp_path):
    done = install(tmp_path / "none")
    assert done.returncode == 2
    assert "name it" in done.stderr
    assert not (tmp_path / "data").exists()
