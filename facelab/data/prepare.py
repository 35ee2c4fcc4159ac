"""Make a data folder: shards of aligned faces with their labels, and a manifest."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file

from facelab.data.folder import MANIFEST
from facelab.data.labels import TABLE, fingerprint
from facelab.data.sources import SourcePicture, find_pictures
from facelab.errors import DataError, FaceLabError
from facelab.files import atomic_write, make_folder

VERSION = 1
SAME = ("version", "source", "names", "labels")
"""What must be the same for an interrupted run to go on."""
SHARD = 512
"""Faces of a file: what an interrupted run may have to do again."""


def prepare(source: Path, folder: Path, progress: Callable[[int, int], None] | None = None) -> dict[str, Any]:
    """Bring a source's faces into a data folder; an interrupted run goes on where it stopped.

    Args:
        source: a folder of pictures, of CelebA as published, or of shards with faces.csv.
        folder: the data folder to make or to complete.
        progress: called with the faces done and the faces in all.

    Returns:
        The manifest: ``shards`` (file, split, count) and ``skipped`` (name, reason).

    Raises:
        DataError: nothing to prepare, or a folder begun from another source.
    """
    entries = sorted(find_pictures(source), key=lambda entry: entry.split)
    make_folder(folder)
    manifest = _begun(folder, source, entries)
    done, progress = 0, progress or _silent
    for file, chunk in _chunks(entries):
        if file not in {shard["file"] for shard in manifest["shards"]}:

            def shard_progress(number: int, before: int = done) -> None:
                progress(before + number, len(entries))

            kept, skipped = _write_shard(folder / file, chunk, shard_progress)
            manifest["shards"].append({"file": file, "split": chunk[0].split, "count": kept})
            manifest["skipped"] += skipped
            _save(folder, manifest)
        done += len(chunk)
        progress(done, len(entries))
    return manifest


def _silent(_done: int, _of: int) -> None: ...


def _begun(folder: Path, source: Path, entries: Sequence[SourcePicture]) -> dict[str, Any]:
    names = hashlib.sha256("\n".join(entry.name for entry in entries).encode("utf-8", "surrogateescape")).hexdigest()
    fresh = {"version": VERSION, "source": str(source.resolve()), "names": names, "shards": [], "skipped": []}
    if labels := fingerprint(source / TABLE):
        fresh["labels"] = labels
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return fresh
    except (OSError, ValueError) as error:
        raise DataError("{path} is damaged; name another folder or remove this one.", path=folder / MANIFEST) from error
    if not isinstance(manifest, dict) or any(manifest.get(key) != fresh.get(key) for key in SAME):
        raise DataError(
            "{folder} was made from another source, other files or labels; name another folder or remove it.",
            folder=folder,
        )
    return dict(manifest)


def _chunks(entries: Sequence[SourcePicture]) -> Iterator[tuple[str, list[SourcePicture]]]:
    for split, group in groupby(entries, key=lambda entry: entry.split):
        members = list(group)
        for number, start in enumerate(range(0, len(members), SHARD)):
            yield f"{split}-{number:03d}.safetensors", members[start : start + SHARD]


def _write_shard(
    path: Path, entries: Sequence[SourcePicture], progress: Callable[[int], None]
) -> tuple[int, list[dict[str, str]]]:
    kept, pictures, skipped = [], [], []
    for number, entry in enumerate(entries):
        progress(number)
        try:
            pictures.append(entry.picture())
            kept.append(entry)
        except (FaceLabError, OSError, Image.DecompressionBombError, ValueError, SyntaxError) as error:
            skipped.append({"name": entry.name, "reason": str(error)})
    if kept:
        tensors = {
            "pictures": torch.from_numpy(np.stack(pictures)),
            "labels": torch.tensor([entry.labels for entry in kept], dtype=torch.int8),
            "identities": torch.tensor([entry.identity for entry in kept], dtype=torch.int64),
            "residuals": torch.tensor([entry.residual for entry in kept], dtype=torch.float32),
        }
        with atomic_write(path) as temporary:
            save_file(tensors, temporary)
    return len(kept), skipped


def _save(folder: Path, manifest: dict[str, Any]) -> None:
    with atomic_write(folder / MANIFEST) as temporary:
        temporary.write_text(json.dumps(manifest, indent=1), "utf-8")
