"""A network with more channels that says what it said."""

import pytest
import torch

from facelab.model.parser import Parser, ParserConfig
from facelab.train.widening import widen

NARROW, WIDE = ParserConfig((8, 16), (4, 8, 12)), ParserConfig((8, 16), (8, 12, 16))


@pytest.fixture
def parsers():
    with torch.random.fork_rng():
        torch.manual_seed(3)
        return Parser(NARROW).eval(), Parser(WIDE).eval()


def test_a_widened_network_says_what_it_said_and_its_new_channels_are_not_empty(parsers):
    narrow, wide = parsers
    widen(wide, narrow)
    head = torch.rand(1, 4, 64, 64)
    torch.testing.assert_close(wide(head), narrow(head))
    assert (wide.head.weight[:, 4:] == 0).all()
    assert wide.stem.weight[4:].abs().mean() > 0


def test_a_widened_network_learns_with_all_of_its_channels(parsers):
    narrow, wide = parsers
    widen(wide, narrow)
    wide(torch.rand(1, 4, 64, 64)).square().mean().backward()
    assert wide.head.weight.grad[:, 4:].abs().max() > 0
