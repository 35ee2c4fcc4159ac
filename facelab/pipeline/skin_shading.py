"""Light, shade and colour that an edit brings to skin, and to nothing beside it (docs/design.md, "Moved").

What the network draws near the outline of a face is hair that comes or goes, and around eyes other brows and make-up;
smoothed, that would be smears. So it is left out, and what is around takes its place.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.latent.areas import area_of
from facelab.photo.mesh import BROWS, EYES, INNER_LIPS, LIPS, OUTLINE, Points
from facelab.render.mask import mixed

Plane = NDArray[np.float32]

BROAD, AROUND = 1.2, 5.0
"""Standard deviations, in pixels of the crop, of what counts as light and shade and not as a line; of what comes where
it is not to be trusted."""
COLOURED = 0.6
"""How much of its colour light and shade keep."""
LEAST_TRUST = 1e-3
"""So that what is far from anything else has a value."""
LIP_EDGE = 0.7
"""Standard deviation, in pixels of the crop, by which the lips' edge is softened."""
BESIDE, SOCKET = 5.0, 0.8
"""Pixels of the crop within the outline of the face in which hair that comes or goes may be seen; standard deviation of
the edge around eyes and brows."""
SURE = 0.6
"""Of the parser's probability, from which a pixel shows the face, and no hair before it."""
SKIN_EDGE = 2.5
"""Standard deviation, in pixels of the crop, by which the edge of the skin is softened, which ends so far within."""
TONE = 0.3
"""How much of what is the same all over the skin is kept: a face is no darker than its neck."""
MOST = np.float32(0.3)
"""Log ratio that light and shade on skin approach."""
STUBBLE, GREY = 0.3, 0.3
"""How much of the darkening where a beard grows falls on the skin between hairs, and how much colour it has."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True, eq=False)
class SkinShading:
    """What is skin of a face, and what light falls on it.

    Attributes:
        points: the face's mesh, (468, 2).
        face: (128, 128) in 0..1, how surely a pixel shows it by the parser; None where that was not asked.
    """

    points: Points
    face: Plane | None = None

    def light(self, ratio: Plane, *, shaved: bool = True) -> Plane:
        """What a drawing's light and shade are on this skin, (128, 128, 3), logs.

        Args:
            ratio: (128, 128, 3), the drawing for the face, logs of sRGB.
            shaved: whether the shadow of a beard falls on it as it is, and is not to be made of hairs (``stubble``).
        """
        light = self._smooth(ratio)
        if not shaved:
            free = light - np.float32(1 - STUBBLE) * self._shadow(light)[..., None]
            light = mixed(free, _faded(free, GREY), self._beard[..., None])
        return np.asarray(MOST * np.tanh(light / MOST) * self._shown[..., None], np.float32)

    def stubble(self, ratio: Plane) -> Plane:
        """How much darker skin is where a beard grows, (128, 128), log, 0 or less; none grows beside the face."""
        return np.asarray(self._shadow(self._smooth(ratio)) * self._shown, np.float32)

    def _smooth(self, ratio: Plane) -> Plane:
        """The ratio without lines, and without what is the same all over the skin; lips in one colour.

        Lips are freed of no colour of the skin: beside a skin that yellows and is not shown to, they would redden.
        """
        lips = self.lips[..., None]
        of_lips = (ratio * lips).sum((0, 1)) / np.maximum(lips.sum(), np.float32(1))
        ratio, sure = _faded(ratio, COLOURED), self._sure
        near, far = (_around(ratio, np.maximum(sure, np.float32(LEAST_TRUST)), wide) for wide in (BROAD, AROUND))
        known = np.asarray(cv2.GaussianBlur(sure, (0, 0), BROAD), np.float32)[..., None]
        light = mixed(far, near, np.minimum(2 * known, 1))
        tone = (light * sure[..., None]).sum((0, 1)) / np.maximum(sure.sum(), np.float32(1))
        of_skin, of_lips = light - np.float32(1 - TONE) * tone, of_lips - np.float32(1 - TONE) * (tone @ _LUMA)
        return np.asarray(mixed(of_skin, of_lips, lips), np.float32)

    def _shadow(self, light: Plane) -> Plane:
        return np.asarray(np.minimum(light @ _LUMA, 0) * self._beard, np.float32)

    @cached_property
    def _sure(self) -> Plane:
        """What is skin in either drawing, (128, 128) in 0..1: well within the outline, and no lips, eyes or brows."""
        sockets = [self.points[[*eye, *brow]] for eye, brow in zip(EYES, BROWS, strict=True)]
        hulls = [np.asarray(cv2.convexHull(one), np.float32).reshape(-1, 2) for one in sockets]
        features = cv2.dilate(np.maximum(within(self.points, LIPS), _filled(hulls)), np.ones((3, 3)))
        around = np.asarray(cv2.GaussianBlur(features, (0, 0), SOCKET), np.float32)
        return np.asarray(self._inside(BESIDE) * (1 - around), np.float32)

    @cached_property
    def _shown(self) -> Plane:
        """Where skin is shaded, (128, 128) in 0..1: within the outline, soft at its edge."""
        return np.asarray(cv2.GaussianBlur(self._inside(SKIN_EDGE), (0, 0), SKIN_EDGE), np.float32)

    def _inside(self, pixels: float) -> Plane:
        """What lies within the outline of the face, and on skin, and not so near to its edge."""
        face = within(self.points, OUTLINE) > 0.5
        if self.face is not None:
            face &= self.face > SURE
        distance = cv2.distanceTransform(np.pad(face.astype(np.uint8), 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
        return np.asarray(distance > pixels, np.float32)

    @cached_property
    def _beard(self) -> Plane:
        """Where a beard may grow, (128, 128) in 0..1."""
        return np.asarray(area_of("No_Beard") * area_of("Mouth_Slightly_Open") * (1 - self._mouth), np.float32)

    @cached_property
    def _mouth(self) -> Plane:
        """The lips and what is between them, (128, 128) in 0..1, soft at their edge."""
        mouth = cv2.dilate(within(self.points, LIPS), np.ones((3, 3)))
        return np.asarray(cv2.GaussianBlur(mouth, (0, 0), LIP_EDGE), np.float32)

    @cached_property
    def lips(self) -> Plane:
        """The lips, (128, 128) in 0..1, soft at their edge."""
        lips = within(self.points, LIPS) - within(self.points, INNER_LIPS)
        return np.asarray(cv2.GaussianBlur(lips, (0, 0), LIP_EDGE), np.float32)


def within(points: Points, *rings: tuple[int, ...]) -> Plane:
    """What rings of points of a mesh (468, 2) go around, (128, 128) in 0..1."""
    return _filled([points[list(ring)] for ring in rings])


def _filled(outlines: list[Points]) -> Plane:
    corners = [np.rint(16 * (outline - 0.5)).astype(np.int32) for outline in outlines]
    filled = cv2.fillPoly(np.zeros((SIZE, SIZE), np.uint8), corners, 255, cv2.LINE_AA, 4)
    return np.asarray(filled, np.float32) / np.float32(255)


def _around(values: Plane, weight: Plane, width: float) -> Plane:
    """Values (128, 128, 3) smoothed, each counting by its weight (normalised convolution, Knutsson & Westin 1993)."""
    total = np.asarray(cv2.GaussianBlur(weight, (0, 0), width), np.float32)
    summed = np.asarray(cv2.GaussianBlur(values * weight[..., None], (0, 0), width), np.float32)
    return np.asarray(summed / np.maximum(total, np.float32(1e-9))[..., None], np.float32)


def _faded(light: Plane, share: float) -> Plane:
    """With so much of its colour."""
    grey = (light @ _LUMA)[..., None]
    return np.asarray(grey + np.float32(share) * (light - grey), np.float32)
