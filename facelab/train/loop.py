"""The training loop: the same for every stage."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from PIL import Image
from torch import Tensor

from facelab.data.folder import Faces, open_split
from facelab.data.heads import Heads, open_heads
from facelab.errors import DataError, FaceLabError, Hint
from facelab.files import atomic_write, make_folder
from facelab.model.checkpoint import VERSION, load_tensors, save_tensors
from facelab.model.precision import fast_arithmetic
from facelab.model.vision import make_grid
from facelab.train.config import Config, Optimiser
from facelab.train.files import LOG, STATE, WEIGHTS
from facelab.train.glasses_remover import WornSampler, put_on_heads
from facelab.train.head_sampling import HeadSampler
from facelab.train.latents import Latents, LatentSampler, encoded
from facelab.train.player import Counters, Player
from facelab.train.sampling import Sampler, steps_for
from facelab.train.stage import Stage
from facelab.train.worn_glasses import WornGlasses

AnyFaces = Faces | Heads | Latents | WornGlasses
AnySampler = Sampler | HeadSampler | LatentSampler | WornSampler


@dataclass(frozen=True)
class Progress:
    """What a progress bar shows."""

    step: int
    steps: int
    losses: dict[str, float]


@dataclass(frozen=True)
class World:
    """The processes that train together."""

    rank: int = 0
    size: int = 1

    @property
    def first(self) -> bool:
        """Whether this process writes files."""
        return self.rank == 0


@contextmanager
def joined_world() -> Iterator[World]:
    """Join the processes that torchrun started, if it did (its environment variables say so)."""
    size = int(os.environ.get("WORLD_SIZE", "1"))
    if size == 1:
        yield World()
        return
    dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    try:
        yield World(dist.get_rank(), size)
    finally:
        dist.destroy_process_group()


def device_here() -> torch.device:
    """The GPU of this process, if there is one."""
    if not torch.cuda.is_available():
        return torch.device("cpu")
    return torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))


def train(
    config: Config,
    build: Callable[[Config, torch.device], Stage],
    *,
    resume: bool = False,
    dry_run: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> bool:
    """Run a stage to its end or until Ctrl-C.

    Args:
        config: the run.
        build: makes the stage's networks on a device.
        resume: go on from the run's saved state.
        dry_run: three steps, validation, picture and export, into the run's folder ``dry-run``.
        progress: called after every step of the first process.

    Returns:
        Whether the end was reached; if not, the state is saved.

    Raises:
        DataError: no data, a batch that the processes cannot share, or no state to resume.
    """
    if config.threads:
        torch.set_num_threads(config.threads)
    torch.manual_seed(config.seed)  # initial weights
    device = device_here()
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")  # convolutions compute in bfloat16 anyway
    with joined_world() as world:
        if config.optimiser.batch % world.size:
            raise DataError(
                "A batch of {batch} cannot be shared by {processes} processes evenly.",
                batch=config.optimiser.batch,
                processes=world.size,
            )
        sampler, valid = _opened(config, device, world)
        if not sampler.steps:
            raise DataError(
                "{count} training faces do not fill a batch of {batch}.",
                count=len(sampler.faces),
                batch=config.optimiser.batch,
            )
        folder = config.run / "dry-run" if dry_run else config.run
        make_folder(folder)
        run = _Run(config, folder, build(config, device), sampler, valid, world)
        return run.go(resume=resume, limit=3 if dry_run else None, progress=progress)


def _opened(config: Config, device: torch.device, world: World) -> tuple[AnySampler, AnyFaces]:
    """What a stage draws its batches from, and what it is validated on."""
    how = config.seed, config.optimiser.batch, device, world.rank, world.size
    if config.stage == "parser":
        heads = open_heads(config.data, "train")
        return HeadSampler(heads, *how, augmentation=config.heads), open_heads(config.data, "held")
    if config.stage == "remover":
        return WornSampler(put_on_heads(config, "train"), *how), put_on_heads(config, "held")
    if config.stage == "prior":
        return LatentSampler(encoded(config, "train", device), *how), encoded(config, "valid", device)
    faces = open_split(config.data, "train").on(device)
    return Sampler(faces, *how, augmentation=config.augmentation), open_split(config.data, "valid")


def rate_at(step: int, steps: int, how: Optimiser) -> float:
    """The learning rate's factor: up to 1 over the warm-up, then 1, then falling linearly to 0.02 at the end."""
    after = (1 - step / steps) / max(1 - how.fall, 1e-9)
    return min(1.0, (step + 1) / how.warmup) * min(1.0, max(0.02, after))


