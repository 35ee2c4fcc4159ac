"""The networks, whole and in parts."""

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from facelab.model.fade import fade_map
from facelab.model.precision import fast_bfloat16

MATRIX = 2048
COUNTS = pytest.mark.parametrize("count", [1, 64])


@COUNTS
def test_encode(benchmark, lab, crops, count):
    benchmark(lab.encode, crops[:count])


@COUNTS
def test_decode(benchmark, lab, z, count):
    benchmark(lab.decode, z[:count])


@COUNTS
def test_decode_structure(benchmark, lab, z, count):
    benchmark(lab.vae.structure, lab.vae.split(z[:count])[0])


@COUNTS
def test_decode_fade_map(benchmark, lab, z, count):
    pictures = lab.vae.structure(lab.vae.split(z)[0])
    benchmark(fade_map, pictures[:count], pictures.flip(0)[:count])


@COUNTS
def test_decode_detail(benchmark, lab, z, count):
    benchmark(lab.vae.detail, lab.vae.split(z[:count])[1])


@COUNTS
def test_decode_upsampler(benchmark, lab, z, count):
    benchmark(lab.vae.draw, *upsampler_inputs(lab, z[:count]))


def upsampler_inputs(lab, z):
    s, d = lab.vae.split(z)
    structure = lab.vae.structure(s)
    return structure, lab.vae.detail(d), torch.zeros_like(structure[:, :1]), s


def multiply_accumulates(work) -> int:
    """What ``work`` multiplies; of one crop alone the convolutions are not counted, so take two."""
    with FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops() // 2


@pytest.mark.parametrize("count, limit", [(1, 2.5), (64, 1.5)])
def test_decode_takes_little_more_than_its_arithmetic(lab, z, ratio, count, limit):
    """Against the same number of multiply-accumulates in a large matrix product, both as saving computes them.

    What stands between for one crop: layers of 4 x 4 to 16 x 16 pixels are too small to fill two cores, and the matrix
    of d is read once for a single row. Of 64 crops at once nothing of that is left.
    """
    matrix = torch.randn(MATRIX, MATRIX)
    share = count / 2 * multiply_accumulates(lambda: lab.vae.decode(z[:2])) / MATRIX**3
    ratio(
        f"decode of {count}, against its multiply-accumulates as a matrix product",
        lambda: lab.vae.decode(z[:count]),
        lambda: matrix @ matrix,
        limit=limit,
        rounds=15,
        per=share,
    )


@pytest.mark.skipif(not fast_bfloat16(), reason="this processor has no fast bfloat16")
def test_the_live_picture_is_faster_than_the_saved_one(lab, z, ratio):
    structure, detail, fade, s = upsampler_inputs(lab, z[:1])
    everywhere, edit = torch.ones_like(fade), lab.compiled.edit

    def live():
        with torch.inference_mode():
            edit(s, lab.compiled.structure(s), structure, detail, everywhere, fade)

    ratio(
        "structure, fade and upsampler of a drag in bfloat16 (asked 8 ms), against the saved decode",
        live,
        lambda: lab.vae.decode(z[:1]),
        1.0,
        rounds=31,
    )
