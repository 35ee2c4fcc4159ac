"""Measures of one picture against another."""

import pytest
import torch

from facelab.model.measures import brightness, face_psnr, laplacian_correlation, sharpness, whole_psnr


def crops(seed: int) -> torch.Tensor:
    return torch.rand(3, 3, 128, 128, generator=torch.Generator().manual_seed(seed))


def test_psnr_of_a_known_error() -> None:
    x = crops(0) * 0.5
    torch.testing.assert_close(face_psnr(x + 0.1, x), torch.full((3,), 20.0), atol=1e-3, rtol=0)
    torch.testing.assert_close(whole_psnr(x + 0.01, x), torch.full((3,), 40.0), atol=1e-2, rtol=0)


def test_face_psnr_looks_inside_the_ellipse_alone() -> None:
    x = crops(0)
    other = x.clone()
    other[..., :10] = 0
    assert (face_psnr(other, x) > 100).all()
    assert (whole_psnr(other, x) < 30).all()


def test_a_picture_is_as_sharp_as_itself_and_its_blur_less_so() -> None:
    x = crops(1)
    soft = torch.nn.functional.avg_pool2d(x, 3, 1, 1)
    torch.testing.assert_close(sharpness(x, x), torch.ones(3))
    assert (sharpness(soft, x) < 0.4).all()


def test_noise_is_sharp_but_has_no_edge_where_the_original_has_one() -> None:
    x, noise = crops(1), crops(2)
    assert sharpness(noise, x).mean() == pytest.approx(1, abs=0.02)
    assert laplacian_correlation(noise, x).abs().max() < 0.05
    torch.testing.assert_close(laplacian_correlation(0.3 * x + 0.2, x), torch.ones(3))
    torch.testing.assert_close(laplacian_correlation(1 - x, x), -torch.ones(3))


def test_brightness_is_the_mean_inside_the_ellipse() -> None:
    x = torch.full((2, 3, 128, 128), 0.25)
    x[..., :5] = 1
    x[1, 0] += 0.3
    torch.testing.assert_close(brightness(x), torch.tensor([0.25, 0.35]))
