import numpy as np
import pytest
import torch

from facelab import canonical
from facelab.model.parser import CLASSES, SIDE, Parser, ParserConfig
from facelab.photo.align import Similarity
from facelab.photo.crop import face_crop
from facelab.photo.picture import Picture
from facelab.render.parsing import Parse, parse_head, to_frame


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
