"""An edit back into its photo."""

from dataclasses import replace
from itertools import pairwise

import cv2
import imagecodecs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facelab.photo.align import Similarity, from_crop
from facelab.photo.colour import LUMINANCE, decode_srgb, encode_srgb, to_linear
from facelab.photo.crop import face_crop
from facelab.photo.picture import Picture
from facelab.render.composite import DARK, FaceChange, composite, compressed, moved_photo
from facelab.render.mask import mask

FACES = st.tuples(st.floats(-80, 380), st.floats(-80, 320), st.floats(6, 500), st.floats(-180, 180))
DEPTHS = st.sampled_from([np.uint8, np.uint16])
ADOBE = bytes(imagecodecs.cms_profile("adobergb"))


def whole(picture):
    return 0, 0, picture.width, picture.height


def levels(linear, top=255):
    """Linear light as levels of sRGB, not rounded."""
    return encode_srgb(linear) * top


def inner(similarity, picture):
    """Where the mask is 1 and no filter reads what lies outside."""
    return mask(similarity, whole(picture)) == 1


def flat_change(similarity, before, after, fade=0.0):
    """From one grey to another, everywhere."""
    edited, unedited = (np.full((128, 128, 3), decode_srgb(level), np.float32) for level in (after, before))
    return FaceChange(similarity, edited, unedited, np.full((128, 128), fade, np.float32))


@settings(max_examples=30)
@given(face=FACES, dtype=DEPTHS, channels=st.sampled_from([1, 3]), keep=st.floats(0, 1), seed=st.integers(0, 99))
def test_outside_the_mask_every_sample_stays_whatever_is_asked(made, face, dtype, channels, keep, seed):
    picture, similarity = made.photo(channels=channels, dtype=dtype), made.face_at(*face)
    edited = composite(picture, [made.noisy_change(similarity, seed)], keep)
    outside = mask(similarity, whole(picture)) == 0
    assert np.array_equal(edited.samples[outside], picture.samples[outside])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("keep", [1, 0.3])
def test_where_a_change_may_not_show_every_sample_stays(made, dtype, keep):
    """The wall beside a head, by the parser."""
    picture, similarity = made.photo(dtype=dtype), made.face_at(150, 120, 160, 10)
    left = np.zeros((128, 128), np.float32)
    left[:, :64] = 1
    flow = np.full((128, 128, 2), 1.5, np.float32)
    change = replace(made.noisy_change(similarity), flow=flow, where=left)
    edited = composite(picture, [change], keep)
    right = np.repeat(np.arange(128, dtype=np.float32)[None] > 66, 128, 0).astype(np.float32)[..., None]
    on_the_right = from_crop(right, similarity, whole(picture))
    inside = mask(similarity, whole(picture)) > 0
    beyond = inside & (on_the_right.reshape(inside.shape) >= 1)
    assert beyond.sum() > 1000
    assert np.array_equal(edited.samples[beyond], picture.samples[beyond])
    assert (edited.samples[inside] != picture.samples[inside]).mean() > 0.2


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("profile", [None, ADOBE])
def test_at_rest_the_very_picture_comes_back(made, dtype, profile):
    picture = made.photo(dtype=dtype, profile=profile)
    at_rest = made.change(picture, made.face_at(150, 120, 160, 10), amount=0)
    assert composite(picture, [at_rest]) is picture
    assert composite(picture, []) is picture


def test_a_face_outside_the_photo_leaves_the_very_picture(made):
    picture = made.photo()
    assert composite(picture, [made.noisy_change(made.face_at(-500, 100, 200))]) is picture


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("profile", [None, ADOBE])
def test_where_e_is_r_every_sample_stays(made, dtype, profile):
    picture, similarity = made.photo(dtype=dtype, profile=profile), made.face_at(150, 120, 200)
    change = made.change(picture, similarity)
    half = change.unedited.copy()
    half[:60] = change.edited[:60] + np.float32(0.05)
    edited = composite(picture, [replace(change, edited=half)]).samples
    assert np.array_equal(edited[130:], picture.samples[130:])  # the crop's row 70 and below
    assert not np.array_equal(edited[:100], picture.samples[:100])


