"""Whether this machine computes faster in bfloat16."""

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path

import torch


@cache
def fast_bfloat16(device: str = "cpu") -> bool:
    """Decided by the processor's flags (avx512_bf16, amx_bf16) or the GPU, not by timing, so that it repeats."""
    if device == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def fast_arithmetic(device: str = "cpu") -> AbstractContextManager[object]:
    """Convolutions in bfloat16 where that is faster: for training, statistics, parsing and the live picture.

    What is saved is drawn without.
    """
    return torch.autocast(device, torch.bfloat16) if fast_bfloat16(device) else nullcontext()
