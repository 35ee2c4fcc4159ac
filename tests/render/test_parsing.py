import numpy as np
import pytest
import torch

from facelab import canonical
from facelab.model.parser import CLASSES, SIDE, Parser, ParserConfig
from facelab.photo.align import Similarity
from facelab.photo.crop import face_crop
from facelab.photo.picture import Picture
from facelab.render.parsing import LOOKS, STEP, Parse, parse_head, parse_long_hair, to_frame


@pytest.fixture(scope="module")
def parser() -> Parser:
    torch.manual_seed(2)
    return Parser(ParserConfig(eyes=(8, 8), widths=(4, 4, 8))).eval().requires_grad_(False)


def noise(height, width):
    return Picture(np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8))


PLACE = Similarity(np.array([[0.9, 0.2, -20.0], [-0.2, 0.9, 10.0]]))


def test_the_crop_is_the_middle_of_the_frame(parser):
    photo = noise(140, 150)
    seen: list[torch.Tensor] = []
    parser.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0][0, :3]))
    said = parse_head(photo, PLACE, parser)
    middle = seen[0].permute(1, 2, 0).numpy()[64:192, 64:192]
    inside = said.inside[64:192, 64:192]
    np.testing.assert_allclose(middle[inside], face_crop(photo, PLACE)[inside], atol=1e-3)
    assert said.in_crop("hair").shape == (canonical.SIZE, canonical.SIZE)


def test_what_it_says_is_the_mean_of_a_look_and_one_at_the_mirror_image_of_a_finer_frame(parser):
    seen: list[torch.Tensor] = []
    handle = parser.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0][0]))
    said = parse_head(noise(140, 150), PLACE, parser)
    handle.remove()
    assert [one.shape[-1] for one in seen] == [side for side, _ in LOOKS]
    once = parser.parse(seen[0][:3], seen[0][3])
    finer = parser.parse(seen[1][:3].flip(-1), seen[1][3].flip(-1), mirrored=True)
    expected = (once.mean((1, 2)) + finer.mean((1, 2))) / 2
    np.testing.assert_allclose(said.probabilities.mean((1, 2)), expected.numpy(), atol=0.003)


def test_outside_the_photo_nothing_is_found(parser):
    photo = noise(90, 90)
    said = parse_head(photo, PLACE, parser)
    assert not said.inside.all() and said.inside.any()
    assert (said.share(*CLASSES)[~said.inside] == 0).all()
    np.testing.assert_allclose(said.share(*CLASSES)[said.inside], 1, atol=1e-5)


def test_what_is_found_comes_back_where_it_was():
    probabilities = np.zeros((19, SIDE, SIDE), np.float32)
    hair = CLASSES.index("hair")
    probabilities[0] = 1
    probabilities[:, 100:140, 60:200] = 0
    probabilities[hair, 100:140, 60:200] = 1
    place = to_frame(PLACE)
    said = Parse(probabilities, np.ones((SIDE, SIDE), bool), place)
    box = (-10, 5, 170, 190)
    there = said.in_photo(box, "hair")
    assert there.shape == (185, 180)
    rows, columns = np.mgrid[5:190, -10:170] + 0.5
    x, y = np.moveaxis(place.apply(np.stack([columns, rows], -1)), -1, 0)
    surely = (x > 62) & (x < 198) & (y > 102) & (y < 138)
    surely_not = (x < 58) | (x > 202) | (y < 98) | (y > 142)
    assert there[surely].min() > 0.95 and there[surely_not].max() < 0.05


def test_long_hair_is_parsed_in_windows_below_the_frame(monkeypatch):
    """Hair from above that leaves the frame: windows lie one below the other, and agree where they meet."""
    hair, wall = CLASSES.index("hair"), CLASSES.index("background")

    def window(_photo, there, _parser):
        first = -round(there.matrix[1, 2])
        probabilities = np.full((len(CLASSES), SIDE, SIDE), 0.0, np.float32)
        rows = np.arange(first, first + SIDE) < 300
        probabilities[hair, :, 100:150] = rows[:, None]
        probabilities[wall] = 1 - probabilities[hair]
        return Parse(probabilities, np.ones((SIDE, SIDE), bool), there)

    monkeypatch.setattr("facelab.render.parsing._parse", window)
    here = Similarity(np.array([[1.0, 0, 0], [0, 1.0, 0]]))
    head = parse_long_hair(noise(8, 8), window(None, here, None), None)
    assert head.probabilities.shape == (len(CLASSES), SIDE + STEP, SIDE)
    assert head.similarity is here
    np.testing.assert_array_equal(head.share("hair")[:, 120], np.arange(SIDE + STEP) < 300)
    np.testing.assert_allclose(head.probabilities.sum(0), 1, atol=1e-6)


def test_hair_that_ends_in_the_frame_needs_no_window(parser):
    head = parse_head(noise(140, 150), PLACE, parser)
    head.probabilities[CLASSES.index("hair"), -3:] = 0
    assert parse_long_hair(noise(140, 150), head, parser) is head
