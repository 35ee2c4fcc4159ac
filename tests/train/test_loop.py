"""The loop on a tiny model: exact resumption, Ctrl-C, several processes, steps that must be skipped."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from facelab.errors import DataError
from facelab.train.config import Config, Optimiser
from facelab.train.files import LOG, STATE, WEIGHTS
from facelab.train.loop import Progress, rate_at
from facelab.train.sampling import Augmentation
from facelab.train.stages import run


def tiny(data: Path, folder: Path, **changes: object) -> Config:
    settings: dict[str, object] = {
        "stage": "structure",
        "data": data,
        "run": folder,
        "seed": 3,
        "threads": 1,
        "structure": {"latents": 8, "widths": (4, 4, 4, 4)},
        "optimiser": {"batch": 6, "epochs": 2.0, "warmup": 2},
        "augmentation": Augmentation(shift=2, scale=0.05, angle=3, light=0.1),
    }
    return Config.model_validate(settings | changes)


def stop_after(steps: int) -> object:
    def told(progress: Progress) -> None:
        if progress.step == steps:
            os.kill(os.getpid(), signal.SIGINT)

    return told


def test_ctrl_c_stops_cleanly_and_a_resumed_run_ends_exactly_like_one_never_stopped(data: Path, tmp_path: Path) -> None:
    assert run(tiny(data, tmp_path / "whole"))
    assert not run(tiny(data, tmp_path / "halves"), progress=stop_after(3))
    assert not (tmp_path / "halves" / WEIGHTS).exists()
    assert run(tiny(data, tmp_path / "halves"), resume=True)
    for name in (STATE, WEIGHTS):
        whole, halves = (load_file(tmp_path / part / name) for part in ("whole", "halves"))
        assert whole.keys() == halves.keys()
        for key, tensor in whole.items():
            assert torch.equal(tensor, halves[key]), key


def test_a_run_leaves_log_picture_and_weights(data: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    run(tiny(data, tmp_path), progress=seen.append)
    assert [p.step for p in seen] == list(range(1, 9))
    rows = [json.loads(line) for line in (tmp_path / LOG).read_text().splitlines()]
    assert any("valid.face_psnr_64" in row for row in rows)
    assert {row["step"] for row in rows if "valid.kl" in row} == {4, 8}, "every epoch is looked at"
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["step-000004.png", "step-000008.png"]


def test_a_dry_run_goes_through_everything_and_leaves_the_run_alone(data: Path, tmp_path: Path) -> None:
    run(tiny(data, tmp_path), dry_run=True)
    assert {path.name for path in tmp_path.iterdir()} == {"dry-run"}
    assert (tmp_path / "dry-run" / WEIGHTS).is_file()


def test_a_run_that_has_ended_goes_on_when_more_passes_are_asked(data: Path, tmp_path: Path) -> None:
    run(tiny(data, tmp_path))
    longer = {"batch": 6, "epochs": 3.0, "warmup": 2}
    seen: list[Progress] = []
    assert run(tiny(data, tmp_path, optimiser=longer), resume=True, progress=seen.append)
    assert [p.step for p in seen] == [9, 10, 11, 12]


def test_another_configuration_does_not_resume(data: Path, tmp_path: Path) -> None:
    run(tiny(data, tmp_path))
    with pytest.raises(DataError, match="another configuration"):
        run(tiny(data, tmp_path, seed=4), resume=True)


def test_settings_of_another_stage_do_not_hinder_a_resumption(data: Path, tmp_path: Path) -> None:
    assert not run(tiny(data, tmp_path), progress=stop_after(3))
    assert run(tiny(data, tmp_path, upsampler_loss={"critic": 0.1}, details=7), resume=True)


def test_nothing_to_resume_is_said_so(data: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing to resume"):
        run(tiny(data, tmp_path), resume=True)


def test_two_processes_find_the_losses_of_one_with_the_same_global_batch(data: Path, tmp_path: Path) -> None:
    config = tiny(data, tmp_path / "one", optimiser={"batch": 6, "epochs": 1.0, "warmup": 1})
    script = tmp_path / "two.py"
    settings = config.model_copy(update={"run": tmp_path / "two"}).model_dump_json()
    script.write_text(
        "from facelab.train.config import Config\nfrom facelab.train.stages import run\n"
        f"run(Config.model_validate_json({settings!r}))\n"
    )
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", str(script)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    run(config)
    one, two = (
        [json.loads(line) for line in (tmp_path / part / LOG).read_text().splitlines()] for part in ("one", "two")
    )
    for a, b in zip(one, two, strict=True):
        for key in a.keys() - {"seconds"}:
            assert a[key] == pytest.approx(b[key], rel=2e-3, abs=2e-3), key


def test_the_rate_warms_up_holds_and_falls_to_two_per_cent() -> None:
    how = Optimiser(warmup=10, fall=0.5)
    rates = [rate_at(step, 100, how) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[10:50] == [1.0] * 40
    assert rates[75] == pytest.approx(0.5)
    assert rates[99] == pytest.approx(0.02)


def test_a_batch_that_the_faces_cannot_fill_is_said_so(data: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="do not fill"):
        run(tiny(data, tmp_path, optimiser={"batch": 100}))


def test_a_small_folder_is_gone_through_until_there_are_steps_enough(data: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    optimiser = {"batch": 6, "epochs": 2.0, "warmup": 2, "least_steps": 24}
    run(tiny(data, tmp_path, optimiser=optimiser), progress=seen.append)
    assert [p.step for p in seen] == list(range(1, 25))
    # Looked at by quarters of the run, not after every one of its many short epochs.
    assert sorted(path.name for path in tmp_path.glob("step-*.png")) == [f"step-{n:06d}.png" for n in (6, 12, 18, 24)]
