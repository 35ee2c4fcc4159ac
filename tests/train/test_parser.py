"""The parser's losses and measures, and a run of its stage."""

import pytest
import torch

from facelab.data.heads import open_heads
from facelab.model.checkpoint import load_network
from facelab.model.parser import CLASSES, Parser
from facelab.train.config import Config
from facelab.train.parser import confusion, overlaps, soft_dice, unfinished
from facelab.train.stages import run


def test_overlaps_of_the_truth_are_one():
    counts = torch.diag(torch.arange(19))
    each = overlaps(counts)
    assert each[1:].eq(1).all() and each[0].isnan()
    classes = torch.tensor([0, 1, 1, 17])
    exact = torch.nn.functional.one_hot(classes, 19).float()
    assert soft_dice(exact, classes).item() == pytest.approx(1)
    assert soft_dice(torch.full((4, 19), 1 / 19), classes).item() < 0.5


def test_a_tiny_parser_learns_and_stops_and_goes_on(heads_folder, tmp_path):
    shape = {"eyes": (8, 8), "widths": (6, 8, 8)}
    settings = {"batch": 4, "epochs": 25, "warmup": 5, "learning_rate": 1e-2, "ema": 0.8}
    still = dict.fromkeys(("border", "dark", "grey", "blurred", "coarse", "noisy", "packed", "scale", "angle"), 0)
    config = Config.model_validate(
        {"stage": "parser", "data": heads_folder, "run": tmp_path, "parser": shape, "optimiser": settings}
        | {"heads": still | {"window": 128}, "parser_loss": {"normalised": True, "eyes_learn": True}}
    )
    assert run(config)
    parser = load_network(tmp_path / "weights.safetensors", Parser)
    each = overlaps(confusion(parser, open_heads(heads_folder, "held")))
    assert each[1] > 0.5 and each[CLASSES.index("hair")] > 0.3
    early, notes = unfinished(tmp_path / "state.safetensors", open_heads(heads_folder, "train"))
    x = torch.rand(1, 4, 64, 64)
    torch.testing.assert_close(early(x), parser(x), rtol=0.01, atol=0.2)  # bfloat16, where that is fast
    assert notes["faces_seen"] == 50 * 4
    longer = config.model_copy(update={"optimiser": config.optimiser.model_copy(update={"epochs": 26})})
    assert run(longer, resume=True)
