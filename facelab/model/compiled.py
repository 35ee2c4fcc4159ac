"""Pictures of one face as quickly as this processor can: what the frames of a drag are drawn with.

For one small picture PyTorch takes longer to set up each convolution, at every call, than to compute it. oneDNN Graph
sets all of a network up once, and what lies between its layers along with them; PyTorch reaches it through TorchScript.
"""

import os
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from facelab.model.precision import fast_arithmetic
from facelab.model.vae import ConvVAE

CORES = 4
"""Threads that are set up for, where there are as many: those that frames are made in."""
RUNS = 3
"""Calls after which TorchScript has seen what it is given, and has compiled."""

Drawing = Callable[..., tuple[Tensor, Tensor]]
"""What gives a picture and a map of where it changed."""


@dataclass(frozen=True, eq=False)
class CompiledVAE:
    """Methods of ``ConvVAE`` for one face at a time, in bfloat16 where that is faster."""

    structure: Callable[[Tensor], Tensor]
    edit: Drawing
    draw: Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]


def compile_vae(vae: ConvVAE) -> CompiledVAE:
    """Set a model up; takes half a second.

    Where PyTorch has no oneDNN Graph (it has on Linux), layer after layer is computed as ever.
    """
    picture = vae.structure(vae.prior_mean[None]).contiguous()
    face, plane = (vae.prior_mean[None], picture, torch.zeros_like(picture)), picture[:, :1]
    with warnings.catch_warnings(), ThreadPoolExecutor(1, initializer=_take_cores) as alone:
        warnings.simplefilter("ignore")  # TorchScript says that it is old, and what it takes for constant
        torch.jit.enable_onednn_fusion(True)
        set_up = _compiled if torch.jit.onednn_fusion_enabled() else _plain
        structure = alone.submit(set_up, vae.structure, face[0])
        edit = alone.submit(set_up, vae.edit, face[0], picture, *face[1:], plane, plane)
        draw = alone.submit(set_up, vae.draw, picture, face[2], plane, face[0])
        return CompiledVAE(structure.result(), edit.result(), draw.result())


def _take_cores() -> None:
    """What is compiled is compiled for the number of cores of the thread, which is the thread's own."""
    torch.get_num_threads()  # the first call in a thread sets the default, which would come after ours
    torch.set_num_threads(min(CORES, os.cpu_count() or 1))


def _compiled(function: Callable[..., Any], *examples: Tensor) -> Callable[..., Any]:
    with torch.no_grad(), fast_arithmetic():
        function(*examples)  # what is computed once and kept is no part of every frame
        compiled: Any = torch.jit.trace(lambda *given: function(*given), examples, check_trace=False)
    with torch.inference_mode():
        for _ in range(RUNS):
            compiled(*examples)
    return compiled  # type: ignore[no-any-return]


def _plain(function: Callable[..., Any], *_examples: Tensor) -> Callable[..., Any]:
    def work(*given: Tensor) -> Any:
        with fast_arithmetic():
            return function(*given)

    return work
