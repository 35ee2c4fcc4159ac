import numpy as np
import torch

from facelab.attributes import ATTRIBUTES
from facelab.canonical import LANDMARKS
from facelab.latent.lenses import DARK, lens_blueness, lens_brightness, without_sunglasses

GLASSES = ATTRIBUTES.index("Eyeglasses")


def face(lenses: float, radius: float = 14) -> torch.Tensor:
    """Skin of 0.6 with two discs in front of the eyes."""
    down, across = np.mgrid[:128, :128] + 0.5
    picture = torch.full((1, 3, 128, 128), 0.6)
    for x, y in LANDMARKS[:2]:
        picture[..., torch.from_numpy(np.hypot(across - x, down - y) < radius)] = lenses
    return picture


def test_dark_lenses_are_dark_whatever_the_light() -> None:
    for light in (1.0, 0.5):
        brightness = lens_brightness(torch.cat([face(0.6), face(0.45), face(0.1)]) * light)
        torch.testing.assert_close(brightness, torch.tensor([1.0, 0.75, 1 / 6]), atol=0.02, rtol=0)


def test_frames_around_the_eyes_are_no_sunglasses() -> None:
    frames = face(0.1, radius=13) * 1
    inside = face(0.6, radius=10)
    down, across = np.mgrid[:128, :128] + 0.5
    for x, y in LANDMARKS[:2]:
        within = torch.from_numpy(np.hypot(across - x, down - y) < 10)
        frames[..., within] = inside[..., within]
    assert lens_brightness(frames) > DARK


def test_a_black_picture_has_no_bright_lenses() -> None:
    assert lens_brightness(torch.zeros(1, 3, 128, 128)) == 0


def test_lenses_that_mirror_the_sky_are_bluer_than_the_cheeks_in_any_light() -> None:
    skin = torch.tensor([1.0, 0.8, 0.7])[None, :, None, None]
    sky = torch.where(face(0.0) > 0, skin, torch.tensor([0.7, 0.8, 1.0])[None, :, None, None] / 0.6) * 0.6
    for light in (1.0, 0.6):
        plain, mirrored = lens_blueness(torch.cat([face(0.6) * skin, sky]) * light)
        assert abs(plain) < 0.01 and mirrored > 0.5


def test_eyeglasses_are_unknown_where_lenses_are_dark_and_nothing_else_changes() -> None:
    labels = np.tile([[1.0], [1.0], [0.0], [-1.0]], (1, 40))
    found = without_sunglasses(labels, np.array([0.3, 0.9, 0.3, 0.3]))
    assert found[:, GLASSES].tolist() == [-1, 1, 0, -1]
    others = np.arange(40) != GLASSES
    assert np.array_equal(found[:, others], labels[:, others])
    assert labels[0, GLASSES] == 1  # what was given stays
