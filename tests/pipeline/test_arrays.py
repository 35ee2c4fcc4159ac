"""Arrays from Python users: what is refused, in which words."""

import re

import numpy as np
import pytest

from facelab.errors import ArrayError

CROPS = np.full((2, 128, 128, 3), 0.5, np.float32)
Z = np.zeros((2, 12), np.float32)
NOT_CROPS = {
    "one crop": (CROPS[0], "crops[None]"),
    "8 bits": ((CROPS * 255).astype(np.uint8), "divide 8 bits by 255"),
    "another size": (CROPS[:, :64, :64], "(2, 64, 64, 3)"),
    "colours first": (CROPS.transpose(0, 3, 1, 2), "(2, 3, 128, 128)"),
    "none": (CROPS[:0], "(0, 128, 128, 3)"),
    "0 to 255": (CROPS * 255, "0..1"),
    "NaN": (CROPS * np.nan, "0..1"),
    "rows of different lengths": ([[0.1], [0.1, 0.2]], "no array"),
}
NOT_LATENTS = {
    "one latent": (Z[0], "z[None]"),
    "another width": (Z[:, :8], "(2, 8)"),
    "none": (Z[:0], "(0, 12)"),
    "whole numbers": (Z.astype(int), "floats"),
    "NaN": (Z * np.nan, "finite"),
    "too large": (Z + 1e6, "finite"),
}
NOT_DRAWS = {
    "no face": ({"n": 0}, "whole number"),
    "half a face": ({"n": 1.5}, "whole number"),
    "a seed below 0": ({"n": 1, "seed": -1}, "seed"),
    "a spread that is none": ({"n": 1, "spread": float("nan")}, "spread"),
    "a spread below 0": ({"n": 1, "spread": -1}, "spread"),
}


@pytest.mark.parametrize("method", ["encode", "reconstruct", "seen"])
@pytest.mark.parametrize(("crops", "said"), NOT_CROPS.values(), ids=NOT_CROPS)
def test_what_are_no_crops_is_refused_in_words(lab, method, crops, said):
    with pytest.raises(ArrayError, match=re.escape(said)):
        getattr(lab, method)(crops)


@pytest.mark.parametrize("method", ["decode", "decode_drawn", "probes"])
@pytest.mark.parametrize(("z", "said"), NOT_LATENTS.values(), ids=NOT_LATENTS)
def test_what_are_no_latents_is_refused_in_words(lab, method, z, said):
    with pytest.raises(ArrayError, match=re.escape(said)):
        getattr(lab, method)(z)


@pytest.mark.parametrize("method", ["sample", "sample_latents"])
@pytest.mark.parametrize(("asked", "said"), NOT_DRAWS.values(), ids=NOT_DRAWS)
def test_what_cannot_be_drawn_is_refused_in_words(lab, method, asked, said):
    with pytest.raises(ArrayError, match=said):
        getattr(lab, method)(**asked)
