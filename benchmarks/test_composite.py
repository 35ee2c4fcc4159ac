"""An edit put back into its photo."""

import pytest

from facelab.pipeline.editing import face_change
from facelab.render.composite import composite


@pytest.mark.parametrize("size", ["1mp", "12mp"])
@pytest.mark.parametrize("attribute", ["Smiling", "Male"])
def test_composite(benchmark, lab, photos, size, attribute):
    photo = lab.open(photos[size]).edit({attribute: 2})
    change = face_change(photo.crop(0), photo.moves[0])
    benchmark.pedantic(composite, (photo.original.picture, [change]), rounds=5, warmup_rounds=1)
