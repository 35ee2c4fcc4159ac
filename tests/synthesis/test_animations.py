"""Animations tell how far they are to the end, whenever their format is coded."""

import numpy as np
import pytest

from facelab.errors import Cancelled
from facelab.photo.xmp import Mark
from facelab.render.animation import FORMATS, Motion
from facelab.synthesis.animations import write_motion

MOTION = Motion(6, back=False)


def frames(drawn):
    for number in range(6):
        yield np.full((32, 48, 3), 40 * number, np.uint8)
        drawn.append(number)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_told_grows_and_ends_where_all_is_drawn_and_nearly_coded(tmp_path, suffix):
    told = []
    write_motion(frames([]), tmp_path / f"a{suffix}", MOTION, Mark.EDITED, progress=told.append)
    assert told == sorted(told)
    assert told[-1] >= 5
    assert set(map(type, told)) == {int}


def test_a_webp_that_is_all_drawn_is_half_done_and_can_still_be_stopped(tmp_path):
    drawn, path = [], tmp_path / "a.webp"

    def progress(done):
        assert done <= (3 if len(drawn) < 6 else 5)
        if done == 4:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        write_motion(frames(drawn), path, MOTION, Mark.EDITED, progress=progress)
    assert len(drawn) == 6
    assert list(tmp_path.iterdir()) == []
