"""Photos, faces in them and edits, made by hand: E and R are drawn, not decoded."""

from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from facelab.photo.align import Similarity
from facelab.photo.colour import decode_srgb
from facelab.photo.crop import face_crop
from facelab.photo.picture import Picture
from facelab.render.composite import FaceChange


def photo(width=300, height=240, channels=3, dtype=np.uint8, seed=0, profile=None, alpha=None):
    """Broad shapes, edges and grain, of every depth."""
    chance = np.random.default_rng(seed)
    coarse = chance.uniform(0.15, 0.8, (height // 30 + 2, width // 30 + 2, channels)).astype(np.float32)
    broad = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).reshape(height, width, channels)
    grain = chance.normal(0, 0.03, (height, width, channels))
    top = np.iinfo(dtype).max
    samples = np.rint(np.clip(broad + grain, 0, 1) * top).astype(dtype)
    samples.flags.writeable = False
    return Picture(samples, alpha=alpha, profile=profile, format="PNG", data=b"file")


def face_at(x, y, side, degrees=0.0):
    """The similarity of a face whose crop is ``side`` photo pixels wide, its middle at (x, y)."""
    turn, scale = np.radians(degrees), 128 / side
    linear = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return Similarity(np.column_stack([linear, np.array([64.0, 64.0]) - linear @ [x, y]]))


def hill(x=64.0, y=90.0, width=14.0):
    """(128, 128) float32: a smooth hill of height 1, nothing at the crop's outline."""
    across = np.arange(128) + 0.5
    return np.exp(-((across - x) ** 2 + (across[:, None] - y) ** 2) / (2 * width**2)).astype(np.float32)


def change(picture, similarity, amount=0.15, fade=0.0):
    """An edit as the network makes them: R the blurred crop, E brighter by a hill, the structure changed on it."""
    unedited = cv2.GaussianBlur(face_crop(picture, similarity), (0, 0), 1.5)
    edited = np.clip(unedited + np.float32(amount) * hill()[..., None], 0, 1)
    return FaceChange(similarity, decode_srgb(edited), decode_srgb(unedited), np.float32(fade) * hill())


def noisy_change(similarity, seed=0):
    """E, R and h without any rule."""
    chance = np.random.default_rng(seed)
    edited, unedited = decode_srgb(chance.random((2, 128, 128, 3), np.float32))
    return FaceChange(similarity, edited, unedited, chance.random((128, 128), np.float32))


@pytest.fixture(scope="session")
def made():
    return SimpleNamespace(photo=photo, face_at=face_at, hill=hill, change=change, noisy_change=noisy_change)


@pytest.fixture(scope="session")
def mesh():
    """The mesh of the sample's face, its lips closed."""
    from PIL import Image

    from facelab.files import resource
    from facelab.photo.align import align, to_crop
    from facelab.photo.centerface import CenterFace
    from facelab.photo.mesh import LOWER_INNER_LIP, UPPER_INNER_LIP, face_mesh
    from facelab.render.motion import Mesh

    astronaut = np.asarray(Image.open(resource("sample/astronaut.png")).convert("RGB"))
    landmarks = CenterFace(threads=1).detect(astronaut, largest_only=True)[0].landmarks
    points = face_mesh().points(to_crop(astronaut.astype(np.float32) / 255, align(landmarks)))
    upper, lower = (list(lip[1:-1]) for lip in (UPPER_INNER_LIP, LOWER_INNER_LIP))
    points[upper] = points[lower] = (points[upper] + points[lower]) / 2
    return Mesh(points)
