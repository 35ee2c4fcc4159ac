"""Codecs over rates: better and longer from quality to quality, and of every codec the same measures."""

import pytest
import torch

from facelab.evaluate import compression
from facelab.evaluate.compression import CODECS, NAMES


@pytest.fixture(scope="module")
def found(tiny_vae):
    coarse = torch.rand(2, 3, 17, 17, generator=torch.Generator().manual_seed(1))
    faces = torch.nn.functional.interpolate(coarse, size=(128, 128), mode="bilinear")
    return compression.measure(tiny_vae, faces)


def test_each_codec_is_measured_at_each_quality(found):
    asked = {(name, number + 1.0) for name, codec in CODECS.items() for number in range(len(codec.qualities))}
    for figure in NAMES:
        assert {(f.method, f.amount) for f in found if f.name == figure} == asked


@pytest.mark.parametrize("codec", ["JPEG", "WebP", "AVIF", "latent and residual"])
def test_longer_is_better(found, codec):
    sizes, values = ([f.value for f in found if (f.method, f.name) == (codec, name)] for name in NAMES[:2])
    assert sizes == sorted(sizes) and values == sorted(values) and sizes[0] < sizes[-1]
