"""What the canvas paints, pixel for pixel, on screens of one and of two pixels a point."""

import os
import subprocess
import sys

import numpy as np
import pytest

DRIVER = """
import sys

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from facelab.gui.canvas.canvas import Canvas
from facelab.gui.canvas.photo_view import Compare
from facelab.gui.qt.images import image_of, samples_of
from facelab.pipeline.live import Frame
from facelab.photo.picture import Picture
from facelab.render.preview import on_screen

app = QApplication(sys.argv[:1])
app.setStyle("Fusion")
numbers = np.random.default_rng(0)
photo, edited = (numbers.integers(0, 256, (90, 120, 3)).astype(np.uint8) for _ in range(2))
canvas = Canvas()
canvas.resize(300, 240)
canvas.show()
canvas.show_photo(image_of(photo))
canvas.show_edited(image_of(edited))
canvas.zoom_to(float(sys.argv[2]))
shots = {"photo": photo, "edited": edited}
for way in Compare:
    canvas.set_compare(way)
    canvas.zoom_to(float(sys.argv[2]))
    shots[way.name] = samples_of(canvas.grab().toImage())
canvas.set_compare(Compare.BEFORE)
canvas.set_compare(Compare.AFTER)
canvas.zoom_to(float(sys.argv[2]))
canvas.show_screens(image_of(photo), image_of(photo), finished=False)
canvas.show_frame(Frame((20, 10, 50, 40), edited[10:40, 20:50]), 1.0)
shots["patched"] = samples_of(canvas.grab().toImage())
canvas.resize(301, 241)
canvas.zoom_to(float(sys.argv[2]))
shots["odd"] = samples_of(canvas.grab().toImage())
large, changed = (numbers.integers(0, 256, (703, 997, 3)).astype(np.uint8) for _ in range(2))
canvas.show_photo(image_of(large))
shots["screen"], other = on_screen(Picture(large), canvas.scale), on_screen(Picture(changed), canvas.scale)
canvas.show_screens(image_of(shots["screen"]), image_of(shots["screen"]), finished=False)
shots["small"] = samples_of(canvas.grab().toImage())
canvas.show_frame(Frame((7, 5, 60, 50), other[5:50, 7:60]), canvas.scale)
shots["framed"] = samples_of(canvas.grab().toImage())
shots["screen framed"] = shots["screen"].copy()
shots["screen framed"][5:50, 7:60] = other[5:50, 7:60]
np.savez(sys.argv[1], ratio=canvas.devicePixelRatioF(), **shots)
"""


def shots(tmp_path, ratio: int, zoom: float) -> dict[str, np.ndarray]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
    path = tmp_path / "shots.npz"
    command = [sys.executable, "-c", DRIVER, str(path), str(zoom)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    with np.load(path) as found:
        assert found["ratio"] == ratio
        return {name: found[name].astype(int) for name in found.files}


def middle(shot: np.ndarray, height: int, width: int) -> np.ndarray:
    """The part of a shot in which a photo of this size lies centred."""
    top, left = (shot.shape[0] - height) // 2, (shot.shape[1] - width) // 2
    return shot[top : top + height, left : left + width]


@pytest.mark.parametrize("ratio", [1, 2])
def test_at_100_percent_a_pixel_of_the_photo_is_one_of_the_screen(tmp_path, ratio):
    found = shots(tmp_path, ratio, 1.0)
    assert found["AFTER"].shape == (240 * ratio, 300 * ratio, 3)
    assert np.array_equal(middle(found["AFTER"], 90, 120), found["edited"])
    assert np.array_equal(middle(found["BEFORE"], 90, 120), found["photo"])


@pytest.mark.parametrize("ratio", [1, 2])
def test_it_is_so_where_the_middle_lies_between_two_pixels(tmp_path, ratio):
    found = shots(tmp_path, ratio, 1.0)
    expected = found["photo"].copy()
    expected[10:40, 20:50] = found["edited"][10:40, 20:50]
    assert np.array_equal(middle(found["odd"], 90, 120), expected)


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_photo_made_smaller_is_shown_pixel_for_pixel_and_a_frame_in_it(tmp_path, ratio):
    found = shots(tmp_path, ratio, 1.0)
    for shot, screen in (("small", "screen"), ("framed", "screen framed")):
        height, width = found[screen].shape[:2]
        assert np.array_equal(middle(found[shot], height, width), found[screen]), shot


@pytest.mark.parametrize("ratio", [1, 2])
def test_at_400_percent_pixels_are_squares_with_sharp_edges(tmp_path, ratio):
    found = shots(tmp_path, ratio, 4.0)
    large = found["edited"].repeat(4, 0).repeat(4, 1)
    shot = found["AFTER"]
    height, width = min(large.shape[0], shot.shape[0]), min(large.shape[1], shot.shape[1])
    assert np.array_equal(middle(shot, height, width), middle(large, height, width))


@pytest.mark.parametrize("ratio", [1, 2])
def test_the_line_has_before_on_its_left_and_after_on_its_right(tmp_path, ratio):
    found = shots(tmp_path, ratio, 1.0)
    split = middle(found["SPLIT"], 90, 120)
    assert np.array_equal(split[:, :57], found["photo"][:, :57])
    assert np.array_equal(split[:, 63:], found["edited"][:, 63:])


@pytest.mark.parametrize("ratio", [1, 2])
def test_side_by_side_both_are_whole(tmp_path, ratio):
    found = shots(tmp_path, ratio, 1.0)
    before, after = np.split(found["BOTH"], 2, axis=1)
    assert np.array_equal(middle(before, 90, 120), found["photo"])
    assert np.array_equal(middle(after, 90, 120), found["edited"])


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_frame_lies_exactly_on_the_photo(tmp_path, ratio):
    found = shots(tmp_path, ratio, 1.0)
    expected = found["photo"].copy()
    expected[10:40, 20:50] = found["edited"][10:40, 20:50]
    assert np.array_equal(middle(found["patched"], 90, 120), expected)
