"""Live editing: what a drag finds ready, on a model that draws no faces."""

import pytest

from facelab.attributes import ATTRIBUTES
from facelab.latent import Edit
from facelab.pipeline.live import LiveFace, prepare


@pytest.mark.parametrize("amount", [1.0, -1.0])
def test_after_preparing_no_slider_has_to_find_anything_out_about_a_face(photo, amount):
    """The first frame of a fringe and of glasses took 1.5 s."""
    prepare(photo, 0)
    crop, stage = photo.crop(0), LiveFace(photo, 0, 0.5)
    known = set(vars(crop))
    for name in ATTRIBUTES:
        stage.frame(Edit({name: amount}), keep=1.0)
        assert set(vars(crop)) == known, name


def test_no_face_needs_no_preparing(photo):
    prepare(photo, 7)
    prepare(photo, -1)