def test_everything_but_the_samples_is_kept_and_the_photo_itself_is_not_touched(made):
    alpha = np.random.default_rng(0).integers(0, 256, (240, 300), np.uint8)
    picture = made.photo(alpha=alpha, profile=ADOBE)
    before = picture.samples.copy()
    edited = composite(picture, [made.change(picture, made.face_at(150, 120, 200))])
    assert edited.alpha is alpha and edited.profile is ADOBE and edited.format == "PNG"
    assert edited.data == b""  # no longer the file's
    assert np.array_equal(picture.samples, before) and not np.array_equal(edited.samples, before)


@pytest.mark.parametrize("side", [90, 200, 900])
def test_where_the_structure_stays_only_the_difference_is_carried_over(made, side):
    picture, similarity = made.photo(), made.face_at(150, 120, side, 20)
    change = made.change(picture, similarity)
    edited = composite(picture, [change])
    difference = from_crop(change.edited - change.unedited, similarity, whole(picture))
    wanted = np.clip(levels(to_linear(picture.samples, None) + difference), 0, 255)
    middle = inner(similarity, picture) & ((wanted > 20) & (wanted < 240)).all(axis=2)
    assert np.abs(edited.samples[middle] - wanted[middle]).max() <= 0.6


def test_where_it_darkens_the_photo_is_multiplied_and_dark_strands_stay(made):
    similarity = made.face_at(150, 120, 200)
    strands = np.tile(np.array([40, 90], np.uint8), (240, 150))[..., None].repeat(3, axis=2)
    picture = Picture(strands)
    darker = composite(picture, [flat_change(similarity, 0.26, 0.13)]).samples[inner(similarity, picture)]
    before = to_linear(strands, None)[inner(similarity, picture)]
    after = decode_srgb(darker.astype(np.float32) / 255)
    gain = (decode_srgb(np.float32(0.13)) + DARK) / (decode_srgb(np.float32(0.26)) + DARK)
    np.testing.assert_allclose(np.ptp(after) / np.ptp(before), gain, rtol=0.05)
    assert after.min() > 0  # the difference alone, -0.04, would have cut the darker strands, 0.02, off


@pytest.mark.parametrize(("keep", "fade"), [(0, 0), (1, 1), (0.3, 1), (0, 0.5)])
@pytest.mark.parametrize("side", [40, 128, 500])
def test_where_nothing_is_kept_the_networks_picture_is_seen(made, keep, fade, side):
    picture, similarity = made.photo(), made.face_at(150, 120, side, 20)
    change = replace(made.change(picture, similarity), fade=np.full((128, 128), fade, np.float32))
    edited = composite(picture, [change], keep)
    wanted = levels(from_crop(change.edited, similarity, whole(picture)))
    middle = inner(similarity, picture) & ((wanted > 20) & (wanted < 240)).all(axis=2)
    assert np.abs(edited.samples[middle] - wanted[middle]).max() <= 0.6


def test_between_them_the_grain_stays_longer_than_the_drawing_is_hidden(made):
    picture, similarity = made.photo(), made.face_at(150, 120, 1000)
    change = flat_change(similarity, 0.5, 0.5, fade=0.5)
    photo, edited = (to_linear(p.samples, None)[100:140, 130:170] for p in (picture, composite(picture, [change])))
    grain = [np.std(np.diff(part, axis=1)) for part in (photo, edited)]
    assert grain[1] / grain[0] == pytest.approx(1 - 0.5**3, abs=0.03)
    wanted = 0.5 * (photo.mean() + decode_srgb(0.5))
    assert edited.mean() == pytest.approx(wanted, abs=0.02)


def test_keep_moves_steadily_from_the_photos_pixels_to_the_networks(made):
    picture, similarity = made.photo(), made.face_at(150, 120, 200)
    change = made.change(picture, similarity)
    network = composite(picture, [change], 0.0).samples.astype(float)
    distances = [np.abs(composite(picture, [change], keep).samples - network).mean() for keep in (1, 0.75, 0.5, 0.25)]
    assert all(nearer < farther for farther, nearer in pairwise(distances))


def test_16_bits_say_what_8_bits_say_and_more(made):
    fine, similarity = made.photo(dtype=np.uint16), made.face_at(150, 120, 200)
    coarse = replace(fine, base=np.rint(fine.samples / 257).astype(np.uint8))
    change = made.change(fine, similarity, fade=0.6)
    deep, shallow = composite(fine, [change]), composite(coarse, [change])
    assert deep.samples.dtype == np.uint16 and shallow.samples.dtype == np.uint8
    assert np.abs(deep.samples / 257 - shallow.samples).max() <= 1.5
    assert len(np.unique(deep.samples % 257)) == 257


