import struct

import av
import numpy as np
import pytest
from PIL import Image

from facelab.errors import DataError, OutputError
from facelab.photo.xmp import Mark, packet
from facelab.render.animation import XMP_BOX, Motion, write_animation

MARKED = packet(None, Mark.EDITED)


def frames(count=5, size=(48, 64)):
    """Grey that grows lighter, with a white square that moves."""
    for number in range(count):
        frame = np.full((*size, 3), 40 + 20 * number, np.uint8)
        frame[8:24, 8 + 4 * number : 24 + 4 * number] = 255
        yield frame


def test_a_motion_begins_ends_and_returns_without_showing_an_end_twice():
    assert Motion(4, ease="linear", back=False).alphas == pytest.approx([0, 1 / 3, 2 / 3, 1], abs=1e-5)
    assert Motion(4, ease="linear").alphas == pytest.approx([0, 1 / 3, 2 / 3, 1, 2 / 3, 1 / 3], abs=1e-5)


def test_smooth_is_slow_at_both_ends():
    steps = np.diff(Motion(21, back=False).alphas)
    assert steps.argmax() in (9, 10)
    assert steps[0] < 0.3 * steps.max()
    assert steps[0] == pytest.approx(steps[-1], abs=1e-5)


@pytest.mark.parametrize("given", [{"frames": 1}, {"frames": 4000}, {"rate": 0.5}, {"rate": 61}])
def test_a_motion_beyond_its_limits_is_refused(given):
    with pytest.raises(DataError):
        Motion(**given)


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_gif_and_webp_hold_every_frame_for_its_time_and_for_ever(tmp_path, suffix):
    write_animation(frames(), tmp_path / f"a{suffix}", 10, MARKED)
    with Image.open(tmp_path / f"a{suffix}") as made:
        assert (made.n_frames, made.size, made.info["loop"]) == (5, (64, 48), 0)
        for number, frame in enumerate(frames()):
            made.seek(number)
            made.load()
            assert made.info["duration"] == 100
            assert np.abs(np.asarray(made.convert("RGB"), int) - frame).mean() < 3


def test_mp4_holds_every_frame_and_plays_at_its_rate(tmp_path):
    write_animation(frames(), tmp_path / "a.mp4", 12.5, MARKED)
    with av.open(str(tmp_path / "a.mp4")) as made:
        stream = made.streams.video[0]
        assert stream.average_rate == 12.5
        shown = [frame.to_ndarray(format="rgb24") for frame in made.decode(stream)]
    assert len(shown) == 5
    for made, frame in zip(shown, frames(), strict=True):
        assert np.abs(made.astype(int) - frame).mean() < 4


def test_mp4_of_odd_sides_loses_a_row_and_a_column(tmp_path):
    write_animation(frames(size=(49, 65)), tmp_path / "a.mp4", 10, None)
    with av.open(str(tmp_path / "a.mp4")) as made:
        assert (made.streams.video[0].width, made.streams.video[0].height) == (64, 48)


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".mp4"])
def test_the_mark_is_where_readers_look_for_it(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    write_animation(frames(2), path, 10, MARKED)
    contents = path.read_bytes()
    assert contents.count(MARKED) == 1
    at = contents.index(MARKED)
    if suffix == ".gif":
        assert contents[at - 14 : at] == b"\x21\xff\x0bXMP DataXMP"
        assert contents.endswith(b"\x01\x00\x00\x3b") or contents[-1:] == b"\x3b"
    elif suffix == ".mp4":
        assert contents[at - 24 : at] == struct.pack(">I4s", 24 + len(MARKED), b"uuid") + XMP_BOX
    else:
        assert contents[at - 8 : at - 4] == b"XMP "


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".mp4"])
def test_what_is_stopped_leaves_nothing(tmp_path, suffix):
    def stopped():
        yield from frames(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_animation(stopped(), tmp_path / f"a{suffix}", 10, MARKED)
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(OutputError, match=r"\.gif, \.webp, \.mp4"):
        write_animation(frames(), tmp_path / "a.avi", 10, None)
