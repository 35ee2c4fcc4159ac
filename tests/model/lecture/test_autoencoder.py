import torch

from facelab.model.lecture.autoencoder import AutoEncoder
from facelab.model.lecture.body import BodyConfig

BODY = BodyConfig(16, (4, 6))


def model() -> AutoEncoder:
    torch.manual_seed(0)
    return AutoEncoder(BODY, 3)


def test_its_code_is_a_point_so_a_sample_is_its_mode_and_its_divergence_infinite() -> None:
    code = model().encode(torch.rand(2, 3, 128, 128))
    assert code.mean.shape == (2, 3)
    assert torch.equal(code.sample(), code.mode())
    assert code.kl().isposinf().all()


def test_its_error_is_that_of_the_decoded_code() -> None:
    plain, x = model(), torch.rand(2, 3, 128, 128)
    picture = plain.decoder(plain.encode(x).mode())
    expected = (picture - torch.nn.functional.avg_pool2d(x, 8)).square().mean((1, 2, 3))
    torch.testing.assert_close(plain.squared_error(x), expected)


def test_what_is_drawn_are_codes_of_a_standard_normal_that_repeat_by_seed() -> None:
    first, second = (model().sample(4, torch.Generator().manual_seed(2)) for _ in range(2))
    assert first.shape == (4, 3) and torch.equal(first, second)
    assert model().decode(first).shape == (4, 3, 16, 16)
