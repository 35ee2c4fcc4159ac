"""What the benchmarks work on, and the ratios that they end with.

    python -m pytest benchmarks

Times are pytest-benchmark's; ``ratio`` compares two things in turn, in one run, for times alone say more of the machine
than of FaceLab. The photos are made of the public-domain sample, so that they can be had anywhere.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

import facelab
from facelab.files import resource
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.photo.write import write

RATIOS = pytest.StashKey[list[str]]()
SIDES = {"1mp": 1000, "12mp": 3464}

Ratio = Callable[..., float]


def pytest_configure(config):
    config.stash[RATIOS] = []


def pytest_terminal_summary(terminalreporter, config):
    if config.stash[RATIOS]:
        terminalreporter.section("ratios, medians of the same run")
        for line in config.stash[RATIOS]:
            terminalreporter.write_line(line)


@pytest.fixture
def ratio(request) -> Ratio:
    """``ratio(name, work, against, limit, rounds)``: how much longer ``work`` takes; noted, and no more than limit."""

    def measure(
        name: str,
        work: Callable[[], object],
        against: Callable[[], object],
        limit: float,
        rounds: int,
        per: float = 1.0,
    ) -> float:
        work(), against()
        times = [(_seconds(work), _seconds(against)) for _ in range(rounds)]
        one, other = (statistics.median(column) for column in zip(*times, strict=True))
        found = one / (other * per)
        line = f"{name}: {found:.2f} (at most {limit:g}): {1000 * one:.2f} ms against {1000 * other * per:.2f} ms"
        request.config.stash[RATIOS].append(line)
        assert found <= limit, line
        return found

    return measure


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@pytest.fixture(scope="session", autouse=True)
def _without_gradients():
    with torch.inference_mode():
        yield


@pytest.fixture(scope="session")
def lab() -> facelab.Lab:
    return facelab.load()


@pytest.fixture(scope="session")
def photos(tmp_path_factory) -> dict[str, Path]:
    """Square JPEG photos of 1 and 12 megapixels."""
    sample = read(resource("sample/astronaut.png"))
    folder = tmp_path_factory.mktemp("photos")
    paths = {name: folder / f"{name}.jpg" for name in SIDES}
    for name, path in paths.items():
        write(Picture(cv2.resize(sample.samples, [SIDES[name]] * 2, interpolation=cv2.INTER_CUBIC)), path)
    return paths


@pytest.fixture(scope="session")
def crops(lab) -> np.ndarray:
    """(64, 128, 128, 3), sRGB 0..1: faces of nobody."""
    return lab.sample(64, seed=1)


@pytest.fixture(scope="session")
def z(lab, crops) -> torch.Tensor:
    """(64, S + D)."""
    return lab.encode(crops).mode()
