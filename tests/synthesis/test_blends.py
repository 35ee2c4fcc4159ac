"""Faces between faces, on a model that draws none."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from facelab.attributes import index_of
from facelab.canonical import ellipse_radius
from facelab.errors import EditError, FaceError
from facelab.latent import Edit, log_odds
from facelab.latent.interpolation import along, sheet
from facelab.photo.colour import encode_srgb
from facelab.render.head import Head
from facelab.synthesis.blends import Blend, Morph, morph_photo, scale_edit, transfer_attributes
from facelab.synthesis.interpolation import Interpolation
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import sampled_face


def test_the_ends_of_a_path_are_the_faces_themselves(lab, faces):
    left, right = Blend(lab, faces).pictures(along(2, [0, 1]))
    assert np.allclose(left, lab.decode(faces[0].z[None])[0], atol=1e-5)
    assert np.allclose(right, lab.decode_drawn(faces[1].z[None])[0], atol=1e-5)


def test_half_way_the_details_of_both_are_faded_where_they_differ(lab, faces):
    pair = (faces[0], of_photo_with_other_detail(faces[0]))
    same_structure = Blend(lab, pair).pictures(along(2, [0.5]))
    mixed = lab.decode((pair[0].z + pair[1].z)[None] / 2)
    assert np.allclose(same_structure, mixed, atol=1e-5)  # nothing differs: no detail is dropped
    half = Blend(lab, faces)
    assert not np.allclose(half.pictures(along(2, [0.5])), lab.decode(half.latents(along(2, [0.5]))), atol=1e-3)


def test_half_way_nothing_is_faded_around_the_face(lab, faces):
    pair = (faces[0], replace(faces[0], z=faces[0].z + np.float32(2)))
    half = Blend(lab, pair)
    moved = np.abs(half.pictures(along(2, [0.5])) - lab.decode(half.latents(along(2, [0.5]))))[0].max(2)
    around = ellipse_radius(128) > 1.4
    assert moved[~around].max() > 20 * moved[around].max()  # not 0: the network looks farther than a pixel


def of_photo_with_other_detail(face):
    from dataclasses import replace

    z = face.z.copy()
    z[-4:] += 1
    return replace(face, z=z)


def test_a_sheet_of_four_has_the_faces_in_its_corners(lab):
    four = tuple(sampled_face(lab, SampleSpec(seed)) for seed in range(4))
    pictures = Blend(lab, four).pictures(sheet(3, 3))
    corners = lab.decode_drawn(np.stack([face.z for face in four]))
    assert np.allclose(pictures[[0, 2, 6, 8]], corners, atol=1e-5)


def test_many_blends_are_drawn_as_one_by_one(lab, faces):
    shares = along(2, np.linspace(0, 1, 70))  # more than are drawn at once
    many = Blend(lab, faces).pictures(shares)
    assert np.allclose(many[[3, 66]], [Blend(lab, faces).pictures(shares[[n]])[0] for n in (3, 66)], atol=1e-5)


def test_at_its_beginning_a_morph_is_the_very_photo(photo, faces):
    assert Morph(Blend(photo.original.engine, faces)).picture(0) is photo.original.picture


def test_for_the_screen_the_same_is_made_quickly(lab, faces):
    between, morph = Interpolation(lab, faces), Morph(Blend(lab, faces))
    for alpha in (0.2, 0.8):
        away = between.picture_on_screen(alpha).astype(int) - between.picture(alpha)
        assert np.abs(away).max() <= 8  # bfloat16, where that is fast
        quick, exact = morph.change(alpha, for_screen=True), morph.change(alpha)
        moved = [encode_srgb(change.edited) - encode_srgb(change.unedited) for change in (quick, exact)]
        assert np.abs(moved[0] - moved[1]).max() < 0.03
        assert np.abs(quick.fade - exact.fade).max() < 0.1
    only = Interpolation(lab, faces, only=("Smiling",))
    assert np.array_equal(only.picture_on_screen(0.5), only.picture(0.5))


def test_a_morph_changes_the_face_and_leaves_the_background(photo, faces):
    before, after = photo.original.picture.samples, Morph(Blend(photo.original.engine, faces)).picture(1).samples
    moved = np.abs(after.astype(int) - before).max(2)
    assert moved[40:168, 60:188].max() > 8
    outside = moved.copy()
    outside[40:168, 60:188] = 0
    assert outside.max() == 0


def test_where_the_other_has_no_head_the_photo_keeps_its_hair(lab, faces, monkeypatch):
    head = faces[0].crop.head
    hair = (head.whole > 0) & (cv2.dilate(head.face, np.ones((21, 21), np.uint8)) == 0)
    nothing, moved = np.zeros_like(head.whole), []
    for other in (nothing, nothing + 1):
        monkeypatch.setattr("facelab.render.head.find_head", lambda *_, other=other: Head(other, other))
        change = Morph(Blend(lab, faces)).change(1.0)
        moved.append(np.abs(change.edited - change.unedited).max(2) + change.fade)
    assert moved[0][hair].max() == 0 < moved[1][hair].max()
    assert np.array_equal(moved[0][head.face == 1], moved[1][head.face == 1])


def test_a_morph_needs_a_photo_and_one_other_face(lab, faces):
    for given in (faces[::-1], faces[:1], (*faces, faces[1])):
        with pytest.raises(FaceError):
            Morph(Blend(lab, given)).picture(0.5)
    with pytest.raises(EditError):
        Morph(Blend(lab, faces)).picture(1.5)


def test_a_borrowed_attribute_stands_where_it_stands_in_the_other(lab, faces):
    edit = transfer_attributes(lab, *faces, ["Smiling"])
    count = lab.vae.config.structure.latents
    moved = faces[0].z[:count] + edit.amounts["Smiling"] * lab.attributes.partial_vectors[index_of("Smiling")]
    odds = log_odds(np.stack([moved, faces[1].z[:count]]), lab.attributes)[:, index_of("Smiling")]
    assert odds[0] == pytest.approx(odds[1], abs=1e-3)


def test_taking_over_an_attribute_alone_is_an_edit_of_the_photo(photo, faces):
    lab = photo.original.engine
    assert morph_photo(lab, faces, 0.0, only=["Smiling"]) is photo.original.picture
    made = morph_photo(lab, faces, 1.0, only=["Smiling"]).samples
    edit = transfer_attributes(lab, *faces, ["Smiling"])
    assert np.array_equal(made, photo.edit(edit.amounts).picture.samples)


def test_scaling_an_edit_leaves_its_locks():
    edit = Edit({"Smiling": 2.0, "Young": -1.0}, locks=frozenset({"Male"}))
    assert scale_edit(edit, 0.5) == Edit({"Smiling": 1.0, "Young": -0.5}, locks=frozenset({"Male"}))
