"""What is no face is made of faces, and how well scores tell it is the area under the ROC curve."""

import numpy as np
import pytest
import torch
from PIL import Image

from facelab.evaluate import anomalies
from facelab.latent.anomaly import SCORES


@pytest.fixture(scope="module")
def faces():
    return torch.rand(6, 3, 128, 128, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("kind", anomalies.MADE)
def test_each_kind_is_as_many_crops_that_are_other_than_the_faces(kind, faces):
    made = anomalies.MADE[kind](faces, torch.Generator().manual_seed(2))
    assert made.shape == faces.shape and made.min() >= 0 and made.max() <= 1
    assert not torch.equal(made, faces)


def test_scrambled_faces_have_the_same_pixels(faces):
    made = anomalies.scrambled(faces, torch.Generator().manual_seed(2))
    assert torch.equal(made.flatten(2).sort(2)[0], faces.flatten(2).sort(2)[0])


def test_auc_is_a_half_for_the_same_and_1_for_what_is_always_above():
    known = np.arange(5.0)
    assert anomalies.auc(known, known) == 0.5
    assert anomalies.auc(known + 9, known) == 1.0
    assert anomalies.auc(known - 9, known) == 0.0


def test_a_folder_gives_its_kinds_and_leaves_out_what_is_no_picture(faces, tmp_path):
    (tmp_path / "cats").mkdir()
    (tmp_path / "empty").mkdir()
    Image.new("RGB", (300, 200), (255, 0, 0)).save(tmp_path / "cats" / "a.png")
    (tmp_path / "cats" / "b.txt").write_text("no picture")
    found = anomalies.others(faces, tmp_path)
    assert list(found) == [*anomalies.MADE, "cats"] and found["cats"].shape == (1, 3, 128, 128)
    torch.testing.assert_close(found["cats"][0, :, 64, 64], torch.tensor([1.0, 0.0, 0.0]))


def test_the_reference_names_the_score_with_the_greatest_mean(tiny_lab, faces):
    others = {"plain": anomalies.plain(faces, torch.Generator()), "same": faces}
    found, reference = anomalies.measure(tiny_lab, faces, others)
    means = {f.method: f.value for f in found if f.name == "AUC"}
    assert reference.best == max(means, key=means.get) and set(means) == set(SCORES)
    assert {f.value for f in found if f.name == "AUC, same"} == {0.5}
