"""The glasses remover's answers have the picture's form."""

import pytest
import torch

from facelab.model.checkpoint import load_network, save_network
from facelab.model.glasses_remover import FRAME, GlassesRemover, GlassesRemoverConfig
from facelab.render.sample_grid import SAMPLES


@pytest.fixture
def tiny() -> GlassesRemover:
    torch.manual_seed(1)
    return GlassesRemover(GlassesRemoverConfig(widths=(4, 6, 8))).eval()


def test_colours_and_a_share_for_every_pixel(tiny):
    behind, share = tiny(torch.rand(2, 3, 16, 24))
    assert behind.shape == (2, 3, 16, 24)
    assert share.shape == (2, 1, 16, 24)
    assert (share >= 0).all() and (share <= 1).all()


def test_before_it_has_learned_it_takes_hardly_anything_away(tiny):
    x = torch.rand(1, 3, 16, 16)
    behind, share = tiny(x)
    assert share.mean() < 0.3
    assert (share * (behind - x)).abs().mean() < 0.1


def test_its_frame_fits_the_shipped_network():
    multiple = GlassesRemover(GlassesRemoverConfig()).multiple
    x0, y0, x1, y1 = FRAME
    assert SAMPLES * (x1 - x0) % multiple == SAMPLES * (y1 - y0) % multiple == 0


def test_it_is_written_and_read(tiny, tmp_path):
    save_network(tmp_path / "it.safetensors", tiny, {})
    x = torch.rand(1, 3, 16, 16)
    for one, other in zip(load_network(tmp_path / "it.safetensors", GlassesRemover)(x), tiny(x), strict=True):
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-4)
