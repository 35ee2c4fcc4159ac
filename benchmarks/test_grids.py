"""Many faces on one sheet: how fast they are drawn, and how much memory a large sheet takes."""

import subprocess
import sys

import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode

from facelab.latent import Edit
from facelab.synthesis import grids
from facelab.synthesis.cells import Cell
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import sampled_face

CELLS = 256
MATRIX = 1024
GIGABYTE = 2**30

LARGE = """
import resource, sys
from pathlib import Path
import facelab
from facelab.synthesis import grids
from facelab.render.sheet import Style

lab = facelab.load()
grids.write_grid(lab, grids.drawn(lab, 100, 100, 1, 1.0), Style(cell=int(sys.argv[2])), Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_cells_are_drawn_faster_than_one_by_one(ratio, lab):
    face = sampled_face(lab, SampleSpec(1))
    cells = [Cell(face, Edit({"Smiling": 3 * n / CELLS})) for n in range(CELLS)]

    def together():
        for _ in grids.of_cells(lab, cells, 16).chunks():
            pass

    def alone():
        for n in range(CELLS):
            lab.decode_drawn(face.z[None] * (1 - n / CELLS))

    ratio(f"{CELLS} cells of a grid, against single decodes", together, alone, limit=1.0, rounds=3)


def test_cells_are_drawn_near_the_arithmetic_limit(ratio, lab):
    """Against the multiplications of D and the upsampler at the rate of a large product of matrices."""
    face = sampled_face(lab, SampleSpec(1))
    cells = [Cell(face, Edit({"Smiling": 3 * n / CELLS})) for n in range(CELLS)]
    with FlopCounterMode(display=False) as counter:
        lab.decode_drawn(np.stack([face.z] * 2))  # two: what is ordered for one alone is not counted
    products = CELLS * counter.get_total_flops() / 2 / (2 * MATRIX**3)
    one, other = torch.rand(2, MATRIX, MATRIX)

    def together():
        for _ in grids.of_cells(lab, cells, 16).chunks():
            pass

    def arithmetic():
        for _ in range(round(products)):
            one @ other

    ratio(f"{CELLS} cells of a grid, against their arithmetic", together, arithmetic, limit=3.0, rounds=3)


def test_ten_thousand_faces_take_less_than_a_gigabyte(request, tmp_path):
    from benchmarks.conftest import RATIOS

    for cell, suffix in ((64, ".png"), (128, ".png"), (128, ".pdf")):
        command = [sys.executable, "-c", LARGE, str(tmp_path / f"large{suffix}"), str(cell)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        (tmp_path / f"large{suffix}").unlink()
        used = 1024 * int(done.stdout.split()[-1])
        line = f"100 x 100 faces of {cell} pixels, {suffix}: {used / GIGABYTE:.2f} GiB at most (at most 1)"
        request.config.stash[RATIOS].append(line)
        assert used < GIGABYTE, line
