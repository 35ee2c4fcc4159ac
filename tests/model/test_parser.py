import pytest
import torch

from facelab.errors import WeightsError
from facelab.model.checkpoint import load_network, save_network
from facelab.model.judges import AttributeJudge
from facelab.model.parser import CLASSES, GROUPS, MIRRORED, SIDE, Parser, ParserConfig, share
from facelab.train.parser import squares

TINY = ParserConfig(eyes=(8, 8), widths=(4, 4, 8))


@pytest.fixture(scope="module")
def tiny() -> Parser:
    torch.manual_seed(1)
    return Parser(TINY).eval().requires_grad_(False)


def test_every_pixel_gets_the_odds_of_19_classes(tiny):
    assert len(CLASSES) == 19
    assert tiny(torch.rand(2, 4, SIDE, SIDE)).shape == (2, 19, SIDE, SIDE)


def test_a_mirror_image_s_mirror_image_is_the_picture():
    assert tuple(MIRRORED[i] for i in MIRRORED) == tuple(range(19))
    sides = {"left": "right", "right": "left"}
    for name, other in zip(CLASSES, (CLASSES[i] for i in MIRRORED), strict=True):
        first, _, rest = name.partition("_")
        assert other == (f"{sides[first]}_{rest}" if first in sides else name)


@pytest.mark.parametrize("corner", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_a_sample_is_a_quarter_of_the_whole(tiny, corner):
    x = torch.rand(2, 4, 64, 64)
    expected = torch.stack([squares(odds, corner) for odds in tiny(x).unbind(1)], 3)
    torch.testing.assert_close(tiny.sample(x, corner), expected, rtol=1e-4, atol=1e-4)


def test_probabilities_sum_to_one_and_groups_to_their_members(tiny):
    said = tiny.parse(torch.rand(3, SIDE, SIDE), torch.ones(SIDE, SIDE, dtype=torch.bool))
    torch.testing.assert_close(said.sum(0), torch.ones(SIDE, SIDE))
    torch.testing.assert_close(share(said, CLASSES), torch.ones(SIDE, SIDE))
    lips = [CLASSES.index(name) for name in ("upper_lip", "lower_lip")]
    torch.testing.assert_close(share(said, ["lips"]), said[lips].sum(0))
    assert all(member in CLASSES for group in GROUPS.values() for member in group)


def test_of_a_mirror_image_it_says_the_mirror_image(tiny):
    picture, inside = torch.rand(3, SIDE, SIDE), torch.ones(SIDE, SIDE)
    said = tiny.parse(picture, inside)
    turned_back = tiny.parse(picture.flip(-1), inside, mirrored=True)
    assert (said - tiny.parse(picture, inside, mirrored=True)).abs().max() > 1e-3
    torch.testing.assert_close(turned_back, said.flip(-1)[list(MIRRORED)])


def test_where_the_photo_has_ended_nothing_is_looked_at(tiny):
    inside = torch.ones(SIDE, SIDE)
    inside[:, 200:] = 0
    picture = torch.rand(3, SIDE, SIDE)
    other = torch.where(inside > 0, picture, torch.rand(3, SIDE, SIDE))
    assert torch.equal(tiny.parse(picture, inside), tiny.parse(other, inside))


def test_it_is_stored_in_half_the_bytes_and_read_again(tiny, tmp_path):
    path = tmp_path / "parser.safetensors"
    save_network(path, tiny, {}, half=True)
    again = load_network(path, Parser)
    assert again.config == TINY
    x = torch.rand(1, 4, 64, 64)
    torch.testing.assert_close(again(x), tiny(x), rtol=0, atol=0.02)
    with pytest.raises(WeightsError, match="no AttributeJudge"):
        load_network(path, AttributeJudge)