@dataclass
class _Run:
    config: Config
    folder: Path
    stage: Stage
    sampler: AnySampler
    valid: AnyFaces
    world: World
    step: int = 0
    seconds: float = 0.0

    def go(self, *, resume: bool, limit: int | None, progress: Callable[[Progress], None] | None) -> bool:
        how = self.config.optimiser
        total = max(steps_for(len(self.sampler.faces), how.batch, how.epochs), how.least_steps)
        if resume:
            self._restore()
        elif self.world.first:
            (self.folder / LOG).unlink(missing_ok=True)  # of a run that is replaced
        last = min(total, limit or total)
        with _interrupts() as interrupted:
            while self.step < last and not self._any(interrupted()):
                began = time.monotonic()
                losses = self._step(rate_at(self.step, total, how))
                self.seconds += time.monotonic() - began
                if self.world.first and progress:
                    progress(Progress(self.step, last, losses))
                self._housekeeping(losses, last)
        if self.step == last and self.world.first:
            self._export()
        if self.world.size > 1:
            dist.barrier()  # the first process exports for minutes; the others must not take it for lost
        return self.step == last

    def _step(self, rate: float) -> dict[str, float]:
        torch.manual_seed(self.config.seed << 32 | self.step)  # dropout, which draws by itself, repeats too
        batch = self.sampler.take(self.step)
        device = self.sampler.device.type
        losses: dict[str, Tensor] = {}
        with fast_arithmetic(device):
            for player in self.stage.players:
                losses |= {f"{player.name}.{k}": v.detach() for k, v in player.step(batch, rate).items()}
        self.step += 1
        return self._shared(losses)

    def _shared(self, losses: dict[str, Tensor]) -> dict[str, float]:
        # The mean over the processes is that of the global batch: each has an equal share.
        values = torch.stack([value.float().to(self.sampler.device) for value in losses.values()])
        if self.world.size > 1:
            dist.all_reduce(values)
            values /= self.world.size
        return dict(zip(losses, values.tolist(), strict=True))

    def _housekeeping(self, losses: dict[str, float], last: int) -> None:
        if not self.world.first:
            return
        if self.step % 50 == 0 or self.step == last:
            self._log(losses)
        if self.step % self.config.save_every == 0 or self.step == last:
            self._save()
        if self.step % self._look_after() == 0 or self.step == last:
            self._look()

    def _look_after(self) -> int:
        """Steps between looks: those of epochs, but of a folder that is gone through often a quarter of the run."""
        return max(self.config.look_every * self.sampler.steps, self.config.optimiser.least_steps // 4)

    def _look(self) -> None:
        with _averaged(self.stage.players):
            self._log({f"valid.{k}": v for k, v in self.stage.validate(self.valid).items()})
            save_sheet(self.folder / f"step-{self.step:06d}.png", self.stage.picture(self.valid))

    def _export(self) -> None:
        notes: dict[str, object] = {
            "stage": self.config.stage,
            "config": self.config.model_dump(mode="json"),
            "faces_seen": self.step * self.config.optimiser.batch,
            "hours": round(self.seconds / 3600, 3),
            "skipped": {player.name: player.counters.skipped for player in self.stage.players},
        }
        with _averaged(self.stage.players), fast_arithmetic(self.sampler.device.type):
            self.stage.export(self.folder / WEIGHTS, self.sampler.faces, notes)

    def _log(self, figures: dict[str, float]) -> None:
        epoch = self.step / self.sampler.steps
        skipped = sum(player.counters.skipped for player in self.stage.players)
        row = {"step": self.step, "epoch": round(epoch, 4), "seconds": round(self.seconds, 1), "skipped": skipped}
        with (self.folder / LOG).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row | {k: float(f"{v:.6g}") for k, v in figures.items()}) + "\n")

    def _save(self) -> None:
        tensors = {k: v for player in self.stage.players for k, v in player.state().items()}
        counters = {player.name: asdict(player.counters) for player in self.stage.players}
        save_tensors(
            self.folder / STATE,
            tensors,
            {
                "version": VERSION,
                "step": self.step,
                "seconds": self.seconds,
                "counters": counters,
                **_identity(self.config),
            },
        )

    def _restore(self) -> None:
        try:
            file = load_tensors(self.folder / STATE)
        except FaceLabError as error:
            raise DataError(
                "There is nothing to resume in {folder}: {error}", folder=self.folder, error=error.message
            ) from error
        if any(file.metadata.get(key) != value for key, value in _identity(self.config).items()):
            raise DataError(
                "The state in {folder} is of another configuration; start anew{hint}.",
                folder=self.folder,
                hint=Hint(" without --resume"),
            )
        for player in self.stage.players:
            player.restore(file.tensors, Counters(**file.metadata["counters"][player.name]))
        self.step, self.seconds = file.metadata["step"], file.metadata["seconds"]
        if self.world.first:
            self._cut_log()

    def _cut_log(self) -> None:
        # What a killed run logged after its last saved state is done, and logged, again.
        path = self.folder / LOG
        rows = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []
        with atomic_write(path) as temporary:
            temporary.write_text("".join(row for row in rows if json.loads(row)["step"] <= self.step), "utf-8")

    def _any(self, flag: bool) -> bool:
        # All processes must stop at the same step, or the others would wait for ever.
        if self.world.size > 1:
            votes = torch.tensor([float(flag)], device=self.sampler.device)
            dist.all_reduce(votes)
            flag = votes.item() > 0
        if flag and self.world.first:
            self._save()
        return flag


