"""The training stages by name, and ``run``, which trains the one that a configuration names."""

from collections.abc import Callable
from pathlib import Path

import torch

from facelab.data.folder import open_split
from facelab.errors import DataError
from facelab.files import make_folder
from facelab.model.checkpoint import load_network, save_network
from facelab.model.vae import ConvVAE
from facelab.train.attribute_network import AttributeStage, JudgeStage
from facelab.train.config import Config
from facelab.train.detail import fit_detail
from facelab.train.discriminant import fit_discriminant
from facelab.train.edits import EditsStage
from facelab.train.files import WEIGHTS, check_run
from facelab.train.glasses_remover import GlassesRemoverStage
from facelab.train.identity_network import IdentityStage
from facelab.train.lecture import LectureStage
from facelab.train.loop import Progress, train
from facelab.train.parser import ParserStage
from facelab.train.prior import PriorStage
from facelab.train.stage import Stage
from facelab.train.structure import StructureStage
from facelab.train.upsampler import UpsamplerStage

STAGES: dict[str, Callable[[Config, torch.device], Stage]] = {
    "structure": StructureStage,
    "edits": EditsStage,
    "attributes": AttributeStage,
    "upsampler": UpsamplerStage,
    "judge": JudgeStage,
    "identity": IdentityStage,
    "parser": ParserStage,
    "remover": GlassesRemoverStage,
    "prior": PriorStage,
    "lecture": LectureStage,
}


def run(
    config: Config,
    *,
    resume: bool = False,
    overwrite: bool = False,
    dry_run: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> bool:
    """Run a configuration's stage; see ``loop.train``. Its weights come to ``config.run / "weights.safetensors"``.

    ``overwrite`` allows to replace an earlier run in its folder.

    Returns:
        Whether the end was reached; if not, ``resume`` goes on.

    Raises:
        DataError, WeightsError: what the stage starts from is missing or unfit, or an earlier run would be lost.
    """
    if not dry_run:
        check_run(config.run, resume=resume, overwrite=overwrite)
    if config.stage == "detail":
        _compute_detail(config, dry_run=dry_run, progress=progress)
        return True
    if config.stage == "discriminant":
        folder = config.run / "dry-run" if dry_run else config.run
        make_folder(folder)
        fit_discriminant(config, folder / WEIGHTS, dry_run=dry_run)
        return True
    return train(config, STAGES[config.stage], resume=resume, dry_run=dry_run, progress=progress)


def _compute_detail(config: Config, *, dry_run: bool, progress: Callable[[Progress], None] | None) -> None:
    if config.init is None:
        raise DataError("The stage detail needs init: weights whose structure is trained.")
    structure = load_network(config.init, ConvVAE)
    faces = open_split(config.data, "valid" if dry_run else "train")
    folder: Path = config.run / "dry-run" if dry_run else config.run
    make_folder(folder)

    def round_progress(done: int, of: int) -> None:
        if progress:
            progress(Progress(done, of, {}))

    vae = fit_detail(structure, faces, config.details, seed=config.seed, progress=round_progress)
    save_network(folder / WEIGHTS, vae, {"stage": "detail", "config": config.model_dump(mode="json")}, half=True)
