"""Checkpoints: safetensors files whose metadata say what network they hold."""

import hashlib
import json
import struct
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from pydantic import TypeAdapter, ValidationError
from safetensors import SafetensorError
from safetensors.torch import load, load_file, save_file
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from facelab.errors import WeightsError, reason
from facelab.files import atomic_write, readable
from facelab.model.flow import FlowConfig, FlowPrior
from facelab.model.glasses_remover import GlassesRemover, GlassesRemoverConfig
from facelab.model.judges import AttributeJudge, AttributeNet, AttributeNetConfig, IdentityJudge, JudgeConfig
from facelab.model.layers import channels_last
from facelab.model.lecture.family import LectureConfig, LectureModels
from facelab.model.parser import Parser, ParserConfig
from facelab.model.vae import ConvVAE, VAEConfig

VERSION = 1
MAX_FILE = 2_000_000_000
MAX_HEADER = 10_000_000
PREPROCESSING = {"size": 128, "colour": "sRGB", "range": [0, 1], "frame": "facelab-1"}
ARCHITECTURES: dict[str, tuple[type[Any], type[nn.Module]]] = {
    "ConvVAE": (VAEConfig, ConvVAE),
    "AttributeNet": (AttributeNetConfig, AttributeNet),
    "AttributeJudge": (JudgeConfig, AttributeJudge),
    "IdentityJudge": (JudgeConfig, IdentityJudge),
    "Parser": (ParserConfig, Parser),
    "GlassesRemover": (GlassesRemoverConfig, GlassesRemover),
    "FlowPrior": (FlowConfig, FlowPrior),
    "LectureModels": (LectureConfig, LectureModels),
}
STORED_AS = {"upsampler": "finish"}
"""Part of a network -> what it is called in the files, which keep their first names: a config's keys, and tensors."""
Network = TypeVar("Network", bound=nn.Module)


@dataclass(frozen=True)
class SafeFile:
    """The checked contents of a safetensors file: tensors, and the metadata's JSON."""

    tensors: dict[str, Tensor]
    metadata: dict[str, Any]


def save_tensors(
    path: Path,
    tensors: Mapping[str, Tensor],
    metadata: Mapping[str, Any],
    *,
    overwrite: bool = True,
    beside: Mapping[str, str] | None = None,
) -> None:
    """Write tensors and JSON metadata atomically as safetensors; ``beside``: metadata for other programs to read.

    Raises:
        OutputError: the place cannot be written.
    """
    with atomic_write(path, overwrite=overwrite) as temporary:
        plain = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
        try:
            save_file(plain, temporary, {**(beside or {}), "facelab": json.dumps(metadata, sort_keys=True)})
        except SafetensorError as error:  # a full disk, in its words
            raise OSError(str(error)) from error


def load_tensors(path: Path) -> SafeFile:
    """Read a safetensors file that FaceLab wrote.

    Raises:
        WeightsError: no such file, no safetensors, too large, damaged, or with values that are not finite.
    """
    header = _read_header(path)
    try:
        metadata = json.loads(header.get("__metadata__", {}).get("facelab", ""))
    except (ValueError, TypeError, RecursionError) as error:
        raise WeightsError(
            "{path} is a safetensors file but not one of FaceLab's; choose another.", path=path
        ) from error
    if not isinstance(metadata, dict) or metadata.get("version") != VERSION:
        raise WeightsError(
            "{path} has a version that this FaceLab does not know; use weights of version {version}.",
            path=path,
            version=VERSION,
        )
    return SafeFile(_read_tensors(path), metadata)


def load_foreign_tensors(path: Path) -> dict[str, Tensor]:
    """Read the tensors of any safetensors file, whoever wrote it.

    Raises:
        WeightsError: no such file, no safetensors, too large, damaged, or with values that are not finite.
    """
    _read_header(path)
    return _read_tensors(path)


