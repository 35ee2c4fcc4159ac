import torch
from torch.nn import functional as F

from facelab.model.upsampler import Upsampler, UpsamplerConfig, enlarge


def picture(count: int = 1, side: int = 8) -> torch.Tensor:
    return torch.randn(count, 6, side, side, generator=torch.Generator().manual_seed(4))


def test_enlarging_is_bicubic_interpolation():
    x = picture(2, 16)
    torch.testing.assert_close(enlarge(x), F.interpolate(x, scale_factor=2, mode="bicubic"), atol=1e-5, rtol=1e-5)


def test_what_was_first_enlarged_without_gradients_may_be_trained_through_later():
    with torch.inference_mode():
        enlarge(picture(side=24))
    x = picture(side=24).requires_grad_()
    enlarge(x).sum().backward()
    assert x.grad.abs().sum() > 0


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
