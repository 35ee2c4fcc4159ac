from dataclasses import replace

import pytest
import torch

from facelab.model.fade import AROUND, drawing_map
from facelab.model.residual import ResidualConfig
from facelab.model.structure import StructureConfig
from facelab.model.upsampler import Upsampler, UpsamplerConfig
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


def test_the_detail_is_whitened() -> None:
    network = vae()
    code = network.detail_code
    assert code is not None
    code.scale.copy_(torch.arange(1, 7) / 10)
    d = torch.randn(5, 6, generator=torch.Generator().manual_seed(2))
    torch.testing.assert_close(code.encode(code(d)), d, atol=1e-4, rtol=1e-4)


def test_detail_posterior_is_that_of_probabilistic_principal_components() -> None:
    network = vae()
    code = network.detail_code
    assert code is not None
    code.scale.copy_(torch.full((6,), 0.3))
    code.noise.copy_(torch.tensor(0.1))
    torch.testing.assert_close(code.logvar().exp(), torch.full((6,), 0.01 / (0.09 + 0.01)))


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


def test_a_coarser_latent_adds_the_same_to_each_of_its_squares():
    torch.manual_seed(0)
    upsampler = Upsampler(UpsamplerConfig((4, 4, 4), coarser=2), latents=8, size=64)
    assert upsampler.latent.out_features == 4 * 4 * 4
    torch.nn.init.normal_(upsampler.latent.weight)
    seen = []
    upsampler.bottom.register_forward_pre_hook(lambda _module, given: seen.append(given[0]))
    flat = torch.full((1, 3, 64, 64), 0.5)
    for s in (torch.zeros(1, 8), torch.ones(1, 8)):
        upsampler(flat, 0 * flat, flat[:, :1], s)
    added = seen[1] - seen[0]
    assert added.shape == (1, 4, 8, 8)
    squares = added.unfold(2, 2, 2).unfold(3, 2, 2)
    assert torch.allclose(squares, squares[..., :1, :1].expand_as(squares), atol=1e-5)
    assert added.std() > 0.1


def test_what_the_reader_reads_is_added_to_the_mean() -> None:
    shape = replace(TINY.structure, reader=ResidualConfig(widths=(4, 6), blocks=(1,)))
    torch.manual_seed(5)
    network = ConvVAE(replace(TINY, structure=shape)).eval().requires_grad_(False)
    before = network.encode_structure(crops())
    network.encoder.read.weight.normal_()
    after = network.encode_structure(crops())
    added = network.encoder.read(network.encoder.reader.features(shrink(crops(), 64)))
    assert added.abs().max() > 0.01
    torch.testing.assert_close(after.mean, before.mean + added)
    torch.testing.assert_close(after.logvar, before.logvar)


@pytest.mark.parametrize("again", [False, True])
def test_in_training_the_reader_stays_as_it_is(again: bool) -> None:
    network = ConvVAE(replace(TINY, structure=replace(TINY.structure, reader=ResidualConfig((4, 6), (1,)))))
    if again:
        network.eval().train()
    before = {name: tensor.clone() for name, tensor in network.encoder.reader.state_dict().items()}
    network.encode_structure(crops())
    assert network.encoder.training
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.encoder.reader.state_dict().items())


def test_a_face_without_detail_is_drawn_less_around_it() -> None:
    network = vae()
    z = network.sample(1)
    assert torch.equal(network.decode_drawn(z), network.decode(z, drawing_map(64)))
    shown = drawing_map(64)[0, 0]
    assert shown[32, 32] == 1
    assert shown[0, 0] == AROUND
