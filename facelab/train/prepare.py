"""Make a data folder: shards of aligned faces with their labels, and a manifest."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import UnidentifiedImageError
from safetensors.torch import save_file

from facelab.errors import DataError, FaceLabError
from facelab.files import atomic_write
from facelab.train.data import MANIFEST
from facelab.train.sources import Entry, find_entries

VERSION = 1
SHARD = 4096


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
    entries = sorted(find_entries(source), key=lambda entry: entry.split)
    folder.mkdir(parents=True, exist_ok=True)
    manifest = _begun(folder, source, len(entries))
    done = 0
    for file, chunk in _chunks(entries):
        if file not in {shard["file"] for shard in manifest["shards"]}:
            kept, skipped = _write_shard(folder / file, chunk)
            manifest["shards"].append({"file": file, "split": chunk[0].split, "count": kept})
            manifest["skipped"] += skipped
            _save(folder, manifest)
        done += len(chunk)
        if progress:
            progress(done, len(entries))
    return manifest


def _begun(folder: Path, source: Path, entries: int) -> dict[str, Any]:
    fresh = {"version": VERSION, "source": str(source.resolve()), "entries": entries, "shards": [], "skipped": []}
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except FileNotFoundError:
        return fresh
    except (OSError, ValueError) as error:
        raise DataError(f"{folder / MANIFEST} is damaged; name another folder or remove this one.") from error
    if any(manifest.get(key) != fresh[key] for key in ("version", "source", "entries")):
        raise DataError(f"{folder} was made from another source; name another folder or remove this one.")
    return dict(manifest)


def _chunks(entries: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    for split, group in groupby(entries, key=lambda entry: entry.split):
        members = list(group)
        for number, start in enumerate(range(0, len(members), SHARD)):
            yield f"{split}-{number:03d}.safetensors", members[start : start + SHARD]


def _write_shard(path: Path, entries: Sequence[Entry]) -> tuple[int, list[dict[str, str]]]:
    kept, pictures, skipped = [], [], []
    for entry in entries:
        try:
            pictures.append(entry.picture())
            kept.append(entry)
        except (FaceLabError, OSError, UnidentifiedImageError, ValueError, SyntaxError) as error:
            skipped.append({"name": entry.name, "reason": str(error)})
    if kept:
        tensors = {
            "pictures": torch.from_numpy(np.stack(pictures)),
            "labels": torch.tensor([entry.labels for entry in kept], dtype=torch.int8),
            "identities": torch.tensor([entry.identity for entry in kept], dtype=torch.int64),
        }
        with atomic_write(path) as temporary:
            save_file(tensors, temporary)
    return len(kept), skipped


def _save(folder: Path, manifest: dict[str, Any]) -> None:
    with atomic_write(folder / MANIFEST) as temporary:
        temporary.write_text(json.dumps(manifest, indent=1))
