"""What a desktop needs to know of the program."""

import configparser
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import facelab
from facelab import files

FOLDER = files.resource("desktop")
ID = "org.facelab.FaceLab"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_the_entry_says_what_a_menu_needs():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(FOLDER / f"{ID}.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Exec"].endswith("%f")
    assert entry["Icon"] == ID
    kinds = entry["MimeType"].strip(";").split(";")
    assert {"application/x-facelab", "image/jpeg", "image/heic"} <= set(kinds)
    assert all(entry[f"{key}[ru]"] for key in ("GenericName", "Comment", "Keywords"))


def test_the_kind_of_file_is_the_projects_own():
    kind = ET.parse(FOLDER / f"{ID}.mime.xml").find(f"{MIME}mime-type")
    assert kind.get("type") == "application/x-facelab"
    assert kind.find(f"{MIME}glob").get("pattern") == "*.facelab"


def test_the_metadata_tell_the_version():
    metadata = ET.parse(FOLDER / f"{ID}.metainfo.xml")
    assert metadata.find("id").text == ID
    assert metadata.find("launchable").text == f"{ID}.desktop"
    assert metadata.find("releases/release").get("version") == facelab.__version__


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256])
def test_icons_have_the_sizes_they_say(size):
    with Image.open(FOLDER / "icons" / f"{size}.png") as icon:
        assert icon.size == (size, size)
        pixels = np.asarray(icon.convert("RGBA"))
    assert pixels[0, 0, 3] < 128  # round corners
    assert pixels[size // 2, size // 2, 3] == 255
    assert pixels.std() > 20


@pytest.mark.skipif(sys.platform != "linux", reason="desktop files are Linux's")
def test_all_is_put_where_a_desktop_looks_and_taken_away_again(tmp_path):
    program = tmp_path / "some where" / "facelab"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    data = tmp_path / "data"
    environment = os.environ | {"XDG_DATA_HOME": str(data)}

    def install(*words):
        subprocess.run([FOLDER / "install.sh", *words], env=environment, check=True, capture_output=True)

    for _ in range(2):
        install(str(program))
    assert f'Exec="{program}" %f' in (data / "applications" / f"{ID}.desktop").read_text()
    assert len(list(data.rglob(f"{ID}.png"))) == 7
    assert (data / "mime" / "packages" / f"{ID}.xml").is_file()
    install("--remove")
    left = [path for path in data.rglob("*") if path.is_file() and ID in path.name]
    assert left == []


def test_a_program_that_is_not_there_is_said(tmp_path):
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    found = subprocess.run(
        [FOLDER / "install.sh", str(tmp_path / "none")], env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 2
    assert "name it" in found.stderr
    assert not list(Path(tmp_path).iterdir())
