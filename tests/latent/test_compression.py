"""A compressed face is the face again, in fewer bytes the coarser; what is damaged or of other weights is said."""

import pytest
import torch

from facelab.errors import DataError
from facelab.latent.compression import DETAIL_STEPS, compress, decompress, from_bytes, load_compressed, to_bytes

THESE, OTHERS = "ab" * 32, "cd" * 32


@pytest.fixture(scope="module")
def vae(tiny_vae):
    return tiny_vae


@pytest.fixture(scope="module")
def crop():
    coarse = torch.rand(3, 9, 9, generator=torch.Generator().manual_seed(4))
    return torch.nn.functional.interpolate(coarse[None], size=(128, 128), mode="bilinear")[0]


def error(vae, crop, quality, residual=None):
    drawn = decompress(vae, compress(vae, crop, quality, residual))
    assert drawn.shape == crop.shape and drawn.min() >= 0 and drawn.max() <= 1
    return (drawn - crop).square().mean().item()


def test_a_file_is_the_face_again(vae, crop):
    face = compress(vae, crop)
    again = from_bytes(to_bytes(face, THESE), THESE)
    assert (again.quality, again.latent, again.residual) == (face.quality, face.latent, face.residual)
    assert torch.equal(decompress(vae, again), decompress(vae, face))


def test_the_finest_quality_is_nearly_what_the_model_draws_unquantised(vae, crop):
    with torch.inference_mode():
        finest = compress(vae, crop, len(DETAIL_STEPS) - 1)
        whole = vae.decode(vae.encode(crop[None]).mode())[0]
    assert (decompress(vae, finest) - whole).abs().mean() < 0.05


def test_a_residual_brings_the_rest(vae, crop):
    assert error(vae, crop, 3, residual=80) < 0.2 * error(vae, crop, 3)


def test_finer_residuals_are_longer(vae, crop):
    sizes = [len(to_bytes(compress(vae, crop, 3, residual), THESE)) for residual in (None, 0, 60, 95)]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]


@pytest.mark.parametrize("position", [13, -1])
def test_a_changed_byte_is_found(vae, crop, position):
    data = bytearray(to_bytes(compress(vae, crop, 3, 10), THESE))
    data[position] ^= 1
    with pytest.raises(DataError, match="damaged"):
        from_bytes(bytes(data), THESE)


def test_other_weights_cannot_draw_it(vae, crop):
    with pytest.raises(DataError, match="other weights"):
        from_bytes(to_bytes(compress(vae, crop), THESE), OTHERS)


@pytest.mark.parametrize("data", [b"", b"FLC1", b"\x89PNG" + bytes(99)])
def test_another_file_is_no_compressed_face(tmp_path, data):
    (tmp_path / "a.flc").write_bytes(data)
    with pytest.raises(DataError, match=r"a\.flc: It is no compressed face"):
        load_compressed(tmp_path / "a.flc", THESE)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        load_compressed(tmp_path / "a.flc", THESE)
