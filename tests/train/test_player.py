import pytest
import torch
from torch import Tensor, nn

from facelab.train.config import Optimiser
from facelab.train.player import Objective, Player
from facelab.train.sampling import Batch


class Sick(Objective):
    """Gives a gradient of the size that the batch's first picture says."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(3))

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        return {"loss": self.weight.sum() * batch.pictures.flatten()[0]}


def fed(player: Player, slopes: list[float]) -> list[Tensor]:
    weights = []
    for slope in slopes:
        player.step(Batch(torch.full((1, 3, 2, 2), slope), torch.zeros(1, 40), torch.zeros(1), 0, None), 1.0)  # type: ignore[arg-type]
        weights.append(player.parameters["weight"].detach().clone())
    return weights


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 1e6])
def test_steps_with_gradients_that_are_not_finite_or_explode_are_skipped_and_counted(bad: float) -> None:
    player = Player("sick", Sick(), Optimiser(warmup=2), 0.1)
    weights = fed(player, [1.0, 1.0, 1.0, bad, 1.0])
    assert torch.equal(weights[3], weights[2])
    assert not torch.equal(weights[4], weights[3])
    assert player.counters.skipped == 1


def test_a_player_that_takes_part_late_is_not_taken_for_exploding() -> None:
    player = Player("sick", Sick(), Optimiser(warmup=2), 0.1)
    weights = fed(player, [0.0] * 5 + [1.0] * 3)
    assert not torch.equal(weights[6], weights[5])
    assert player.counters.skipped == 0


def test_the_running_mean_follows_the_weights_and_swaps_in_and_out() -> None:
    player = Player("sick", Sick(), Optimiser(warmup=1), 0.1)
    weights = fed(player, [1.0] * 5)
    mean = player.mean["weight"].clone()
    assert (mean > weights[-1]).all(), "it lags behind falling weights"
    player.swap()
    assert torch.equal(player.parameters["weight"], mean)
    player.swap()
    assert torch.equal(player.parameters["weight"], weights[-1])
