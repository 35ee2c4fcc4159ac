"""A face without its glasses: rims go, and all else stays."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch

from facelab.model.glasses_remover import FRAME
from facelab.model.parser import CLASSES
from facelab.photo.align import UNMOVED
from facelab.photo.colour import decode_srgb, to_linear
from facelab.photo.mesh import BROWS, EYES, OUTLINE
from facelab.photo.picture import Picture
from facelab.render.frames import Wearer
from facelab.render.parsing import Parse, to_frame
from facelab.render.sample_grid import SAMPLES
from facelab.render.uncovered import uncover

SKIN = 170
WHOLE = (0, 0, 128, 128)
DRAWN = np.full((128, 128, 3), SKIN / 255, np.float32)


def picture(rims=60, pupils=20):
    """A plain face with eyes, and round glasses before them."""
    samples = np.full((128, 128, 3), SKIN, np.uint8)
    for x in (46, 82):
        cv2.circle(samples, (x, 62), 3, (pupils,) * 3, -1, cv2.LINE_AA)
        cv2.circle(samples, (x, 62), 14, (rims,) * 3, 2, cv2.LINE_AA)
    return Picture(samples)


def wearer(rims=60, brows=42):
    solid = np.zeros((468, 3), np.float32)
    turn = 2 * np.pi * np.arange(len(OUTLINE)) / len(OUTLINE)
    solid[list(OUTLINE), :2] = np.column_stack([64 + 44 * np.cos(turn), 70 + 54 * np.sin(turn)])
    for x, eye, brow in zip((46, 82), EYES, BROWS, strict=True):
        for ring, y, tall in ((eye, 62, 3), (brow, brows, 2)):
            turn = 2 * np.pi * np.arange(len(ring)) / len(ring)
            solid[list(ring), :2] = np.column_stack([x + 6 * np.cos(turn), y + tall * np.sin(turn)])
    seen = np.zeros((256, 256), np.float32)
    for x in (46, 82):
        cv2.circle(seen, (64 + x, 64 + 62), 16, 1.0, -1)
    said = np.zeros((19, 256, 256), np.float32)
    said[CLASSES.index("skin")], said[CLASSES.index("glasses")] = 1 - seen, seen
    parse = Parse(said, np.ones((256, 256), bool), to_frame(UNMOVED))
    photo = picture(rims)
    return Wearer(photo, UNMOVED, photo.samples.astype(np.float32) / 255, np.zeros(256, np.float32), solid, parse, None)


def remover(x, said=1.0):
    """One that takes so much of everything for hidden."""
    return x, torch.full_like(x[:, :1], said)


def knows_rims(x, lower=1.0):
    """One that is sure of the upper half of rims, says ``lower`` of the other, and nothing of all else."""
    share = np.zeros(x.shape[2:], np.float32)
    for at in (46, 62), (82, 62):
        middle = tuple(SAMPLES * (c - low) for c, low in zip(at, FRAME[:2], strict=True))
        for start, said in ((0, lower), (180, 1.0)):
            cv2.ellipse(share, middle, (42, 42), 0, start, start + 180, (said,), 10)
    return x, torch.from_numpy(share)[None, None]


def half_knows_rims(x):
    """One that is half sure of the lower half."""
    return knows_rims(x, 0.1)


def shown(face, opacity=1.0, how=half_knows_rims):
    found = replace(uncover(face, DRAWN, how), opacity=opacity)
    return found.upon(to_linear(face.picture.samples, None), UNMOVED, WHOLE)


@pytest.mark.parametrize("rims", [40, 90, 250])
def test_dark_and_bright_rims_go(rims):
    ring = np.abs(np.hypot(*(np.indices((128, 128)) - np.array([62, 46])[:, None, None])) - 14) < 1.5
    skin = float(decode_srgb(np.float32(SKIN / 255)))
    before, after = to_linear(wearer(rims).picture.samples, None)[ring], shown(wearer(rims))[ring]
    assert np.abs(before - skin).mean() > 0.2
    assert np.abs(after - skin).mean() < 0.25 * np.abs(before - skin).mean()


def test_eyes_and_all_beside_stay():
    face = wearer()
    before, after = to_linear(face.picture.samples, None), shown(face)
    np.testing.assert_allclose(after[60:65, 44:49], before[60:65, 44:49], atol=1e-6)
    x0, y0, x1, y1 = uncover(face, DRAWN, half_knows_rims).extent
    beside = np.ones((128, 128), bool)
    beside[y0:y1, x0:x1] = False
    np.testing.assert_array_equal(after[beside], before[beside])


@pytest.mark.parametrize("said", [0.0, 0.2])
def test_a_frame_that_the_remover_cannot_tell_stays(said):
    assert uncover(wearer(), DRAWN, lambda x: remover(x, said)) is None


def test_what_the_remover_is_sure_of_goes_though_it_does_not_look_like_a_rim():
    broad = picture(rims=SKIN)
    samples = broad.samples.copy()
    for at in (46, 62), (82, 62):
        cv2.circle(samples, at, 14, (165,) * 3, 2, cv2.LINE_AA)  # as good as skin
    samples[61:63, 31:33] = 150
    face = replace(wearer(), picture=Picture(samples), pixels=samples.astype(np.float32) / 255)
    before = to_linear(samples, None)[61:63, 31:33].mean()
    skin = float(decode_srgb(np.float32(SKIN / 255)))
    assert abs(shown(face, how=knows_rims)[61:63, 31:33].mean() - skin) < 0.5 * abs(before - skin)


def test_what_is_seen_through_lenses_stays():
    spot = picture()
    samples = spot.samples.copy()
    cv2.circle(samples, (46, 70), 1, (110,) * 3, -1, cv2.LINE_AA)  # a mole, as dark and thin as a rim
    face = replace(wearer(), picture=Picture(samples), pixels=samples.astype(np.float32) / 255)
    np.testing.assert_allclose(shown(face)[67:71, 44:49], to_linear(samples, None)[67:71, 44:49], atol=0.02)


def test_on_the_face_comes_nothing_of_the_wall_beside_it():
    samples = picture().samples.copy()
    samples[:, :20] = (20, 160, 20)  # the face begins at column 20
    face = replace(wearer(), picture=Picture(samples), pixels=samples.astype(np.float32) / 255)
    seen = shown(face)[50:75, 24:34]
    assert np.abs(seen[..., 1] - seen[..., 0]).max() < 0.02


def test_they_fade():
    rows = [shown(wearer(), share)[62, 32].mean() for share in (0.0, 0.3, 0.7, 1.0)]
    assert (np.diff(rows) > 0).all()


def test_what_comes_in_place_of_rims_is_as_sharp_as_the_skin():
    face = wearer()
    grain = np.random.default_rng(0).normal(scale=5, size=(128, 128, 1))
    noisy = Picture(np.clip(face.picture.samples + grain, 0, 255).astype(np.uint8))
    face = replace(face, picture=noisy, pixels=noisy.samples.astype(np.float32) / 255)
    after = uncover(face, DRAWN, half_knows_rims).upon(to_linear(noisy.samples, None), UNMOVED, WHOLE)
    within, skin = after[62:76, 30:34, 1], after[100:120, 40:80, 1]
    sharp, as_own = (np.abs(np.diff(one, axis=0)).mean() for one in (within, skin))
    assert sharp == pytest.approx(as_own, rel=0.3)


@pytest.mark.parametrize("said", [0.02, 0.2])
def test_what_may_be_frame_counts_where_it_hangs_together_with_what_is(said):
    face, lower = wearer(), (slice(73, 78), slice(44, 49))
    before, after = to_linear(face.picture.samples, None), shown(face, how=lambda x: knows_rims(x, said))
    assert (np.abs(after[lower] - before[lower]).max() > 0.1) == (said > 0.1)


@pytest.mark.parametrize("darkness", [0.0, 1.0])
def test_a_brow_behind_a_rim_grows_where_it_is_drawn(darkness):
    face, drawn = wearer(brows=47), DRAWN.copy()
    drawn[46:50] *= np.exp(-darkness)
    light = uncover(face, drawn, knows_rims).upon(to_linear(face.picture.samples, None), UNMOVED, WHOLE)
    brow, below = light[47:49, 43:49].mean(), light[54, 43:49].mean()
    assert (brow < 0.85 * below) == (darkness > 0)
