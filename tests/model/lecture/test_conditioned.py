"""A network that is told at every layer."""

import torch

from facelab.model.lecture.conditioned import ConditionedLayer, ConditionedNetwork


def test_what_is_told_scales_and_shifts_each_number_before_it_is_rectified() -> None:
    torch.manual_seed(0)
    layer = ConditionedLayer(4, 3, 2)
    torch.nn.init.normal_(layer.affine.weight)
    x, told = torch.randn(5, 4), torch.randn(5, 2)
    scale, shift = layer.affine(told)[:, :3], layer.affine(told)[:, 3:]
    torch.testing.assert_close(layer(x, told), (layer.mixed(x) * (1 + scale) + shift).clamp_min(0))


def test_untrained_it_is_a_linear_map() -> None:
    torch.manual_seed(0)
    network, told = ConditionedNetwork(3, 5, 2, (6,)), torch.randn(1, 2)
    x, other = torch.randn(2, 1, 3)
    torch.testing.assert_close(network(x, told) + network(other, told), 2 * network((x + other) / 2, told))


def test_every_layer_but_the_last_is_told() -> None:
    torch.manual_seed(0)
    network = ConditionedNetwork(3, 5, 2, (6, 7))
    torch.nn.init.normal_(network.last.weight)
    x, told = torch.randn(1, 3), torch.randn(1, 2)
    before = network(x, told)
    assert before.shape == (1, 5)
    for layer in network.layers:
        torch.nn.init.normal_(layer.affine.bias)
        after = network(x, told)
        assert not torch.allclose(after, before)
        before = after


def test_without_anything_else_it_is_a_function_of_what_is_told() -> None:
    torch.manual_seed(0)
    found = ConditionedNetwork(0, 5, 2, (6,))(torch.zeros(2, 0), torch.tensor([[1.0, 0], [0, 1]]))
    assert found.shape == (2, 5) and not torch.equal(found[0], found[1])
