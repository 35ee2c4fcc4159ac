"""How well a lock holds in pictures: edited faces decoded, encoded again and read."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from facelab.latent.attributes import Array, Attributes, index_of
from facelab.latent.edits import Edit, solve
from facelab.latent.readout import log_odds
from facelab.model.fade import fade_map
from facelab.model.vae import ConvVAE, shrink


@dataclass(frozen=True)
class Case:
    """An edit by ``amount`` of ``asked``, with a lock on ``locked``."""

    asked: str
    amount: float
    locked: str


CASES = (
    Case("Smiling", 2, "Mouth_Slightly_Open"),
    Case("Smiling", -2, "High_Cheekbones"),
    Case("Eyeglasses", 2, "Young"),
    Case("Male", 2, "Young"),
    Case("Male", -2, "Smiling"),
    Case("Young", -2, "Male"),
    Case("Young", -2, "Gray_Hair"),
    Case("Bangs", 2, "Male"),
)


@dataclass(frozen=True)
class Drift:
    """What a case did to the readouts of pictures, with its lock and without; means over the faces, in log-odds.

    Attributes:
        case: what was asked.
        free, held: how far the locked readout moved, either way (mean absolute change), without and with the lock.
        moved_free, moved_held: how far the asked readout moved (mean change).
        std: standard deviation of the locked readout over faces, to judge the others by.
    """

    case: Case
    free: float
    held: float
    moved_free: float
    moved_held: float
    std: float


def lock_drifts(vae: ConvVAE, attributes: Attributes, crops: Tensor, cases: Iterable[Case] = CASES) -> list[Drift]:
    """The drift of locked readouts in pictures.

    A lock is exact in s; but a picture shows what the decoder makes of s, and is encoded anew. Measured against the
    face's own unedited drawing, so that what reconstruction loses does not count.

    Args:
        vae: the network.
        attributes: its attributes.
        crops: (N, 3, 128, 128), sRGB 0..1; some 50 test faces.
        cases: what to ask for.

    Returns:
        One drift a case.

    Raises:
        EditError: a case that cannot be asked for.
    """
    with torch.no_grad():
        z = vae.encode(crops).mode()
        unedited = _read(vae, attributes, vae.decode(z))
        return [_drift(vae, attributes, z, unedited, case) for case in cases]


def _drift(vae: ConvVAE, attributes: Attributes, z: Tensor, unedited: Array, case: Case) -> Drift:
    asked, locked = index_of(case.asked), index_of(case.locked)
    free, held = (
        _read(vae, attributes, edited_pictures(vae, attributes, z, edit)) - unedited
        for edit in (Edit({case.asked: case.amount}), Edit({case.asked: case.amount}, locks=frozenset({case.locked})))
    )
    return Drift(
        case=case,
        free=float(np.abs(free[:, locked]).mean()),
        held=float(np.abs(held[:, locked]).mean()),
        moved_free=float(free[:, asked].mean()),
        moved_held=float(held[:, asked].mean()),
        std=float(attributes.readout_std[locked]),
    )


def edited_pictures(vae: ConvVAE, attributes: Attributes, z: Tensor, edit: Edit) -> Tensor:
    """Each face edited and decoded: z (N, S + D) to (N, 3, 128, 128), sRGB 0..1."""
    s, d = vae.split(z)
    moves = [solve(edit, attributes, row) for row in s.cpu().numpy()]
    moved = s + _stacked([move.delta for move in moves], s)
    region = _stacked([move.region for move in moves], s)[:, None]
    fade = fade_map(vae.structure(moved), vae.structure(s), region)
    return vae.decode(torch.cat([moved, d], 1), fade)


def _stacked(rows: list[Array], like: Tensor) -> Tensor:
    return torch.from_numpy(np.stack(rows)).to(like.device)


def _read(vae: ConvVAE, attributes: Attributes, pictures: Tensor) -> Array:
    mu = vae.encoder(shrink(pictures, vae.config.structure.size)).mean
    return log_odds(mu.cpu().numpy(), attributes)


def table(drifts: Iterable[Drift]) -> str:
    """The drifts as a Markdown table."""
    head = [
        "| asked | locked | drift, free | drift, locked | asked moved, free | asked moved, locked |",
        "|---" * 6 + "|",
    ]
    rows = [
        f"| {d.case.asked} {d.case.amount:+g} | {d.case.locked} (std {d.std:.2f}) | {d.free:.2f} | {d.held:.2f} "
        f"| {d.moved_free:+.2f} | {d.moved_held:+.2f} |"
        for d in drifts
    ]
    return "\n".join([*head, *rows])
