from dataclasses import replace

import numpy as np
import pytest

from facelab.photo.mesh import FaceMesh
from facelab.photo.outputs import levels
from facelab.render import preview
from facelab.synthesis.blends import Blend
from facelab.synthesis.interpolation import Interpolation, InterpolationPreview
from facelab.synthesis.morphs import Morph, facing_alike


def looking(face, pixels):
    """The face with its nose so many pixels of the crop to the right of the middle."""
    crop = face.crop
    nose = crop.face.landmarks.copy()
    nose[2, 0] += (pixels - crop.turn) / crop.similarity.scale
    return replace(face, crop=replace(crop, face=replace(crop.face, landmarks=nose)))


def test_heads_that_look_in_different_directions_are_told_of(lab, faces):
    turned = looking(faces[0], faces[0].crop.turn + 9)
    assert Interpolation(lab, (faces[0], turned)).is_turned_apart
    assert Interpolation(lab, (turned, faces[0])).is_turned_apart
    assert not Interpolation(lab, (faces[0], faces[0])).is_turned_apart
    assert not Interpolation(lab, (faces[0], turned), only=("Smiling",)).is_turned_apart  # the head stays as it is


def test_a_head_that_looks_the_other_way_is_mirrored_in_the_photo_alone(lab, faces):
    left, right = looking(faces[0], -8.0), looking(faces[0], 8.5)
    between = Interpolation(lab, (left, right))
    assert between.is_mirrored
    assert not between.is_turned_apart
    mirrored = facing_alike((left, right))[1]
    assert mirrored.crop.turn == pytest.approx(-right.crop.turn, abs=0.3)
    assert np.abs(mirrored.crop.pixels - right.crop.pixels[:, ::-1]).max() < 0.02
    expected = Morph(Blend(lab, (left, mirrored))).picture(1.0).samples
    assert np.array_equal(between.photo(1.0).samples, expected)
    assert not np.array_equal(expected, Morph(Blend(lab, (left, right))).picture(1.0).samples)
    unmirrored = Blend(lab, (left, right)).pictures(np.array([[0, 1]], np.float32))[0]
    assert np.array_equal(between.picture(1.0), levels(unmirrored))
    for path, only in (((left, left), ()), ((left, faces[1]), ()), ((left, right), ("Smiling",))):
        assert not Interpolation(lab, path, only=only).is_mirrored


def test_a_head_that_would_look_no_more_alike_is_not_mirrored(faces):
    path = looking(faces[0], 1.0), looking(faces[0], 10.0)
    assert facing_alike(path) == path


def test_a_frame_finds_out_no_more_than_what_changes(lab, faces, monkeypatch):
    """The photo's tones are known from the first frame on; where the blend's mesh lies is asked once for both faces."""
    asked, points = [], FaceMesh.points
    shown = InterpolationPreview(Interpolation(lab, (faces[0], faces[0])), (200, 200))
    shown.at(0.5)
    toning_of = preview.toning_of
    monkeypatch.setattr(preview, "toning_of", lambda *given: asked.append("toning") or toning_of(*given))
    monkeypatch.setattr(FaceMesh, "points", lambda mesh, pixels: asked.append("mesh") or points(mesh, pixels))
    shown.at(0.6)
    assert asked == ["mesh"]
