import math

import pytest
import torch

from facelab.evaluate.reconstruction import FIGURES, reconstruction
from facelab.model.measures import face_psnr, sharpness, whole_psnr


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


def test_figures_are_means_over_faces_not_over_batches(tiny_vae) -> None:
    a, b = crops(2), crops(3)
    labels = torch.zeros(3, 40)
    whole = reconstruction(tiny_vae, [(torch.cat([a, b]), torch.zeros(6, 40))])
    parts = reconstruction(tiny_vae, [(a, labels), (b, labels)])
    assert set(whole) == set(FIGURES)
    for name in set(FIGURES) - {"elbo"}:  # its draws go by batch
        assert whole[name] == pytest.approx(parts[name], rel=1e-5)
    assert all(math.isfinite(value) for value in whole.values())


def test_progress_counts_faces(tiny_vae) -> None:
    told: list[int] = []
    reconstruction(tiny_vae, [(crops(2), torch.zeros(3, 40))] * 2, told.append)
    assert told == [3, 6]
