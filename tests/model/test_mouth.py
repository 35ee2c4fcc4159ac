"""The mouth refiner: what it may change, and what its critic sees."""

import numpy as np
import pytest
import torch

from facelab.model.mouth import HEIGHT, WIDTH, MouthConfig, MouthRefiner, refine
from facelab.model.mouth_critic import MouthCritic, broad
from facelab.render.mouth import MOUTH

TINY = MouthConfig((4, 6, 8))


@pytest.fixture(scope="module")
def tiny() -> MouthRefiner:
    torch.manual_seed(1)
    return MouthRefiner(TINY).eval().requires_grad_(False)


@pytest.fixture(scope="module")
def mouth() -> tuple[np.ndarray, np.ndarray]:
    """A drawn mouth, its lips an ellipse."""
    width, height = MOUTH
    y, x = np.mgrid[:height, :width]
    within = (((x - 64) / 50) ** 2 + ((y - 45) / 15) ** 2 < 1).astype(np.float32)
    return np.random.default_rng(0).random((height, width, 3), np.float32), within


def test_it_changes_nothing_but_what_is_within_the_lips(tiny, mouth):
    drawn, within = mouth
    refined = refine(tiny, drawn, within)
    assert np.array_equal(refined[within == 0], drawn[within == 0])
    assert (refined[within == 1] != drawn[within == 1]).mean() > 0.9
    assert refined.min() >= 0 and refined.max() <= 1


def test_a_window_of_it_is_refined_as_the_whole(tiny):
    """Within what the network's reach leaves of a window."""
    drawn, within = torch.rand(1, 3, 80, 128), torch.ones(1, 1, 80, 128)
    whole = tiny(drawn, within)
    window = (slice(None), slice(None), slice(0, 80), slice(32, 128))
    part = tiny(drawn[window], within[window], (0, 32))
    torch.testing.assert_close(part[..., 88:], whole[..., 120:], atol=2e-3, rtol=0)


def test_the_shipped_shape_is_small():
    weights = sum(parameter.numel() for parameter in MouthRefiner(MouthConfig()).parameters())
    assert weights < 600_000


def test_the_critic_sees_nothing_beyond_the_lips(mouth):
    torch.manual_seed(0)
    critic = MouthCritic((4, 6, 8)).eval()
    within = torch.from_numpy(mouth[1])[None, None]
    pictures = torch.rand(1, 3, 80, 128)
    other = torch.where(within > 0, pictures, torch.rand(1, 3, 80, 128))
    torch.testing.assert_close(critic(pictures, within)[0], critic(other, within)[0], atol=1e-6, rtol=0)


def test_what_is_broad_is_averaged_within_the_lips_alone(mouth):
    within = torch.from_numpy(mouth[1])[None, None]
    values = torch.where(within > 0, 0.7, 0.1)
    inside = broad(values, within, 7)[within > 0]
    torch.testing.assert_close(inside, torch.full_like(inside, 0.7), atol=1e-4, rtol=0)


def test_what_it_adds_is_bounded_and_has_no_dots():
    class Dots(MouthRefiner):
        def forward(self, drawn, within, corner=(0, 0)):  # noqa: ARG002
            dotted = drawn.clone()
            dotted[..., 40, 30] = 0  # a black dot between teeth
            dotted[..., 50:60, 20:100] = 0  # a black bar below them
            dotted[:, 0, 20:22, 20:100] = 1  # a red edge
            return dotted

    drawn, within = np.full((HEIGHT, WIDTH, 3), 0.7, np.float32), np.ones((HEIGHT, WIDTH), np.float32)
    refined = refine(Dots(TINY).eval(), drawn, within)
    assert np.allclose(refined[40, 30], 0.7, atol=0.01)
    assert refined[55, 60].min() > 0.5
    assert np.ptp(refined[20:22, 60], axis=-1).max() < 0.15
