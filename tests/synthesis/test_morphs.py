"""A photo's face on its way to another's, on a model that draws none."""

import numpy as np
import pytest

from facelab.errors import EditError, FaceError
from facelab.synthesis.blends import Blend, transfer_attributes
from facelab.synthesis.interpolation import Interpolation
from facelab.synthesis.morphs import Morph, morph_photo


def test_at_its_beginning_a_morph_is_the_very_photo(photo, faces):
    assert Morph(Blend(photo.original.engine, faces)).picture(0) is photo.original.picture


def test_for_the_screen_the_same_is_made_quickly(lab, faces):
    between, morph = Interpolation(lab, faces), Morph(Blend(lab, faces))
    for alpha in (0.2, 0.8):
        away = between.picture_on_screen(alpha).astype(int) - between.picture(alpha)
        assert np.abs(away).max() <= 8  # bfloat16, where that is fast
        quick, exact = morph.change(alpha, for_screen=True), morph.change(alpha)
        assert np.quantile(np.abs(quick.flow - exact.flow), 0.99) < 0.5  # bfloat16 moves a few pixels far
        assert np.abs(quick.over[0].share - exact.over[0].share).mean() < 0.01
    only = Interpolation(lab, faces, only=("Smiling",))
    assert np.array_equal(only.picture_on_screen(0.5), only.picture(0.5))


def test_a_morph_changes_the_face_and_leaves_the_background(photo, faces):
    before, after = photo.original.picture.samples, Morph(Blend(photo.original.engine, faces)).picture(1).samples
    moved = np.abs(after.astype(int) - before).max(2)
    assert moved[40:168, 60:188].max() > 8
    outside = moved.copy()
    outside[40:168, 60:188] = 0
    assert outside.max() == 0


def test_a_morph_needs_a_photo_and_one_other_face(lab, faces):
    for given in (faces[::-1], faces[:1], (*faces, faces[1])):
        with pytest.raises(FaceError):
            Morph(Blend(lab, given)).picture(0.5)
    with pytest.raises(EditError):
        Morph(Blend(lab, faces)).picture(1.5)


def test_taking_over_an_attribute_alone_is_an_edit_of_the_photo(photo, faces):
    lab = photo.original.engine
    assert morph_photo(lab, faces, 0.0, only=["Smiling"]) is photo.original.picture
    made = morph_photo(lab, faces, 1.0, only=["Smiling"]).samples
    edit = transfer_attributes(lab, *faces, ["Smiling"])
    assert np.array_equal(made, photo.edit(edit.amounts).picture.samples)
