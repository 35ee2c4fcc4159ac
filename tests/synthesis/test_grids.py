"""Grids, figures and draws, on a model that draws no faces."""

import csv
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from facelab.attributes import ATTRIBUTES
from facelab.errors import Cancelled
from facelab.latent import Edit, solve
from facelab.latent.interpolation import along
from facelab.photo.colour import encode_srgb
from facelab.photo.xmp import Mark
from facelab.render.sheet import Style
from facelab.synthesis import grids
from facelab.synthesis.blends import Blend
from facelab.synthesis.cells import Cell

SMALL = Style(cell=64)


def pictures(grid):
    return np.concatenate([made for _, made, _ in grid.chunks()])


def test_at_rest_a_cell_is_the_reconstruction_or_the_drawn_face(lab, faces):
    made = pictures(grids.of_cells(lab, [Cell(face) for face in faces], 2))
    expected = lab.decode(faces[0].z[None])[0], lab.decode_drawn(faces[1].z[None])[0]
    assert np.abs(made / 255 - np.stack(expected)).max() <= 0.5 / 255 + 1e-5


def test_a_cell_is_what_an_edit_of_the_photo_draws(lab, photo, faces, monkeypatch):
    from facelab.pipeline.editing import EditParts, face_change

    everywhere = SimpleNamespace(in_crop=lambda *_: np.ones((128, 128), np.float32))
    monkeypatch.setattr("facelab.render.parsing.parse_head", lambda *_: everywhere)  # a cell has no parts of a head
    edit = Edit({"Young": 2.0, "Pale_Skin": -1.0})
    made = pictures(grids.of_cells(lab, [Cell(faces[0], edit)], 1))[0]
    crop = photo.original.crops[0]
    count = lab.vae.config.structure.latents
    change = face_change(crop, EditParts(solve(edit, lab.attributes, faces[0].z[:count])))
    shown = crop.head.face > 0.999  # a composite is drawn there alone
    assert shown.any()
    assert np.abs(made / 255 - encode_srgb(change.edited))[shown].max() <= 0.5 / 255 + 1e-4


def test_lipstick_changes_the_lips_of_a_cell(lab, faces):
    edits = Edit(), Edit({"Wearing_Lipstick": 3.0})
    plain, painted = pictures(grids.of_cells(lab, [Cell(faces[0], edit) for edit in edits], 2)).astype(int)
    change = np.abs(painted - plain).mean(-1)
    assert change[90:102, 56:72].mean() > 4 * change[:70].mean()


def test_many_cells_are_drawn_as_one_by_one(lab, faces):
    cells = [Cell(faces[n % 2], Edit({"Smiling": n / 40})) for n in range(100)]  # more than are drawn at once
    many = pictures(grids.of_cells(lab, cells, 10)).astype(int)
    for number in (0, 63, 64, 99):
        one = pictures(grids.of_cells(lab, [cells[number]], 1))[0]
        assert np.abs(many[number] - one).max() <= 1


def test_amounts_run_across_and_faces_down(lab, faces):
    grid = grids.by_amount(lab, faces, "Smiling", [-1, 0, 2])
    assert (grid.rows, grid.columns) == (2, 3)
    assert list(grid.heads) == ["Smiling \N{MINUS SIGN}1", "0", "Smiling +2"]
    assert list(grid.sides) == ["noise", "seed 7"]
    entries = [entry for some, _, _ in grid.chunks() for entry in some]
    assert [entry.alpha for entry in entries] == [-1, 0, 2] * 2
    assert entries[2].edit == "Smiling+2 partial"


def test_two_attributes_cross(lab, faces):
    grid = grids.by_two(lab, faces[0], ("Smiling", "Male"), [-1, 1])
    asked = [entry.edit for some, _, _ in grid.chunks() for entry in some]
    assert asked == [f"Smiling{a} Male{b} partial" for a in ("-1", "+1") for b in ("-1", "+1")]