def test_grey_takes_the_luminance_of_the_change(made):
    grey, similarity = made.photo(channels=1), made.face_at(150, 120, 200)
    colour = replace(grey, base=np.repeat(grey.samples, 3, axis=2))
    change = made.change(colour, similarity)
    reddened = replace(change, edited=np.clip(change.edited + np.array([0.1, 0, -0.02]), 0, 1).astype(np.float32))
    edited = composite(grey, [reddened]).samples
    wanted = to_linear(composite(colour, [reddened]).samples, None) @ LUMINANCE[0]
    assert edited.shape == grey.samples.shape
    assert np.abs(edited[..., 0] - levels(wanted)).max() <= 1.1


def test_the_change_is_of_light_whatever_the_photos_profile(made):
    srgb, similarity = made.photo(), made.face_at(150, 120, 200)
    adobe = replace(srgb, profile=ADOBE)
    change = flat_change(similarity, 0.4, 0.5)
    for picture in (srgb, adobe):
        photo, edited = (to_linear(p.samples, picture.profile) for p in (picture, composite(picture, [change])))
        middle = inner(similarity, picture) & ((edited > 0.05) & (edited < 0.8)).all(axis=2)
        gained = (edited - photo)[middle].mean(axis=0)
        assert gained == pytest.approx([decode_srgb(0.5) - decode_srgb(0.4)] * 3, abs=1e-3)


def test_two_faces_may_overlap_in_either_order(made):
    picture = made.photo(width=420, height=400)
    faces = [made.face_at(150, 180, 220, 12), made.face_at(260, 200, 180, -30)]
    left, right = (made.noisy_change(face, seed) for seed, face in enumerate(faces))
    both = composite(picture, [left, right]).samples
    assert np.array_equal(both, composite(picture, [right, left]).samples)
    shown = [mask(face, whole(picture)) for face in faces]
    assert (np.minimum(*shown) > 0).any()
    for change, other in ((left, shown[1]), (right, shown[0])):
        alone = composite(picture, [change]).samples
        assert np.array_equal(both[other == 0], alone[other == 0])


def test_where_two_faces_overlap_they_share_the_change(made):
    picture = made.photo()
    one = flat_change(made.face_at(150, 120, 200), 0.4, 0.5)
    edited = composite(picture, [one, one])
    alone = composite(picture, [one])
    middle = inner(one.similarity, picture)
    assert np.abs(edited.samples[middle].astype(int) - alone.samples[middle]).max() <= 1


def test_a_face_at_rest_does_not_weaken_its_neighbour(made):
    picture, similarity = made.photo(), made.face_at(150, 120, 200)
    change = made.change(picture, similarity)
    at_rest = replace(change, edited=change.unedited)
    assert np.array_equal(composite(picture, [change, at_rest]).samples, composite(picture, [change]).samples)


@pytest.mark.parametrize("place", [(0, 0), (300, 120), (150, -20), (10, 235)])
def test_a_face_may_reach_over_the_photos_border(made, place):
    picture, similarity = made.photo(), made.face_at(*place, 160, 15)
    change = made.change(picture, similarity)
    edited = composite(picture, [replace(change, fade=np.ones((128, 128), np.float32))])
    wanted = levels(from_crop(change.edited, similarity, whole(picture)))
    seen = inner(similarity, picture) & ((wanted > 20) & (wanted < 240)).all(axis=2)
    assert seen.any() and np.abs(edited.samples[seen] - wanted[seen]).max() <= 0.6


def test_a_face_of_nine_pixels_becomes_what_was_drawn(made):
    picture, similarity = made.photo(), made.face_at(150.5, 120.5, 9)
    edited = composite(picture, [flat_change(similarity, 0.5, 0.7)], keep=0.0)
    assert np.abs(edited.samples[119:122, 149:152].astype(float) - 0.7 * 255).max() <= 1
    changed = np.argwhere((edited.samples != picture.samples).any(axis=2))
    assert (changed.min(0) >= [116, 146]).all() and (changed.max(0) <= [124, 154]).all()


def test_a_face_of_twelve_megapixels(made):
    picture = Picture(np.tile(made.photo(500, 375).samples, (8, 8, 1)))
    similarity = made.face_at(2000, 1500, 2800, 3)
    edited = composite(picture, [flat_change(similarity, 0.4, 0.5)])
    outside = mask(similarity, whole(picture)) == 0
    assert np.array_equal(edited.samples[outside], picture.samples[outside])
    assert (edited.samples[300:2700, 800:3200] >= picture.samples[300:2700, 800:3200]).all()


