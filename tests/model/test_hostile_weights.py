"""Weights files made to break or to fool: each is one sentence, and takes no memory."""

import json
import os
import pickle
import struct

import pytest
import torch
from safetensors.torch import load_file, save_file

from facelab.errors import WeightsError
from facelab.files import attributes_path
from facelab.latent import load_attributes
from facelab.model import ConvVAE, load_network
from facelab.model.checkpoint import file_hash


class Planted:
    """Runs a command when it is unpickled."""

    def __reduce__(self):
        return os.system, ("touch planted",)


def parts(data: bytes) -> tuple[dict, bytes]:
    (length,) = struct.unpack("<Q", data[:8])
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def joined(header: object, body: bytes) -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body


def with_header(data: bytes, change) -> bytes:
    header, body = parts(data)
    change(header)
    return joined(header, body)


def with_metadata(data: bytes, **changes: object) -> bytes:
    header, body = parts(data)
    header["__metadata__"]["facelab"] = json.dumps(json.loads(header["__metadata__"]["facelab"]) | changes)
    return joined(header, body)


def with_config(data: bytes, **changes: object) -> bytes:
    header, _ = parts(data)
    config = json.loads(header["__metadata__"]["facelab"])["config"]
    return with_metadata(data, config=config | changes)


def with_structure(data: bytes, **changes: object) -> bytes:
    header, _ = parts(data)
    config = json.loads(header["__metadata__"]["facelab"])["config"]
    return with_config(data, structure=config["structure"] | changes)


def overlapping(data: bytes) -> bytes:
    def change(header):
        first, second = sorted(name for name in header if name.startswith("prior"))
        header[second]["data_offsets"] = header[first]["data_offsets"]

    return with_header(data, change)


def beyond_the_end(data: bytes) -> bytes:
    def change(header):
        header["prior_mean"]["data_offsets"] = [len(data), len(data) + 32]

    return with_header(data, change)


def wrong_shape(data: bytes) -> bytes:
    def change(header):
        header["prior_mean"]["shape"] = [2, 4]

    return with_header(data, change)


def with_tensor(data: bytes, name: str, value: float) -> bytes:
    header, body = parts(data)
    start, _ = header[name]["data_offsets"]
    assert header[name]["dtype"] == "F32"
    return joined(header, body[:start] + struct.pack("<f", value) + body[start + 4 :])


def without_tensor(data: bytes) -> bytes:
    tensors = torch_tensors(data)
    del tensors["prior_mean"]
    return saved(tensors, data)


def torch_tensors(data: bytes) -> dict[str, torch.Tensor]:
    from safetensors.torch import load

    return load(data)


def saved(tensors: dict[str, torch.Tensor], data: bytes) -> bytes:
    from safetensors.torch import save

    return save(tensors, parts(data)[0]["__metadata__"])


