import io

import numpy as np
import pytest

from facelab.photo import avif_grid, encode
from facelab.photo.avif_grid import AvifGrid
from facelab.photo.boxes import main_item
from facelab.photo.exif import without_orientation
from facelab.photo.metadata import Metadata
from facelab.photo.picture import Picture
from facelab.photo.read import read_bytes

SMALL_CELLS = pytest.mark.usefixtures("small_cells")


@pytest.fixture
def small_cells(monkeypatch):
    monkeypatch.setattr(avif_grid, "CELL", 100)
    monkeypatch.setattr(encode, "WHOLE", 0)


def coded(picture):
    file = io.BytesIO()
    encode.avif(picture, 95, file)
    return file.getvalue()


def seen(made, height, width):
    alpha = np.full((height, width), 255, np.uint8)
    alpha[:, : width // 8], alpha[-height // 5 :] = 0, 128
    return Picture(made.quarters(height=height, width=width), alpha=alpha)


@pytest.mark.parametrize(("width", "height"), [(4096, 4097), (4097, 1), (11490, 8570), (32768, 769)])
def test_equal_cells_cover_a_picture_and_reach_hardly_beyond_it(width, height):
    grid = AvifGrid(width, height)
    boxes, (across, down) = list(grid.boxes()), grid.cell
    assert {(x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes} == {grid.cell} and max(grid.cell) <= avif_grid.CELL
    assert len(boxes) == grid.columns * grid.rows
    assert 0 <= across * grid.columns - width < grid.columns and 0 <= down * grid.rows - height < grid.rows


@SMALL_CELLS
@pytest.mark.parametrize(("width", "height"), [(333, 251), (70, 251), (333, 64)])
def test_a_grid_is_read_as_the_picture_that_it_was_made_of(made, width, height):
    picture = seen(made, height, width)
    file = coded(picture)
    item = main_item(file)
    assert item is not None and item.kind == b"grid" and item.size == (width, height)
    back = read_bytes(file)
    assert np.abs(back.samples.astype(int) - picture.samples).max() < 10
    assert back.alpha is not None and np.abs(back.alpha.astype(int) - picture.alpha).max() < 3


@SMALL_CELLS
def test_an_opaque_picture_has_no_alpha_in_its_grid(made):
    assert read_bytes(coded(Picture(made.quarters(height=150, width=150)))).alpha is None


@SMALL_CELLS
def test_profile_and_metadata_come_along(made, profiles):
    said = Metadata(exif=made.exif_block(), xmp=made.xmp_block())
    picture = Picture(made.quarters(height=150, width=230), profile=profiles["Display P3"], metadata=said)
    back = read_bytes(coded(picture))
    assert back.profile == picture.profile
    assert back.metadata.exif == without_orientation(said.exif) and back.metadata.xmp == said.xmp


def test_small_pictures_are_no_grids(made):
    item = main_item(coded(seen(made, 48, 64)))
    assert item is not None and item.kind == b"av01"
