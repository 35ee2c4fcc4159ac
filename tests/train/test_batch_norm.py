import torch

from facelab.model.layers import Conv
from facelab.model.parser import Parser, ParserConfig
from facelab.train.batch_norm import Normed, fold, measure, normalise

SHAPE = ParserConfig(eyes=(8, 8), widths=(4, 4, 8))


def test_folded_away_it_does_the_same():
    torch.manual_seed(1)
    parser = Parser(SHAPE)
    normalise(parser, except_for=["head"])
    x = torch.rand(2, 4, 64, 64)
    measure(parser, [lambda: parser.features(x)])
    with torch.no_grad():
        normed = parser.eval()(x)
        fold(parser)
        torch.testing.assert_close(parser(x), normed, rtol=1e-4, atol=1e-4)
    assert not any(isinstance(module, Normed) for module in parser.modules())
    assert parser.state_dict().keys() == Parser(SHAPE).state_dict().keys()


def test_what_gives_the_result_is_not_normalised():
    parser = Parser(SHAPE)
    normalise(parser, except_for=["head"])
    assert isinstance(parser.head, Conv) and isinstance(parser.stem, Normed)


def test_a_residual_s_small_change_stays_small():
    parser = Parser(SHAPE)
    normalise(parser, except_for=["head"])
    second = parser.deepest[0].second
    assert isinstance(second, Normed) and 0.1 < second.norm.weight[0] < 0.4
