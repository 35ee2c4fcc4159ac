"""Edits drawn, on a model that draws no faces: photos and grids show the same of their layers."""

from dataclasses import replace
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from facelab.latent import Edit
from facelab.latent.areas import area_of
from facelab.photo.align import UNMOVED
from facelab.photo.colour import encode_srgb
from facelab.photo.mesh import INNER_LIPS, LIPS
from facelab.pipeline.editing import EditParts, face_change
from facelab.pipeline.layers import DrawnLayer, composed
from facelab.pipeline.shading import Shading
from facelab.pipeline.skin_shading import SkinShading
from facelab.render.head import Head
from facelab.render.motion import Mesh
from facelab.render.mouth import AJAR, Opening, gap
from facelab.render.teeth import FINER, QUICKLY
from facelab.synthesis.cells import Cell, draw_cells

EVERYWHERE = np.ones((128, 128), np.float32)
ASKED = {
    "nothing": {},
    "what shows everywhere": {"Pale_Skin": 2.0},
    "lips alone": {"Wearing_Lipstick": 3.0},
    "lips upon the whole": {"Wearing_Lipstick": 3.0, "Pale_Skin": 2.0},
    "eyes beside lips": {"Narrow_Eyes": 2.0, "Big_Lips": -2.0},
    "jaw upon lower face upon outline": {"Male": 1.5, "Smiling": 2.0, "Mouth_Slightly_Open": -1.0},
    "age, which draws anew": {"Young": -2.0, "Heavy_Makeup": 1.0},
}


@pytest.mark.parametrize("amounts", ASKED.values(), ids=ASKED.keys())
def test_a_grid_shows_of_an_edit_what_a_photo_does(lab, photo, faces, monkeypatch, amounts):
    head = Head(EVERYWHERE, EVERYWHERE, EVERYWHERE, EVERYWHERE)  # a grid has none
    monkeypatch.setattr("facelab.render.head.find_head", lambda *_: head)
    monkeypatch.setattr("facelab.render.parsing.parse_head", lambda *_: SimpleNamespace(in_crop=lambda *_: EVERYWHERE))
    monkeypatch.setattr("facelab.pipeline.crops.Crop.area_of", staticmethod(area_of))  # a grid's are of all faces
    monkeypatch.setattr("facelab.pipeline.crops.Crop._region_in_face", staticmethod(lambda region: region))
    crop = photo.crop(0)
    change = face_change(crop, EditParts(crop.solve(Edit(amounts))))
    ((_, (cell,), _),) = draw_cells(lab, [Cell(faces[0], Edit(amounts))])
    assert np.abs(cell / 255 - encode_srgb(change.edited)).max() <= 0.5 / 255 + 1e-4


def test_an_area_is_where_this_face_has_it(photo, lab, monkeypatch):
    monkeypatch.setattr("facelab.pipeline.crops.Crop.mesh", Mesh(lab.average_mesh.points + np.float32((6, -4))))
    crop = replace(photo.crop(0))
    np.testing.assert_allclose(
        crop.area_of("Narrow_Eyes")[40:70, 40:100], area_of("Narrow_Eyes")[44:74, 34:94], atol=0.02
    )
    assert crop.area_of("Bald") is area_of("Bald")
    moved = crop.solve(Edit({"Narrow_Eyes": 1.0})).moved
    np.testing.assert_array_equal(moved, crop.area_of("Narrow_Eyes"))


def test_a_region_is_where_this_face_has_it(photo, lab, monkeypatch):
    def region(shift):
        monkeypatch.setattr("facelab.pipeline.crops.Crop.mesh", Mesh(lab.average_mesh.points + np.float32(shift)))
        return replace(photo.crop(0)).solve(Edit({"Young": -2.0})).anew[20:50, 20:44]

    here, there = region((0, 0)), region((4, 4))
    assert here.std() > 0.05
    np.testing.assert_allclose(there[2:, 2:], here[:-2, :-2], atol=0.02)


def test_in_an_average_face_areas_are_where_they_are_known(photo, lab, monkeypatch):
    monkeypatch.setattr("facelab.pipeline.crops.Crop.mesh", lab.average_mesh)
    np.testing.assert_allclose(replace(photo.crop(0)).area_of("Big_Lips"), area_of("Big_Lips"), atol=1e-6)


@pytest.mark.parametrize("amounts", [{"Wearing_Lipstick": 3.0}, {"Narrow_Eyes": 2.0, "Big_Lips": -2.0}])
def test_outside_its_areas_an_edit_leaves_the_face_bit_for_bit(lab, faces, amounts):
    cells = [Cell(face, edit) for face in faces for edit in (Edit(), Edit(amounts))]
    outside = np.max([area_of(name) for name in amounts], axis=0) == 0
    ((_, pictures, _),) = draw_cells(lab, cells)
    for plain, edited in zip(pictures[::2], pictures[1::2], strict=True):
        np.testing.assert_array_equal(edited[outside], plain[outside])
        assert (edited[~outside] != plain[~outside]).any()


def test_for_the_screen_a_change_is_much_the_same(photo):
    crop = photo.crop(0)
    move = crop.solve(Edit({"Wearing_Lipstick": 2.0, "Smiling": 1.0}))
    screen, exact = face_change(crop, EditParts(move), for_screen=True), face_change(crop, EditParts(move))
    moved = [encode_srgb(change.edited) - encode_srgb(change.unedited) for change in (screen, exact)]
    assert np.quantile(np.abs(moved[0] - moved[1]), 0.999) < 0.03  # bfloat16 leaves a few pixels more
    assert np.abs(screen.fade - exact.fade).max() < 0.1


