from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from facelab.attributes import index_of
from facelab.latent import disentangling as module
from facelab.latent.areas import EVERYWHERE, area_of
from facelab.latent.disentangling import disentangle
from facelab.latent.parts import PARTS
from facelab.latent.probes import LinearProbes

SMILING, BROWS, CHEEKS = map(index_of, ("Smiling", "Bushy_Eyebrows", "High_Cheekbones"))
PLACES = {SMILING: (slice(44, 52), slice(26, 38)), BROWS: (slice(24, 28), slice(14, 26)), CHEEKS: (slice(36, 40),) * 2}


def drawing(s: torch.Tensor) -> torch.Tensor:
    """Grey, with a mouth as bright as s_0, brows as s_1, cheeks as s_2."""
    picture = torch.full((len(s), 3, 64, 64), 0.5)
    for i, place in enumerate(PLACES.values()):
        picture[:, :, *place] = picture[:, :, *place] + 0.05 * s[:, i, None, None, None]
    return picture


def enlarged(picture: torch.Tensor) -> torch.Tensor:
    return F.interpolate(picture, scale_factor=2)


def looked_at(crops: torch.Tensor) -> torch.Tensor:
    """The s of a drawing."""
    small = F.avg_pool2d(crops, 2)
    return torch.stack([small[:, :, *place].mean((1, 2, 3)) - 0.5 for place in PLACES.values()], 1) / 0.05


def reader(crops: torch.Tensor) -> torch.Tensor:
    """Log-odds as bright as each place."""
    read = crops.new_zeros(len(crops), 40)
    read[:, list(PLACES)] = looked_at(crops)
    return read


VAE = SimpleNamespace(
    structure=drawing,
    encode_structure=lambda crops: SimpleNamespace(mean=looked_at(crops)),
    detail_code=None,
    detail=lambda d: torch.zeros(len(d), 3, 64, 64),
    edit=lambda s, *_: (enlarged(drawing(s)), torch.zeros(len(s), 1, 128, 128)),
    draw=lambda structure, _detail, _fade, _s: enlarged(structure),
    log_sigma=torch.zeros(()),
    config=SimpleNamespace(structure=SimpleNamespace(size=64)),
)
PROBES = LinearProbes(np.zeros((40, 3)), np.zeros(40))
PROBES.weights[list(PLACES)] = np.eye(3)


@pytest.fixture(scope="module")
def faces() -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Sixty faces; every other one smiles."""
    s = torch.randn(60, 3, generator=torch.Generator().manual_seed(1))
    labels = torch.zeros(60, 40)
    labels[::2, SMILING] = 1
    return [(enlarged(drawing(s)), labels)]


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    """Every smile lifts the brows and the cheeks; brows and cheeks can be had alone."""
    found = np.zeros((40, 3), np.float32)
    found[SMILING], found[BROWS], found[CHEEKS] = (1, 0.4, 0.4), (0, 1, 0), (0, 0, 1)
    return found


@pytest.fixture(autouse=True)
def everywhere(monkeypatch):
    """Smiles may show at the brows, too."""
    monkeypatch.setattr(module, "area_of", lambda _: EVERYWHERE)


def test_what_an_edit_moved_beside_is_taken_back_but_for_its_parts(vectors, faces):
    assert "High_Cheekbones" in PARTS["Smiling"] and "Bushy_Eyebrows" not in PARTS["Smiling"]
    made = disentangle(VAE, vectors, PROBES, np.ones((40, 2, 64, 64), np.float32), faces, [reader])
    smile = made[SMILING]
    assert smile[0] == pytest.approx(1, abs=1e-5)  # its own probe follows as before
    assert abs(smile[1]) < 0.15
    assert smile[2] == pytest.approx(0.4, abs=0.02)


def test_the_more_its_look_is_worth_the_more_of_it_stays(vectors, faces, monkeypatch):
    lifted = []
    for worth in (0, 10, 1000):
        monkeypatch.setattr(module, "LOOK", worth)
        made = disentangle(VAE, vectors, PROBES, np.ones((40, 2, 64, 64), np.float32), faces, [reader])
        lifted.append(made[SMILING, 1])
    assert abs(lifted[0]) < lifted[1] < lifted[2]
    assert lifted[2] == pytest.approx(0.4, abs=0.05)


def test_what_does_not_show_in_its_area_need_not_be_spared(vectors, faces, monkeypatch):
    raised = [(crops, torch.roll(labels, BROWS - SMILING, 1)) for crops, labels in faces]
    vectors = np.where(np.arange(40)[:, None] == BROWS, np.float32((0.4, 1, 0)), vectors)  # with every brow some smile
    smiles = []
    for area in (area_of, lambda _: EVERYWHERE):
        monkeypatch.setattr(module, "area_of", area)
        made = disentangle(VAE, vectors, PROBES, np.ones((40, 2, 64, 64), np.float32), raised, [reader])
        smiles.append(made[BROWS, 0])
    assert smiles[0] == pytest.approx(0.4, abs=0.02)
    assert abs(smiles[1]) < 0.15


def test_it_is_the_same_twice_and_progress_is_told(vectors, faces, monkeypatch):
    monkeypatch.setattr(module, "STEPS", 3)
    regions, told = np.ones((40, 2, 64, 64), np.float32), []
    one = disentangle(VAE, vectors, PROBES, regions, faces, [reader], lambda *what: told.append(what))
    assert np.array_equal(one, disentangle(VAE, vectors, PROBES, regions, faces, [reader]))
    assert told[-1] == ("sparing other attributes", 40)


def test_an_attribute_that_no_face_has_keeps_its_vector(vectors, faces, monkeypatch):
    monkeypatch.setattr(module, "STEPS", 3)
    made = disentangle(VAE, vectors, PROBES, np.ones((40, 2, 64, 64), np.float32), faces, [reader])
    assert np.array_equal(made[BROWS], vectors[BROWS])
    assert not np.array_equal(made[SMILING], vectors[SMILING])
