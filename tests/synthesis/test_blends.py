"""Faces between faces, on a model that draws none."""

import numpy as np
import pytest

from facelab.attributes import index_of
from facelab.latent import Edit, log_odds
from facelab.latent.interpolation import along, sheet
from facelab.render.morph import face_area
from facelab.synthesis.blends import Blend, scale_edit, transfer_attributes
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import sampled_face


def test_the_ends_of_a_path_are_the_faces_themselves(lab, faces):
    left, right = Blend(lab, faces).pictures(along(2, [0, 1]))
    assert np.allclose(left, lab.decode(faces[0].z[None])[0], atol=1e-5)
    assert np.allclose(right, lab.decode_drawn(faces[1].z[None])[0], atol=1e-5)


def test_half_way_the_face_is_of_both_and_around_it_one_dissolves_into_the_other(lab, faces):
    shares = along(2, [0.5])
    blend = Blend(lab, faces)
    s, detail, fade = blend.mixed(shares)
    drawn = lab.vae.draw(lab.vae.structure(s), detail, fade, s).clamp(0, 1)[0].permute(1, 2, 0).numpy()
    found = blend.pictures(shares)[0]
    inside = face_area(blend.points(shares[0])) > 0
    assert np.array_equal(found[~inside], drawn[~inside])
    assert np.abs(found - drawn)[inside].max() > 0.01


def test_a_sheet_of_four_has_the_faces_in_its_corners(lab):
    four = tuple(sampled_face(lab, SampleSpec(seed)) for seed in range(4))
    pictures = Blend(lab, four).pictures(sheet(3, 3))
    corners = lab.decode_drawn(np.stack([face.z for face in four]))
    assert np.allclose(pictures[[0, 2, 6, 8]], corners, atol=1e-5)


def test_many_blends_are_drawn_as_one_by_one(lab, faces):
    shares = along(2, np.linspace(0, 1, 70))  # more than are drawn at once
    many = Blend(lab, faces).pictures(shares)
    assert np.allclose(many[[3, 66]], [Blend(lab, faces).pictures(shares[[n]])[0] for n in (3, 66)], atol=1e-5)


def test_a_borrowed_attribute_stands_where_it_stands_in_the_other(lab, faces):
    edit = transfer_attributes(lab, *faces, ["Smiling"])
    count = lab.vae.config.structure.latents
    moved = faces[0].z[:count] + edit.amounts["Smiling"] * lab.attributes.partial_vectors[index_of("Smiling")]
    odds = log_odds(np.stack([moved, faces[1].z[:count]]), lab.attributes)[:, index_of("Smiling")]
    assert odds[0] == pytest.approx(odds[1], abs=1e-3)


def test_scaling_an_edit_leaves_its_locks():
    edit = Edit({"Smiling": 2.0, "Young": -1.0}, locks=frozenset({"Male"}))
    assert scale_edit(edit, 0.5) == Edit({"Smiling": 1.0, "Young": -0.5}, locks=frozenset({"Male"}))