def tensors_in(path: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file, unchecked.

    Raises:
        SafetensorError, OSError: it cannot be read.
    """
    if readable(str(path)) != str(path):  # safetensors opens no file whose name is no UTF-8
        return load(path.read_bytes())
    return load_file(path)


def _read_tensors(path: Path) -> dict[str, Tensor]:
    try:
        tensors = tensors_in(path)
    except (SafetensorError, OSError, ValueError, TypeError) as error:
        raise WeightsError("{path} is damaged ({error}); get the file again.", path=path, error=str(error)) from error
    for name, tensor in tensors.items():
        if tensor.is_floating_point() and not torch.isfinite(tensor).all():
            raise WeightsError(
                "{path} holds values that are not finite in {name}; get the file again.", path=path, name=name
            )
    return tensors


def _read_header(path: Path) -> dict[str, Any]:
    # Checked before any memory is taken for tensors: the file could claim anything.
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever
            raise WeightsError("{path} is no file; name a FaceLab weights file (safetensors).", path=path)
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
            if not 2 <= length <= MAX_HEADER or length > size or size > MAX_FILE:
                raise _no_weights(path)
            header = json.loads(stream.read(length))
    except OSError as error:
        raise WeightsError(
            "{path} cannot be read ({reason}); check its name and its permissions.", path=path, reason=reason(error)
        ) from error
    except (ValueError, RecursionError) as error:
        raise _no_weights(path) from error
    if not isinstance(header, dict) or not isinstance(header.get("__metadata__", {}), dict):
        raise _no_weights(path)
    return header


def _no_weights(path: Path) -> WeightsError:
    return WeightsError("{path} is not a FaceLab weights file (safetensors); choose another.", path=path)


def save_network(path: Path, network: nn.Module, notes: Mapping[str, Any], *, half: bool = False) -> None:
    """Write a network with its architecture.

    Args:
        path: the file.
        network: one of ARCHITECTURES.
        notes: what else the metadata should tell (how it was trained).
        half: store matrices and kernels as float16, half as large.
    """
    metadata = {
        "version": VERSION,
        "architecture": type(network).__name__,
        "config": _stored(asdict(network.config)),  # type: ignore[call-overload]
        "preprocessing": PREPROCESSING,
        "notes": dict(notes),
    }
    tensors = {
        name: tensor.half() if half and tensor.ndim > 1 and not name.rpartition(".")[2].startswith("prior") else tensor
        for name, tensor in network.state_dict().items()
    }
    save_tensors(path, _stored(tensors), metadata)


def _stored(named: Any) -> Any:
    """What the networks call so, as the files call it, and the other way round: each name stands for the other's."""
    if not isinstance(named, Mapping):  # what a damaged file holds is refused where it is understood
        return named
    names = STORED_AS | {stored: part for part, stored in STORED_AS.items()}
    parts = ((name.partition("."), value) for name, value in named.items())
    return {names.get(part, part) + dot + rest: value for (part, dot, rest), value in parts}


def load_network(path: Path, kind: type[Network]) -> Network:
    """Read a network of the given class, ready to use (evaluation mode, channels last, no gradients).

    Raises:
        WeightsError: the file cannot be used; the message says why.
    """
    file = load_tensors(path)
    config_type, network_type = ARCHITECTURES.get(str(file.metadata.get("architecture")), (None, None))
    if config_type is None or network_type is not kind:
        raise WeightsError("{path} holds no {kind}; choose weights of that kind.", path=path, kind=kind.__name__)
    if file.metadata.get("preprocessing") != PREPROCESSING:
        raise WeightsError(
            "{path} wants its pictures prepared in a way that this FaceLab does not know; update FaceLab.", path=path
        )
    try:
        config = TypeAdapter(config_type).validate_python(_stored(file.metadata.get("config")))
    except ValidationError as error:
        raise WeightsError(
            "{path} describes a network that this FaceLab does not know; update FaceLab.", path=path
        ) from error
    return _fill(path, kind, config, _stored(file.tensors))


def _fill(path: Path, kind: type[Network], config: Any, tensors: dict[str, Tensor]) -> Network:
    try:
        # Shapes alone, no memory: a config could ask for any size.
        with torch.device("meta"), _Unfilled(), warnings.catch_warnings(action="ignore"):
            shapes = {name: tensor.shape for name, tensor in kind(config).state_dict().items()}
    except (ValueError, TypeError, ArithmeticError, RuntimeError, MemoryError) as error:
        raise WeightsError("{path} describes a network that cannot be built; get the file again.", path=path) from error
    if {name: tensor.shape for name, tensor in tensors.items()} != shapes:
        raise WeightsError("{path} holds tensors that do not fit its own description; get the file again.", path=path)
    with _Unfilled():
        network = kind(config)
    network.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
    return channels_last(network.eval().requires_grad_(False))


class _Unfilled(TorchFunctionMode):
    """Draws no initial values: they would be thrown away, and on shapes alone PyTorch imports its compiler for them."""

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if getattr(func, "__name__", "") in ("normal_", "uniform_", "kaiming_normal_", "kaiming_uniform_"):
            return args[0] if args else (kwargs or {})["tensor"]
        return func(*args, **(kwargs or {}))


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal: what an attributes file is bound to."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def structure_hash(vae: ConvVAE) -> str:
    """SHA-256, hexadecimal, of the networks of s as they are in float16: the same whatever detail and upsampler are."""
    digest = hashlib.sha256()
    for network in (vae.encoder, vae.decoder):
        for name, tensor in sorted(network.state_dict().items()):
            digest.update(name.encode() + tensor.detach().cpu().half().contiguous().numpy().tobytes())
    return digest.hexdigest()
