"""Faces between faces, on a model that draws none."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from facelab.attributes import index_of
from facelab.canonical import ellipse_radius
from facelab.errors import DataError, EditError, FaceError
from facelab.latent import Edit, log_odds
from facelab.latent.interpolation import along, sheet
from facelab.photo.colour import encode_srgb
from facelab.photo.outputs import levels
from facelab.render.head import Head
from facelab.synthesis.blends import Blend, Morph, facing_alike, morph_photo, scale_edit, transfer_attributes
from facelab.synthesis.interpolation import Interpolation
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import encoded_face, encoded_faces, face_of_photo, sampled_face


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


def test_a_word_means_a_draw_a_crop_or_a_photo(lab, photo, noise_photo, tmp_path):
    drawn = encoded_face(lab, "seed:12")
    assert drawn.drawn
    assert np.array_equal(drawn.z, sampled_face(lab, SampleSpec(12)).z)
    assert np.array_equal(
        lab.decode_drawn(drawn.z[None]), lab.sample(1, seed=12, spread=0.75)
    )  # what "draw a face" opens
    crop = encoded_face(lab, str(noise_photo), aligned=True)
    assert crop.crop is None
    from facelab.project import storage

    storage.save(photo.edit(Smiling=1.0), tmp_path / "some.facelab", embed=True)
    edited = encoded_face(lab, str(tmp_path / "some.facelab"))
    assert not np.allclose(edited.z, face_of_photo(photo, 0, "noise").z)  # the face as it is edited
    with pytest.raises(DataError):
        encoded_faces(lab, [])
