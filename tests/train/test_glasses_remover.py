"""The glasses remover learns from pictures whose truth is known, and a run of its stage goes on where it stopped."""

import pytest
import torch

from facelab import files
from facelab.errors import DataError
from facelab.model.glasses_remover import GlassesRemover, GlassesRemoverConfig
from facelab.pipeline.engine import PARSER
from facelab.train.config import Config, Optimiser
from facelab.train.glasses_remover import GlassesRemoverObjective, WornBatch, WornSampler, put_on_heads
from facelab.train.player import Player
from facelab.train.worn_glasses import TIMES, WornGlasses


@pytest.fixture
def faces():
    """Grey faces with a dark bar."""
    generator = torch.Generator().manual_seed(0)
    bare = torch.randint(100, 200, (8, 16, 24, 3), generator=generator, dtype=torch.uint8)
    share = torch.zeros(8 * TIMES, 16, 24, dtype=torch.uint8)
    share[:, 6:9] = 255
    worn = torch.where(share[..., None] > 0, torch.tensor(20, dtype=torch.uint8), bare.repeat_interleave(TIMES, 0))
    return WornGlasses(bare, worn, share)


def test_a_batch_repeats_and_is_true_to_itself(faces):
    sampler = WornSampler(faces, 3, 8, torch.device("cpu"))
    batch, again = sampler.take(1), sampler.take(1)
    assert torch.equal(batch.worn, again.worn)
    assert not torch.equal(batch.worn, sampler.take(0).worn)
    # sharpening reaches beyond the bar: a pixel counts as beside it when nothing near it is hidden
    beside = torch.nn.functional.max_pool2d(batch.share, 9, 1, 4) == 0
    assert beside.any()
    assert ((batch.worn - batch.bare).abs() * beside).max() < 1e-5


def test_nothing_is_lost_where_all_is_right(faces):
    batch = WornSampler(faces, 3, 8, torch.device("cpu")).take(0)

    class Knows(torch.nn.Module):
        def forward(self, _: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            return batch.bare, batch.share

    right = WornBatch(torch.where(batch.share > 0, batch.worn, batch.bare), batch.bare, batch.share)
    assert GlassesRemoverObjective(Knows())(right)["loss"].item() == pytest.approx(0, abs=1e-3)
    torch.manual_seed(0)
    unlearned = GlassesRemover(GlassesRemoverConfig((4, 4)))
    assert GlassesRemoverObjective(unlearned)(batch)["loss"] > 0.1


def test_a_run_of_its_stage_stops_and_goes_on(stored_heads_folder, resumes_exactly):
    def made_for(folder):
        return Config.model_validate(
            {"stage": "remover", "data": stored_heads_folder, "run": folder, "features": files.weights(PARSER)}
            | {"remover": {"widths": (4, 4)}, "optimiser": {"batch": 2, "epochs": 4, "warmup": 1}, "seed": 5}
        )

    resumes_exactly(made_for)


def test_it_learns(faces):
    torch.manual_seed(0)
    objective = GlassesRemoverObjective(GlassesRemover(GlassesRemoverConfig((8, 8))))
    player = Player("remover", objective, Optimiser(warmup=2), 1e-2)
    sampler = WornSampler(faces, 3, 8, torch.device("cpu"))
    losses = [player.step(sampler.take(step), 1.0)["loss"].item() for step in range(60)]
    assert sum(losses[-10:]) < 0.5 * sum(losses[:10])


def test_without_a_parser_it_does_not_begin(tmp_path):
    with pytest.raises(DataError, match="needs features"):
        put_on_heads(Config(stage="remover", run=tmp_path), "train")
