import pytest
import torch

from facelab.evaluate.locks import CASES, Case, edited_pictures, lock_drifts, table
from facelab.latent.attributes import attributes_path, load_attributes
from facelab.latent.edits import Edit
from facelab.model.checkpoint import file_hash

CROPS = torch.rand(6, 3, 128, 128, generator=torch.Generator().manual_seed(2))


@pytest.fixture(scope="module")
def attributes(tiny_lab_files):
    checkpoint = tiny_lab_files / "tiny.safetensors"
    return load_attributes(attributes_path(checkpoint), file_hash(checkpoint))


def test_nothing_asked_drifts_nowhere(tiny_vae, attributes):
    (drift,) = lock_drifts(tiny_vae, attributes, CROPS, [Case("Smiling", 0, "Male")])
    assert drift.free == drift.held == drift.moved_free == drift.moved_held == 0


def test_nothing_asked_is_drawn_unedited(tiny_vae, attributes):
    z = tiny_vae.encode(CROPS).mode()
    torch.testing.assert_close(edited_pictures(tiny_vae, attributes, z, Edit()), tiny_vae.decode(z), rtol=0, atol=0)


def test_a_lock_leaves_less_drift_in_the_picture(tiny_vae, attributes):
    drifts = lock_drifts(tiny_vae, attributes, CROPS, [Case("Smiling", 3, name) for name in ("Male", "Young", "Bangs")])
    assert all(drift.free > 0 and drift.held > 0 for drift in drifts)
    assert sum(drift.held for drift in drifts) < sum(drift.free for drift in drifts)


def test_the_table_has_a_row_for_every_case(tiny_vae, attributes):
    rows = table(lock_drifts(tiny_vae, attributes, CROPS)).splitlines()[2:]
    assert [row.split("|")[1].split()[0] for row in rows] == [case.asked for case in CASES]
