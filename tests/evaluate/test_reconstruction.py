import math

import numpy as np
import pytest
import torch

from facelab.attributes import ATTRIBUTES
from facelab.evaluate.reconstruction import DARKEST, TURNED, figures, measure, ms_ssim, ssim
from facelab.model.measures import face_psnr


def crops(seed: int) -> torch.Tensor:
    coarse = torch.rand(3, 3, 16, 16, generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.interpolate(coarse, size=(128, 128), mode="bilinear")


def test_every_face_is_measured_by_itself(tiny_vae) -> None:
    a, b = crops(2), crops(3)
    labels = torch.zeros(3, 40)
    whole, _ = measure(tiny_vae, [(torch.cat([a, b]), torch.zeros(6, 40))])
    parts, known = measure(tiny_vae, [(a, labels), (b, labels)])
    assert len(known) == 6
    for name in set(whole) - {"elbo"}:  # its draws go by batch
        np.testing.assert_allclose(whole[name], parts[name], rtol=1e-4, atol=1e-5)
        assert np.isfinite(whole[name]).all()
    drawn = tiny_vae.decode(tiny_vae.encode(a).mode())
    np.testing.assert_allclose(whole["face_psnr"][:3], face_psnr(drawn, a).numpy(), rtol=1e-5)


def test_a_picture_is_like_itself_and_less_like_its_blur() -> None:
    x = crops(4)
    soft = torch.nn.functional.avg_pool2d(x, 9, 1, 4)
    for likeness in (ssim, ms_ssim):
        torch.testing.assert_close(likeness(x, x), torch.ones(3))
        assert (likeness(soft, x) < 0.99).all()


def test_progress_counts_faces(tiny_vae) -> None:
    told: list[int] = []
    measure(tiny_vae, [(crops(2), torch.zeros(3, 40))] * 2, told.append)
    assert told == [3, 6]


def found(values, labels, residuals=torch.full((20,), math.nan)):  # noqa: B008
    rows = {"face_psnr": values, "sharpness": values / 10, "brightness": -values}
    return {(figure.name, figure.attribute): figure.value for figure in figures(rows, labels, residuals)}


def test_means_worst_tenths_and_groups() -> None:
    values = np.arange(20.0)
    labels = torch.zeros(20, 40)
    labels[:4, ATTRIBUTES.index("Wearing_Hat")] = 1
    labels[:, ATTRIBUTES.index("Bald")] = -1
    by = found(values, labels)
    assert by["face_psnr", ""] == 9.5
    assert by["worst tenth face_psnr", ""] == 0.5
    assert by["face_psnr", "Wearing_Hat"] == 1.5
    assert by["faces", "Wearing_Hat"] == 4
    assert by["sharpness", DARKEST] == pytest.approx(1.85)
    assert ("face_psnr", "Bald") not in by  # unknown is not bald
    assert ("face_psnr", "Smiling") not in by
    assert ("face_psnr", TURNED) not in by
    assert all(math.isfinite(value) for value in by.values())


def test_turned_heads_are_known_by_their_landmarks() -> None:
    residuals = torch.full((20,), math.nan)
    residuals[:3] = torch.tensor([4.9, 5.1, 6.0])
    by = found(np.arange(20.0), torch.zeros(20, 40), residuals)
    assert by["faces", TURNED] == 2
    assert by["face_psnr", TURNED] == 1.5
