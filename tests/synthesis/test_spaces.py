"""Three latent spaces side by side."""

import csv
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from facelab.model.lecture.body import BodyConfig
from facelab.model.lecture.conditional_vae import ConditionalConfig
from facelab.model.lecture.family import LectureConfig, LectureModels
from facelab.pipeline.lab import Lab
from facelab.synthesis.spaces import LabelledFaces, lattice, points_of, write_spaces


def models() -> LectureModels:
    torch.manual_seed(0)
    return (
        LectureModels(LectureConfig(BodyConfig(16, (4, 6)), latents=3, conditional=ConditionalConfig(16, 4, (5,), 2)))
        .eval()
        .requires_grad_(False)
    )


def faces(count: int = 5) -> LabelledFaces:
    crops = torch.rand(count, 3, 128, 128, generator=torch.Generator().manual_seed(0))
    return LabelledFaces(crops, np.arange(count) % 2 == 0)


def test_a_face_lies_where_the_mean_of_its_posterior_is() -> None:
    lecture, shown = models(), faces()
    found = points_of(lecture, shown)
    assert list(found) == ["reconstruction", "kl", "both"]
    for name, points in found.items():
        np.testing.assert_allclose(points, lecture.planes[name].encode(shown.crops).mean)


def test_a_plane_is_decoded_from_top_left_to_bottom_right() -> None:
    points = lattice(2.0)
    assert points[0].tolist() == [-2, 2] and points[-1].tolist() == [2, -2]
    assert (points[1] - points[0])[0] > 0, "rows go to the right"


def test_the_sheet_and_the_table_of_points_are_written_and_repeat(lab: Lab, tmp_path: Path) -> None:
    lecture, shown = models(), faces()
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write_spaces(lab, lecture, shown, "Smiling", tmp_path / name)
    first, second = ((tmp_path / name / "spaces.png").read_bytes() for name in ("first", "second"))
    assert first == second
    with Image.open(tmp_path / "first" / "spaces.png") as sheet:
        assert sheet.width > 3 * 384 and sheet.height > 3 * 384
    with (tmp_path / "first" / "spaces.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Smiling"] for row in rows] == ["1", "0", "1", "0", "1"]
    expected = points_of(lecture, shown)["both"]
    np.testing.assert_allclose([[float(r["both z0"]), float(r["both z1"])] for r in rows], expected, rtol=1e-3)