HOSTILE = {
    "empty": lambda _: b"",
    "seven bytes": lambda data: data[:7],
    "zeros": lambda _: bytes(100_000),
    "a pickle": lambda _: pickle.dumps(Planted()),
    "a pickle behind a header's length": lambda _: struct.pack("<Q", 64) + pickle.dumps(Planted()).ljust(64),
    "a header of 100 MB": lambda _: joined({"__metadata__": {"facelab": " " * 100_000_000}}, b""),
    "a header said to be of 100 MB": lambda data: struct.pack("<Q", 100_000_000) + data[8:],
    "a header said to be of 16 EB": lambda data: b"\xff" * 8 + data[8:],
    "a header that is no JSON": lambda data: data[:8] + b"(" + data[9:],
    "a header that is a list": lambda _: joined([1, 2, 3], b""),
    "a header nested 100,000 deep": lambda _: struct.pack("<Q", 200_000) + b"[" * 100_000 + b"]" * 100_000,
    "a header with text that is no text": lambda data: data[:8] + b"\xff\xfe" + data[10:],
    "no metadata": lambda data: with_header(data, lambda header: header.pop("__metadata__")),
    "metadata of another program": lambda data: with_header(data, lambda h: h.update(__metadata__={"format": "pt"})),
    "metadata that are a number": lambda data: with_header(data, lambda h: h.update(__metadata__={"facelab": 5})),
    "cut short": lambda data: data[: len(data) // 2],
    "too long": lambda data: data + bytes(1000),
    "overlapping offsets": overlapping,
    "offsets beyond the end": beyond_the_end,
    "a wrong shape": wrong_shape,
    "a tensor missing": without_tensor,
    "a tensor too many": lambda data: saved(torch_tensors(data) | {"more": torch.zeros(3)}, data),
    "NaN": lambda data: with_tensor(data, "prior_mean", float("nan")),
    "infinity": lambda data: with_tensor(data, "log_sigma", float("inf")),
    "an unknown version": lambda data: with_metadata(data, version=99),
    "an unknown architecture": lambda data: with_metadata(data, architecture="Exec"),
    "another network": lambda data: with_metadata(data, architecture="AttributeNet"),
    "another preparation": lambda data: with_metadata(data, preprocessing={"size": 256}),
    "a face weight of nothing": lambda data: with_config(data, outside=0),
    "a face weight that is no number": lambda data: with_config(data, outside=float("nan")),
    "endless blocks": lambda data: with_structure(data, encoder_blocks=10**9),
    "a layer without channels": lambda data: with_structure(data, widths=[4, 4, 0, 4]),
    "no configuration": lambda data: with_metadata(data, config=None),
    "a configuration of words": lambda data: with_config(data, details="many"),
    "a setting unknown": lambda data: with_config(data, structure={"latents": 8, "code": "import os"}),
    "a network of terabytes": lambda data: with_config(data, details=2**40),
    "a network beyond counting": lambda data: with_config(data, details=2**70),
    "a negative network": lambda data: with_config(data, details=-1),
    "a network of no size": lambda data: with_config(data, structure={"latents": 8, "size": 0, "widths": [4, 4]}),
    "a network without levels": lambda data: with_config(data, structure={"latents": 8, "widths": []}),
}


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_checkpoint_is_refused_in_a_sentence(spoil, tiny_lab_files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "hostile.safetensors"
    path.write_bytes(spoil((tiny_lab_files / "tiny.safetensors").read_bytes()))
    with pytest.raises(WeightsError) as caught:
        load_network(path, ConvVAE)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "planted").exists()


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing", tmp_path, tmp_path / "pipe", tmp_path / ("x" * 300)):
        with pytest.raises(WeightsError):
            load_network(path, ConvVAE)


def test_the_file_unspoilt_is_read(tiny_lab_files):
    assert load_network(tiny_lab_files / "tiny.safetensors", ConvVAE).config.details == 4


ATTRIBUTES_SPOILT = {
    "a vector too many": lambda tensors: tensors | {"mean_vectors": torch.zeros(41, 8)},
    "a tensor missing": lambda tensors: {name: t for name, t in tensors.items() if name != "regions"},
    "NaN": lambda tensors: tensors | {"readout_bias": torch.full((40,), float("nan"))},
    "text for numbers": lambda tensors: tensors | {"readout_bias": torch.zeros(40, dtype=torch.int8)},
}


@pytest.mark.parametrize("spoil", ATTRIBUTES_SPOILT.values(), ids=ATTRIBUTES_SPOILT.keys())
def test_a_hostile_attributes_file_is_refused(spoil, tiny_lab_files, tmp_path):
    checkpoint = tiny_lab_files / "tiny.safetensors"
    original = attributes_path(checkpoint)
    metadata = parts(original.read_bytes())[0]["__metadata__"]
    save_file(spoil(load_file(original)), tmp_path / "a.safetensors", metadata)
    with pytest.raises(WeightsError):
        load_attributes(tmp_path / "a.safetensors", file_hash(checkpoint))


def test_a_checkpoint_is_no_attributes_file(tiny_lab_files):
    with pytest.raises(WeightsError):
        load_attributes(tiny_lab_files / "tiny.safetensors", "0" * 64)