OWN_SETTINGS = {
    "structure": {"structure", "structure_loss", "outside"},
    "edits": {"edits_loss"},
    "attributes": {"network"},
    "judge": {"judge"},
    "identity": {"judge", "margin"},
    "upsampler": {"upsampler", "upsampler_loss"},
    "parser": {"parser", "parser_loss", "heads"},
    "remover": {"remover"},
    "prior": {"flow"},
    "lecture": {"lecture", "lecture_training"},
}
"""What each stage trains by, beside what all do."""


def _identity(config: Config) -> dict[str, Any]:
    # Where files lie, how many threads run, what other stages do and how long the run takes may change until it is
    # resumed; this may not.
    settings = {"stage", "seed", "optimiser", "augmentation"} | OWN_SETTINGS[config.stage]
    kept = config.model_dump(mode="json", include=settings)
    for name in ("epochs", "least_steps"):
        del kept["optimiser"][name]
    return {"config": kept}


@contextmanager
def _averaged(players: Any) -> Iterator[None]:
    swapped: list[Player] = list(players)
    for player in swapped:
        player.swap()
        player.objective.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        for player in swapped:
            player.swap()
            player.objective.train()


@contextmanager
def _interrupts() -> Iterator[Callable[[], bool]]:
    """Ctrl-C and SIGTERM, by which clusters end jobs, ask for a stop after the step; a second one stops at once."""
    interrupted = False

    def ask(_number: int, _frame: object) -> None:
        nonlocal interrupted
        if interrupted:
            raise KeyboardInterrupt
        interrupted = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: interrupted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def save_sheet(path: Path, sheet: Tensor) -> None:
    """Write a sheet of pictures, (R, C, 3, H, W), sRGB 0..1, as PNG."""
    levels = (sheet.float().clamp(0, 1) * 255).round().byte()
    grid = make_grid(levels.flatten(0, 1), nrow=sheet.shape[1], padding=0)
    with atomic_write(path) as temporary:
        Image.fromarray(grid.permute(1, 2, 0).cpu().numpy()).save(temporary, format="PNG")