def test_the_place_in_the_photo_makes_no_difference(made):
    """Tiles lie on a lattice of the photo; no line of it may show."""
    picture = made.photo(700, 500)
    moved = replace(picture, base=np.pad(picture.samples, ((93, 0), (171, 0), (0, 0)), mode="symmetric"))
    here, there = (made.noisy_change(made.face_at(350 + x, 250 + y, 420, 8)) for x, y in ((0, 0), (171, 93)))
    edited, far = composite(picture, [here]).samples, composite(moved, [there]).samples[93:, 171:]
    assert np.abs(edited.astype(int) - far).max() <= 2


@pytest.mark.parametrize("keep", [-0.1, 1.1, float("nan")])
def test_keep_lies_between_0_and_1(made, keep):
    with pytest.raises(ValueError, match="keep"):
        composite(made.photo(), [], keep)


LIGHT = st.floats(-0.25, 1.25, width=32)
CHANGE = st.floats(-2, 2, width=32)


@settings(max_examples=300)
@given(LIGHT, CHANGE)
def test_a_change_is_bent_back_into_the_range_and_never_reversed(photo, change):
    after = float(compressed(np.array([photo], np.float32), np.array([change], np.float32))[0])
    assert min(photo, 0) - 1e-5 <= after <= max(photo, 1) + 1e-5
    low, high = sorted([np.float32(photo), np.float32(photo) + np.float32(change)])
    assert low - 1e-6 <= after <= high + 1e-6


@given(LIGHT)
def test_no_change_bends_nothing(photo):
    values = np.array([photo], np.float32)
    assert np.array_equal(compressed(values, np.zeros_like(values)), values)


@given(LIGHT, CHANGE, CHANGE)
def test_more_change_is_never_less(photo, one, other):
    after = compressed(np.full(2, photo, np.float32), np.array(sorted([one, other]), np.float32))
    assert after[0] <= after[1] + 1e-6


def test_between_the_knees_a_change_is_added_as_it_is():
    photo, change = np.array([0.1, 0.5, 0.8], np.float32), np.array([0.7, -0.4, 0.09], np.float32)
    assert np.array_equal(compressed(photo, change), photo + change)


def test_what_would_be_cut_keeps_its_shape():
    """A row of highlights driven over the top: still told apart, where cutting would make them one white."""
    photo = np.linspace(0.7, 0.9, 9, dtype=np.float32)
    after = compressed(photo, np.full(9, 0.25, np.float32))
    assert (np.diff(after) > 0.001).all() and after.max() < 1


def test_a_similarity_that_only_shifts_gives_the_crop_itself(made):
    picture = made.photo(128, 128)
    change = made.noisy_change(Similarity(np.eye(2, 3)))
    assert np.abs(face_crop(picture, change.similarity) - picture.samples / 255).max() < 1e-4
    edited, drawn = composite(picture, [change], keep=0.0).samples / 255, encode_srgb(change.edited)
    shown = inner(change.similarity, picture)[..., None] & (drawn < 0.9)  # above, it is compressed
    assert np.abs(edited - drawn)[shown].max() < 0.06


def test_stretched_skin_keeps_its_grain():
    """A face twice as large as its crop, grain upon grey, stretched to one and a half times its height."""
    grain = np.random.default_rng(0).normal(128, 12, (256, 256, 1)).clip(0, 255).astype(np.uint8)
    picture = Picture(grain.repeat(3, 2))
    y = np.indices((128, 128), np.float32)[0] - 63.5
    flow, similarity = np.dstack([0 * y, -y / 3]), Similarity(np.array([[0.5, 0, 0], [0, 0.5, 0]]))

    def sharpness(part):
        return np.abs(cv2.Laplacian(np.ascontiguousarray(part), cv2.CV_32F)).mean()

    box = 60, 60, 196, 196
    own = to_linear(picture.part(box), picture.profile)
    stretched = moved_photo(picture, similarity, flow, box)
    merely = cv2.resize(own, None, fx=1, fy=1.5, interpolation=cv2.INTER_LANCZOS4)
    assert sharpness(merely) < 0.8 * sharpness(own)
    assert sharpness(stretched) > 1.2 * sharpness(merely)
    part = moved_photo(picture, similarity, flow, (100, 80, 150, 140))
    np.testing.assert_allclose(part, stretched[20:80, 40:90], atol=1e-6)  # a pixel is the same whatever box it is in
