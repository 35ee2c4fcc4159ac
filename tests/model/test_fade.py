import torch

from facelab.model.fade import blur, fade_map, structural_change


def pictures() -> torch.Tensor:
    return torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(0)) * 0.5


def test_nothing_changed_nothing_faded() -> None:
    x = pictures()
    assert torch.equal(fade_map(x, x), torch.zeros(2, 1, 64, 64))


def test_a_change_of_light_is_no_change_of_structure() -> None:
    x = pictures()
    assert fade_map(x + 0.2, x).max() < 1e-3


def test_a_drawn_line_fades_itself_and_nothing_far() -> None:
    x = pictures()
    edited = x.clone()
    edited[:, :, 40:43, 24:40] += 0.4
    fade = fade_map(edited, x)
    assert fade[:, :, 41, 30].min() > 0.95
    assert fade[:, :, :20].max() < 0.01


def test_the_region_bounds_the_fade() -> None:
    x = pictures()
    region = torch.zeros(1, 1, 64, 64)
    region[..., 32:] = 1
    fade = fade_map(1 - x, x, region)
    assert fade[..., :32].max() == 0
    assert torch.equal(fade[..., 32:], structural_change(1 - x, x)[..., 32:])


def test_blur_is_a_gaussian_convolution_with_mirrored_borders() -> None:
    x = pictures()
    at = torch.arange(-4.0, 5)
    kernel = torch.exp(-(at**2) / (2 * 1.5**2))
    kernel /= kernel.sum()
    padded = torch.nn.functional.pad(x, (4, 4, 4, 4), mode="reflect")
    expected = torch.nn.functional.conv2d(padded, torch.outer(kernel, kernel).expand(3, 1, 9, 9), groups=3)
    torch.testing.assert_close(blur(x, 1.5), expected)


def test_blur_keeps_a_constant_and_the_sum_of_a_point() -> None:
    flat = torch.full((1, 2, 32, 32), 0.7)
    torch.testing.assert_close(blur(flat, 2.0), flat)
    point = torch.zeros(1, 1, 33, 33)
    point[..., 16, 16] = 1
    torch.testing.assert_close(blur(point, 2.0).sum(), torch.tensor(1.0))


def test_what_was_blurred_without_gradients_is_blurred_with_them_too() -> None:
    picture = torch.rand(1, 1, 24, 24, requires_grad=True)  # a size that nothing else has asked for
    with torch.inference_mode():
        blur(picture.detach(), 1.25)
    blur(picture, 1.25).square().sum().backward()
    assert picture.grad is not None
    assert picture.grad.abs().min() > 0
