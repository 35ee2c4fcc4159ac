"""Glasses put on faces that wear none, for the glasses remover to learn from: with them, without, and where they are.

A frame of our own (``render.glasses``) is drawn layer upon layer, so what it hides of a face is known exactly: drawn
upon black and upon white, it says what it adds to the light and what it leaves (triangulation matting, Smith & Blinn
1996). Shapes and materials are drawn at random, far wider than ``render.frame_styles``: real ones are of all kinds.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from facelab.data.head_sources import StoredHead, stored_heads
from facelab.files import make_folder
from facelab.model.checkpoint import VERSION, load_tensors, save_tensors
from facelab.model.parser import Parser
from facelab.photo.align import align
from facelab.photo.colour import decode_srgb, encode_srgb
from facelab.photo.crop import face_crop
from facelab.photo.mesh import face_mesh
from facelab.photo.picture import Picture
from facelab.render.eyewear import FrameShape, Pose, ears_of, pose_of
from facelab.render.frame_styles import OWN, STYLES, Material, StyledFrame
from facelab.render.frames import light_on, wears_glasses
from facelab.render.glasses import put_on
from facelab.render.parsing import parse_head
from facelab.render.rims import GRID
from facelab.render.texture import texture

Array = NDArray[np.float32]
Pixels = NDArray[np.uint8]

TIMES = 2
"""Frames that each face puts on."""


@dataclass(frozen=True)
class WornGlasses:
    """Faces that have put on glasses.

    Attributes:
        bare: (N, H, W, 3) uint8, sRGB, without.
        worn: (N TIMES, H, W, 3), each face with one pair after another.
        share: (N TIMES, H, W) uint8, how much of the face they hide, of 255.
    """

    bare: Tensor
    worn: Tensor
    share: Tensor

    def __len__(self) -> int:
        return len(self.worn)


@dataclass(frozen=True, eq=False)
class BareFace:
    """A face without glasses, ready to put some on.

    Attributes:
        view: (H, W, 3) uint8 sRGB, on the grid.
        pose, ears: of its head. light, skin: (128, 128), as ``render.glasses.put_on`` takes them.
        hidden: (H, W): what lies before temples.
        blur, grain: of its photo.
    """

    view: Pixels
    pose: Pose
    ears: NDArray[np.float64]
    light: Array
    skin: Array
    hidden: Array
    blur: float
    grain: float


def worn_glasses(data: Path, split: str, parser: Parser, kept: Path, limit: int | None = None) -> WornGlasses:
    """The heads of a split that wear no glasses, with some; made once, and kept.

    Args:
        data: a folder with ``heads.csv`` and its tars. split: train or held.
        parser: says who wears none, and where skin and hair are.
        kept: the file where they are kept. limit: heads that are looked at, the first ones.
    """
    if kept.is_file():
        tensors = load_tensors(kept).tensors
        return WornGlasses(tensors["bare"], tensors["worn"], tensors["share"])
    heads = stored_heads(data, split)[:limit]
    faces = [face for head in heads if (face := _bare_face(head, parser)) is not None]
    pairs = [_worn(face, np.random.default_rng((39, i, k))) for i, face in enumerate(faces) for k in range(TIMES)]
    bare = np.stack([face.view for face in faces])
    worn, share = (torch.from_numpy(np.stack(some)) for some in zip(*pairs, strict=True))
    make_folder(kept.parent)
    made = WornGlasses(torch.from_numpy(bare), worn, share)
    save_tensors(kept, {"bare": made.bare, "worn": worn, "share": share}, {"version": VERSION})
    return made


def _bare_face(head: StoredHead, parser: Parser) -> BareFace | None:
    """None where it wears glasses."""
    picture, similarity = Picture(head.photo), align(head.landmarks)
    parse = parse_head(picture, similarity, parser)
    if wears_glasses(parse):
        return None
    pixels = face_crop(picture, similarity)
    solid = face_mesh().solid(pixels)
    ears = np.clip(2 * parse.in_crop("ears") - 0.5, 0, 1).astype(np.float32)
    hidden = np.maximum(GRID.sampled(ears), GRID.sampled(parse.in_crop("hair", "hat")))
    blur, grain = texture(picture, similarity)
    view = _levels(encode_srgb(np.maximum(GRID.view(picture, similarity), 0)))
    skin = parse.in_crop("face")
    return BareFace(view, pose_of(solid), ears_of(solid), light_on(pixels), skin, hidden, blur, grain)


def _worn(face: BareFace, rng: np.random.Generator) -> tuple[Pixels, Pixels]:
    """A face with a random frame, (H, W, 3), and how much that hides, (H, W)."""
    added, left = _layers(face, rng)
    with_glasses = decode_srgb(face.view.astype(np.float32) / 255) * left + added
    share = cv2.dilate(1 - left.mean(2), np.ones((3, 3), np.uint8))  # with the edge that sharpening gives it
    return _levels(encode_srgb(np.clip(with_glasses, 0, 1))), _levels(np.asarray(share, np.float32))


def _layers(face: BareFace, rng: np.random.Generator) -> tuple[Array, Array]:
    """What a random frame adds to the light of a face, and what it leaves of it, (H, W, 3) each."""
    light = face.light * np.float32(rng.uniform(0.7, 1.3))
    hidden = face.hidden * np.float32(rng.random() > 0.15)  # some wear them over their hair
    ears = face.ears + rng.normal(0, 2, (2, 2))
    glasses = put_on(random_frame(rng), _moved(face.pose, rng), ears, GRID, light, face.skin, hidden)
    opacity = rng.uniform(0.35, 0.8) if rng.random() < 0.12 else 1.0
    glasses = replace(glasses, opacity=opacity, blur=face.blur * rng.uniform(0.7, 1.6), grain=face.grain)
    (width, height), similarity = GRID.size, GRID.to_grid.inverse()
    black, white = (np.full((height, width, 3), one, np.float32) for one in (0, 1))
    upon_black, upon_white = (glasses.upon(one, similarity, (0, 0, width, height)) for one in (black, white))
    return upon_black, upon_white - upon_black


def random_frame(rng: np.random.Generator) -> StyledFrame:
    """A frame of any kind: one of ``STYLES``, changed, or one of random numbers; thin or heavy, dark or light."""
    styled, u = rng.random() < 0.4, rng.uniform
    style = STYLES[rng.integers(len(STYLES))]
    thin = rng.random() < 0.5
    if styled:
        width, height = style.shape.width + u(-4, 4), style.shape.height + u(-4, 4)
        shape = replace(style.shape, width=width, height=height, lower=u(-3, 5), rim=style.shape.rim * u(0.7, 1.4))
    else:
        rim, abrupt = u(0.7, 2.0) if thin else u(2, 6.5), u(1, 6) if rng.random() < 0.2 else 1.0
        shape = FrameShape(
            width=u(42, 60), height=u(24, 48), bridge=u(13, 23), lower=u(-4, 6), roundness=u(2, 4.6), rim=rim,
            taper=u(0, 0.15), flat=u(0, 0.4), sweep=u(-0.02, 0.06), brow=u(0, 0.6), abrupt=abrupt,
        )  # fmt: skip
    own_material = styled and rng.random() < 0.5
    material = style.material if own_material else _random_material(rng, dark=0.5 if shape.rim < 2 else 0.75)
    return StyledFrame(shape, material, rng.normal(size=OWN))


def _random_material(rng: np.random.Generator, dark: float) -> Material:
    low, high = (0.008, 0.09) if rng.random() < dark else (0.09, 0.6)
    bright = np.exp(rng.uniform(np.log(low), np.log(high)))
    tint = np.exp(rng.normal(0, rng.choice([0.06, 0.35]), 3))
    other = tint if rng.random() < 0.6 else np.exp(rng.normal(0, 0.3, 3))
    colours = bright * tint / tint.mean(), bright * np.exp(rng.normal(0, 0.8)) * other
    first, second = (tuple(float(one) for one in np.clip(colour, 0.004, 0.8)) for colour in colours)
    patch = 0.0 if rng.random() < 0.4 else rng.uniform(3, 16)
    return Material(first, second, patch, shine=rng.uniform(0.05, 0.6))  # type: ignore[arg-type]


def _moved(pose: Pose, rng: np.random.Generator) -> Pose:
    """A pose a little beside: glasses sit askew, and slide."""
    turn, nod = rng.normal(0, 0.02), rng.normal(0, 0.05)
    turned = cv2.Rodrigues(np.array([0.0, 0.0, turn]))[0] @ cv2.Rodrigues(np.array([nod, 0.0, 0.0]))[0]
    return Pose(pose.origin + rng.normal(0, 1.2, 3) * pose.scale, pose.axes @ turned)


def _levels(values: Array) -> Pixels:
    return np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
