"""Mattes: how much of each pixel of a photo is hair, as fine as its strands.

The parser says where hair is at one pixel for one of the crop. A guided filter (He et al. 2013; made fast, He & Sun
2015) with the photo as its guide makes of that a matte that follows the photo's own edges: near each place the matte
is a linear function of the photo's colours, which is found on a small picture and applied to every pixel.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, Similarity, from_crop
from facelab.photo.colour import Linear, encode_srgb

Plane = NDArray[np.float32]

RADIUS = 7
"""Of the filter's windows, in pixels of the guide."""
PLAIN = 2e-4
"""Variance of colour, sRGB squared, below which a window is taken for plain: its matte is the mean."""
SURE = (0.15, 0.9)
"""Values of the filtered matte that are taken for nothing and for all."""
LINE, ON_SKIN, CONTRAST = (0.22, 0.95), 0.25, (0.08, 0.22)
"""Along the way from the colour behind to that of hair, in linear light: from where on a pixel has some hair, and is
hair; the first beside skin, where fine hairs that stay dark are a line around a face; distance of the two, in sRGB,
from which that can be told, and is."""
DARK, BLACK, SHINING, LITTLE = (0.02, 0.1), (0.045, 0.02), 0.01, 0.2
"""By how much more light what is behind hair must have so that it is looked for between strands, and is found; light of
hair for which it is not, and is: brown hair shines in the colour of skin; of a square of light, by which shine counts
for less likely than what is behind; share of hair up to which there is none."""


@dataclass(frozen=True, eq=False)
class Matte:
    """A matte as linear functions of the photo's colours.

    Attributes:
        functions: (N, N, 4): slopes in sRGB 0..1, and what is added.
        limit: (N, N, 1), 0..1, beyond which it does not go.
        similarity: photo to a frame of 128 pixels that both maps cover.
    """

    functions: Plane
    limit: Plane
    similarity: Similarity

    def at(self, photo: Linear, box: Box) -> Plane:
        """The matte, (H, W) in 0..1, at a box of the photo, whose linear light there is ``photo``, (H, W, 3)."""
        functions = from_crop(self.functions, self.similarity, box)
        colours = np.clip(encode_srgb(photo), 0, 1)
        found = np.einsum("hwc,hwc->hw", functions[..., :3], colours) + functions[..., 3]
        limit = self.limit_at(box)[..., 0]
        sure = (found - SURE[0]) / (SURE[1] - SURE[0])
        return np.asarray(np.clip(np.minimum(sure, limit), 0, 1), np.float32)

    def limit_at(self, box: Box) -> Plane:
        """The limit, (H, W, 1), at a box of the photo."""
        return from_crop(self.limit, self.similarity, box)


def guided(guide: Plane, matte: Plane) -> Plane:
    """The guided filter's linear functions (He et al. 2013, equations 19 and 20), their windows averaged.

    Args:
        guide: (N, N, 3), sRGB 0..1.
        matte: (N, N), 0..1.

    Returns:
        (N, N, 4).
    """
    middle, level = _mean(guide), _mean(matte)
    squares = np.dstack([_mean(guide * guide[..., k : k + 1]) for k in range(3)]).reshape(*guide.shape[:2], 3, 3)
    spread = squares - middle[..., :, None] * middle[..., None, :] + PLAIN * np.eye(3, dtype=np.float32)
    along = _mean(guide * matte[..., None]) - middle * level[..., None]
    slope = np.linalg.solve(spread, along[..., None])[..., 0]
    base = level - (slope * middle).sum(2)
    return _mean(np.dstack([slope, base]).astype(np.float32))


def by_colour(light: Linear, near: Linear, behind: Linear, skin: Plane) -> tuple[Plane, Plane]:
    """How far each pixel's light lies on the line from what is behind hair to hair, and whether that can be told.

    Args:
        light, near, behind: (H, W, 3), linear light 0..1: the photo, the hair around, what is behind it.
        skin: (H, W, 1), 0..1: how much of that is skin.

    Returns:
        (H, W, 1) each, 0..1.
    """
    line = near - behind
    squared = np.square(line).sum(2, keepdims=True)
    along = ((light - behind) * line).sum(2, keepdims=True) / np.maximum(squared, np.float32(1e-6))
    first = LINE[0] + np.float32(ON_SKIN - LINE[0]) * skin
    told = (along - first) / (LINE[1] - first)
    apart = np.linalg.norm(encode_srgb(near) - encode_srgb(behind), axis=2, keepdims=True)
    sure = (apart - CONTRAST[0]) / np.float32(CONTRAST[1] - CONTRAST[0])
    return np.clip(told, 0, 1), np.clip(sure, 0, 1)


@dataclass(frozen=True, eq=False)
class SeenThrough:
    """What is seen of N pixels of dark hair, (N, 1) each.

    Attributes:
        share: 0..1, how much of it is what is behind the hair. told: 0..1, whether that can be told.
        shine: light, as pale as the lamp's, that the rest has more than the hair around; below 0: less.
    """

    share: Plane
    told: Plane
    shine: Plane


def seen_through(light: Linear, near: Linear, behind: Linear) -> SeenThrough:
    """What is seen between the strands of dark hair.

    Of what a pixel has more than the hair around, what has the colour of what is behind is taken for that, and what is
    as pale as light for shine: least squares in the two.

    Args:
        light, near, behind: (N, 3), linear light 0..1: the pixels, the hair around, what is behind it.
    """
    line, more = behind - near, light - near
    squared, pale = np.square(line).sum(-1, keepdims=True), line.sum(-1, keepdims=True) / np.float32(np.sqrt(3))
    along, white = (more * line).sum(-1, keepdims=True), more.sum(-1, keepdims=True) / np.float32(np.sqrt(3))
    both = np.maximum(squared * np.float32(1 + SHINING) - np.square(pale), np.float32(1e-8))
    share = (along * np.float32(1 + SHINING) - white * pale) / both
    alone = along / np.maximum(squared, np.float32(1e-8))
    share = np.clip(np.where(squared * white < pale * along, alone, share), 0, 1)
    darker = np.clip((pale - DARK[0]) / np.float32(DARK[1] - DARK[0]), 0, 1)
    black = np.clip((near.mean(-1, keepdims=True) - BLACK[0]) / np.float32(BLACK[1] - BLACK[0]), 0, 1)
    return SeenThrough(share, darker * black, (white - share * pale) / np.float32(np.sqrt(3)))


def hair_alone(share: Plane) -> Plane:
    """The matte, 0..1, of a pixel so much of whose light comes from what is behind hair."""
    return np.asarray(np.clip((1 - LITTLE - share) / (1 - LITTLE), 0, 1), np.float32)


def _mean(values: Plane) -> Plane:
    return np.asarray(cv2.blur(values, (2 * RADIUS + 1,) * 2, borderType=cv2.BORDER_REFLECT), np.float32)