def test_attributes_stand_beside_the_face_as_it_is(lab, faces):
    grid = grids.by_attribute(lab, faces, ["Smiling", "Young"], 2)
    made = pictures(grid).reshape(2, 3, 128, 128, 3)
    assert np.array_equal(made[0, 0], pictures(grids.of_cells(lab, [Cell(faces[0])], 1))[0])
    assert not np.array_equal(made[0, 0], made[0, 1])


def test_the_same_seed_draws_the_same_faces_in_any_arrangement(lab):
    assert np.array_equal(pictures(grids.drawn(lab, 2, 3, 5, 1.0)), pictures(grids.drawn(lab, 3, 2, 5, 1.0)))
    assert not np.array_equal(pictures(grids.drawn(lab, 2, 3, 5, 1.0)), pictures(grids.drawn(lab, 2, 3, 6, 1.0)))


def test_originals_make_a_composite_of_it(lab, faces):
    grid = grids.reconstructions(lab, faces)
    assert grid.mark is Mark.EDITED
    own = pictures(grid)[0] / 255
    assert np.abs(own - faces[0].crop.pixels).max() <= 0.5 / 255 + 1e-6
    assert grids.reconstructions(lab, faces[1:]).mark is Mark.GENERATED


def test_blends_make_rows(lab, faces):
    shares = along(2, [0, 0.5, 1])
    grid = grids.of_blends([Blend(lab, faces), Blend(lab, faces[::-1])], shares, ["there", "back"])
    made = pictures(grid).astype(int).reshape(2, 3, 128, 128, 3)
    assert np.abs(made[0] - made[1, ::-1]).max() <= 1
    assert list(grid.heads) == ["α = 0", "α = 0.5", "α = 1"]


def test_a_grid_is_written_marked_with_a_table_of_every_cell(lab, faces, tmp_path):
    grid = grids.by_amount(lab, faces, "Smiling", [0, 2])
    path, table = tmp_path / "grid.png", tmp_path / "grid.csv"
    done: list[int] = []
    grids.write_grid(lab, grid, SMALL, path, table=table, seen=["Smiling"] * 2, progress=done.append)
    assert done[-1] == 4
    assert b"trainedAlgorithmicMedia" in path.read_bytes()
    with table.open() as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["row"], row["column"], row["face"]) for row in rows] == [
        ("0", "0", "noise"), ("0", "1", "noise"), ("1", "0", "seed 7"), ("1", "1", "seed 7"),
    ]  # fmt: skip
    z = np.array([[float(row[f"z{n}"]) for n in range(len(faces[0].z))] for row in rows])
    assert np.allclose(z[[0, 2]], [face.z for face in faces], atol=1e-3)
    odds = lab.seen(pictures(grid).astype(np.float32) / 255)
    read = [[float(row[f"seen {name}"]) for name in ATTRIBUTES] for row in rows]
    assert np.allclose(read, odds, atol=1e-3)


def test_a_grid_that_is_stopped_leaves_nothing(lab, faces, tmp_path):
    def stop(_done: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        grids.write_grid(
            lab, grids.by_amount(lab, faces, "Smiling", [0, 2]), SMALL, tmp_path / "a.png", table=tmp_path / "a.csv",
            progress=stop,
        )  # fmt: skip
    assert list(tmp_path.glob("*a*")) == []


def test_without_captions_there_are_pictures_alone(lab, faces, tmp_path):
    grid = grids.by_amount(lab, faces, "Smiling", [0, 2])
    sizes = {}
    for captions in (False, True):
        grids.write_grid(lab, grid, SMALL, tmp_path / f"{captions}.png", captions=captions)
        with Image.open(tmp_path / f"{captions}.png") as made:
            sizes[captions] = made.size
    assert sizes[False] == (2 * 64 + 4 + 24, 2 * 64 + 4 + 24)
    assert sizes[True][0] > sizes[False][0]