def layer(value, area, fade=0.0):
    plane = np.full((2, 2), 1, np.float32)
    return DrawnLayer(np.full((2, 2, 3), value, np.float32), plane * np.float32(fade), plane * np.float32(area), 1.0)


def test_a_layer_lies_upon_those_before_it_in_linear_light():
    unedited = np.zeros((2, 2, 3), np.float32)
    edited, fade = composed(unedited, [layer(1.0, 1.0, fade=0.5), layer(0.0, 0.25, fade=1.0)])
    np.testing.assert_allclose(edited, 0.75)
    np.testing.assert_allclose(fade, 0.625)


def test_where_a_layer_may_not_show_the_unedited_face_does():
    unedited = np.full((2, 2, 3), 0.5, np.float32)
    where = np.array([[0, 1], [0.5, 0]], np.float32)
    edited, fade = composed(unedited, [layer(1.0, 1.0, fade=0.5)], lambda _layer: where)
    np.testing.assert_allclose(edited[..., 0], [[0.5, 1.0], [0.75, 0.5]])
    np.testing.assert_allclose(fade, where / 2)


def steered(photo, amounts, for_screen=False):
    crop = photo.crop(0)
    return face_change(crop, EditParts(crop.solve(Edit(amounts))), for_screen=for_screen)


def test_what_moves_a_face_moves_its_pixels(photo):
    assert steered(photo, {"Smiling": 2.0}).flow is not None
    for amounts in ({"Wearing_Lipstick": 2.0}, {"Eyeglasses": 2.0}, {"Bangs": 2.0, "Rosy_Cheeks": 1.0}):
        assert steered(photo, amounts).flow is None


def test_lines_that_are_not_to_show_do_not(photo):
    """The ratio of E to R is smooth where a smile is shaded, and h, which shows the drawing, is nothing."""
    change = steered(photo, {"Smiling": 3.0})
    assert not change.fade.any()
    ratio = encode_srgb(change.edited) / np.maximum(encode_srgb(change.unedited), 0.05)
    drawn = steered(photo, {"Smiling": 3.0, "Mustache": 3.0})
    sharper = encode_srgb(drawn.edited) / np.maximum(encode_srgb(drawn.unedited), 0.05)
    roughness = [np.abs(np.diff(values[..., 1], axis=1)).mean() for values in (ratio, sharper)]
    assert roughness[0] < roughness[1]


def test_own_teeth_take_the_light_around_them_and_nothing_that_is_drawn_between_lips(photo):
    """Teeth as the network draws them shone through those of a laughing mouth."""
    points = photo.crop(0).mesh.points
    corners = [tuple(corner) for corner in np.rint(points[list(LIPS)]).astype(int)]
    lips = cv2.fillPoly(np.zeros((128, 128), np.uint8), [np.array(corners)], 1) > 0
    plain = np.full((128, 128, 3), 0.4, np.float32)
    picture = np.where(lips[..., None], (0.9, 0.7, 0.8), np.float32(0.5)).astype(np.float32)
    shading = Shading(plain, points, np.zeros((128, 128), np.float32), SkinShading(points), points)
    layer = DrawnLayer(picture, EVERYWHERE, EVERYWHERE, 1.0)
    shaded = shading.upon(layer, shading.light(layer)).picture
    np.testing.assert_allclose(shaded, 0.5, atol=0.05)


def test_lipstick_is_on_the_lips_of_this_face(photo):
    crop = photo.crop(0)
    change = steered(photo, {"Wearing_Lipstick": 3.0})
    touched = np.abs(change.edited - change.unedited).max(2) > 1e-4
    x0, y0 = crop.mesh.points[list(LIPS)].min(0) - 4
    x1, y1 = crop.mesh.points[list(LIPS)].max(0) + 4
    rows, columns = np.nonzero(touched)
    assert touched.any()
    assert columns.min() >= x0
    assert columns.max() <= x1
    assert rows.min() >= y0
    assert rows.max() <= y1


def test_a_finished_photo_has_teeth_and_so_has_a_frame_of_a_drag_less_finely(photo, monkeypatch):
    crop = photo.crop(0)
    drawn = Opening(
        np.full((80, 128, 3), 0.5, np.float32), UNMOVED, np.float32(crop.mesh.points[list(INNER_LIPS)]), 1.0
    )
    monkeypatch.setattr("facelab.render.mouth.opening", lambda *_: drawn)
    monkeypatch.setattr(
        "facelab.render.teeth.with_teeth", lambda opening, finer: replace(opening, picture=opening.picture / finer)
    )
    parts = EditParts(crop.solve(Edit({"Smiling": 2.0})))
    (quick,), (finished,) = (face_change(crop, parts, for_screen=screen).over for screen in (True, False))
    assert np.array_equal(quick.picture, drawn.picture / QUICKLY)
    assert np.array_equal(finished.picture, drawn.picture / FINER)


def test_what_the_parser_sees_as_lips_is_no_open_mouth(lab, astronaut, monkeypatch):
    """She smiles with teeth: open by the mesh and the parser; by the mesh alone, the lips are brought together."""
    crop = lab.open(astronaut).crop(0)
    assert not crop.lips_meet and gap(crop.mesh.points) > AJAR
    lips = lab.open(astronaut).crop(0)
    monkeypatch.setattr(type(crop.parse), "in_crop", lambda *_: np.zeros((128, 128), np.float32))
    assert lips.lips_meet and gap(lips.mesh.points) == 0
    assert gap(lips.structure_points) == 0
