from dataclasses import replace

import pytest
import torch

from facelab.model.fade import AROUND, drawing_map
from facelab.model.structure import StructureConfig
from facelab.model.upsampler import UpsamplerConfig
from facelab.model.vae import ConvVAE, VAEConfig, shrink

TINY = VAEConfig(StructureConfig(latents=8, widths=(4, 4, 4, 4)), details=6, upsampler=UpsamplerConfig((4, 4, 4)))


def vae(config: VAEConfig = TINY) -> ConvVAE:
    torch.manual_seed(0)
    network = ConvVAE(config)
    if network.detail_code is not None:
        basis = torch.linalg.qr(torch.randn(3 * 64 * 64, config.details))[0]
        network.detail_code.components.copy_(basis.T)
    return network.eval().requires_grad_(False)


def crops(n: int = 2) -> torch.Tensor:
    return torch.rand(n, 3, 128, 128, generator=torch.Generator().manual_seed(1))


def test_the_default_shape_has_256_latents_of_structure_and_512_of_detail() -> None:
    assert VAEConfig().latents == 256 + 512


def test_encode_and_decode_have_the_promised_shapes() -> None:
    network = vae()
    q = network.encode(crops())
    assert q.mean.shape == q.logvar.shape == (2, 14)
    picture = network.decode(q.sample(torch.Generator().manual_seed(0)))
    assert picture.shape == (2, 3, 128, 128)
    assert picture.min() >= 0
    assert picture.max() <= 1


@pytest.mark.parametrize(
    "config", [replace(TINY, details=0, upsampler=None), replace(TINY, details=0), replace(TINY, upsampler=None)]
)
def test_a_plain_vae_is_the_same_class_with_another_config(config: VAEConfig) -> None:
    network = vae(config)
    z = network.encode(crops()).mode()
    assert z.shape == (2, config.latents)
    assert network.decode(z).shape == (2, 3, 128, 128)


def test_one_row_does_not_change_another() -> None:
    network, x = vae(), crops(3)
    alone = network.decode(network.encode(x[1:2]).mode())
    together = network.decode(network.encode(x).mode())[1:2]
    torch.testing.assert_close(alone, together, atol=1e-5, rtol=1e-4)


def test_where_all_is_faded_the_detail_does_not_matter() -> None:
    network = vae()
    z = network.encode(crops()).mode()
    other = z.clone()
    other[:, 8:] += 3
    assert torch.equal(network.decode(z, fade=1), network.decode(other, fade=1))
    assert not torch.equal(network.decode(z), network.decode(other))


def test_the_fade_map_acts_where_it_is() -> None:
    network = vae(replace(TINY, upsampler=None))
    z = network.encode(crops()).mode()
    fade = torch.zeros(2, 1, 64, 64)
    fade[..., :32] = 1
    half, none, all_ = network.decode(z, fade), network.decode(z), network.decode(z, 1)
    assert torch.equal(half[..., :56], all_[..., :56])  # bicubic reaches two pixels over the border
    assert torch.equal(half[..., 72:], none[..., 72:])


def test_structure_and_detail_together_are_the_small_picture() -> None:
    # With as many components as the residual has dimensions nothing is left over: d is exact where D(s) is not clipped.
    network = vae(replace(TINY, details=40))
    small = shrink(crops(1), 64)
    s, d = network.split(network.encode(crops(1)).mode())
    residual = small - network.structure(s)
    code = network.detail_code
    assert code is not None
    projected = ((residual.flatten(1) * code.root_weight) @ code.components.T @ code.components) / code.root_weight
    torch.testing.assert_close(network.detail(d).flatten(1), projected, atol=1e-4, rtol=1e-3)


def test_draws_from_the_fitted_prior_have_the_mean_and_covariance_of_the_posteriors() -> None:
    network = vae()
    generator = torch.Generator().manual_seed(3)
    means = torch.randn(5000, 8, generator=generator) @ torch.randn(8, 8, generator=generator) + 2
    network.fit_prior(means)
    z = network.sample(60_000, torch.Generator().manual_seed(4))
    s, d = network.split(z)
    assert torch.equal(d, torch.zeros_like(d))
    torch.testing.assert_close(s.mean(0), means.mean(0), atol=0.06, rtol=0.02)
    torch.testing.assert_close(torch.cov(s.T), torch.cov(means.T), atol=0.3, rtol=0.05)


def test_no_spread_draws_the_mean_face() -> None:
    network = vae()
    network.fit_prior(torch.randn(100, 8, generator=torch.Generator().manual_seed(5)) + 1)
    s, _ = network.split(network.sample(2, spread=0))
    torch.testing.assert_close(s, network.prior_mean.expand(2, 8))


def test_shrink_takes_means_of_blocks() -> None:
    x = torch.arange(16.0).view(1, 1, 4, 4)
    assert shrink(x, 2).flatten().tolist() == [2.5, 4.5, 10.5, 12.5]


def test_a_face_without_detail_is_drawn_less_around_it() -> None:
    shown = drawing_map(64)[0, 0]
    assert shown[32, 32] == 1
    assert shown[0, 0] == AROUND
