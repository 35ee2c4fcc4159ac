"""Photos in and out, and the faces in them."""

import pytest

from facelab.photo.read import read
from facelab.photo.write import write

SUFFIXES = ".jpg", ".png", ".webp", ".avif", ".tif"


@pytest.mark.parametrize("size", ["1mp", "12mp"])
def test_read(benchmark, photos, size):
    benchmark.pedantic(read, (photos[size],), rounds=5, warmup_rounds=1)


@pytest.mark.parametrize("size", ["1mp", "12mp"])
@pytest.mark.parametrize("largest_only", [True, False], ids=["largest", "all"])
def test_detect(benchmark, lab, photos, size, largest_only):
    samples = read(photos[size]).samples
    benchmark.pedantic(lab.detector.detect, (samples,), {"largest_only": largest_only}, rounds=5, warmup_rounds=1)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_save_of_12_megapixels(benchmark, photos, tmp_path, suffix):
    picture = read(photos["12mp"])
    picture = picture.with_samples(picture.samples ^ 1)  # else the file would be copied
    benchmark.pedantic(write, (picture, tmp_path / f"out{suffix}"), {"overwrite": True}, rounds=2)
