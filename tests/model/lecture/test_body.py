import pytest
import torch

from facelab.model.lecture.body import BodyConfig, DecoderBody, EncoderBody


@pytest.mark.parametrize(("size", "widths"), [(32, (4, 6, 8)), (64, (4, 6, 8, 8)), (16, (4,))])
def test_a_picture_goes_down_to_the_last_level_and_up_again(size: int, widths: tuple[int, ...]) -> None:
    shape = BodyConfig(size, widths)
    found = EncoderBody(shape)(torch.rand(2, 3, 128, 128))
    assert found.shape == (2, shape.features)
    assert DecoderBody(shape, 5)(torch.randn(2, 5)).shape == (2, 3, size, size)


def test_the_picture_is_seen_at_its_own_size() -> None:
    encoder = EncoderBody(BodyConfig(32, (4, 6)))
    x = torch.rand(1, 3, 128, 128)
    coarse = torch.nn.functional.interpolate(torch.nn.functional.avg_pool2d(x, 4), scale_factor=4)
    torch.testing.assert_close(encoder(x), encoder(coarse))
