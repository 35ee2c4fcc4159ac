"""What draws the frames of a drag computes what the model does."""

import threading
from dataclasses import replace

import pytest
import torch

from facelab.model.compiled import compile_vae
from facelab.model.precision import fast_bfloat16
from facelab.model.structure import StructureConfig
from facelab.model.upsampler import UpsamplerConfig
from facelab.model.vae import ConvVAE, VAEConfig

TINY = VAEConfig(StructureConfig(latents=8, widths=(16, 8, 8, 8)), details=4, upsampler=UpsamplerConfig((8, 8, 8)))


def network(config=TINY):
    torch.manual_seed(5)
    return ConvVAE(config).eval().requires_grad_(False)


def given(vae, what, seed=0):
    """What a method is given."""
    random = torch.Generator().manual_seed(seed)
    s = torch.randn(1, vae.config.structure.latents, generator=random)
    unedited = vae.structure(torch.randn(s.shape, generator=random))
    detail = 0.1 * torch.randn(unedited.shape, generator=random)
    region, anew = torch.rand(2, 1, 1, 64, 64, generator=random)
    return {
        "structure": (s,),
        "edit": (s, vae.structure(s), unedited, detail, region, 0.3 * anew),
        "draw": (unedited, detail, anew, s),
    }[what]


@pytest.mark.parametrize("what", ["structure", "edit", "draw"])
@pytest.mark.parametrize("has_graph", [True, False])
@pytest.mark.parametrize("config", [TINY, replace(TINY, upsampler=None)])
def test_it_computes_what_the_model_does(monkeypatch, what, has_graph, config):
    if not has_graph:
        monkeypatch.setattr(torch.jit, "onednn_fusion_enabled", lambda: False)
    vae = network(config)
    compute, model = getattr(compile_vae(vae), what), getattr(vae, what)
    tolerance = 0.03 if fast_bfloat16() else 1e-4
    for seed in range(3):
        for found, expected in zip(compute(*given(vae, what, seed)), model(*given(vae, what, seed)), strict=True):
            assert found.shape == expected.shape
            assert found.dtype == torch.float32
            torch.testing.assert_close(found, expected, atol=tolerance, rtol=0)


def test_it_computes_the_same_every_time_and_in_every_thread():
    vae = network()
    edit, found = compile_vae(vae).edit, []
    thread = threading.Thread(target=lambda: found.append(edit(*given(vae, "edit"))))
    thread.start()
    thread.join()
    for picture, again in zip(found[0], edit(*given(vae, "edit")), strict=True):
        assert torch.equal(picture, again)


def test_setting_it_up_leaves_the_threads_of_others_alone():
    before = torch.get_num_threads()
    compile_vae(network())
    assert torch.get_num_threads() == before
