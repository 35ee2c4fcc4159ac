"""Light, shade and colour that an edit brings to a face, instead of the lines that the network draws."""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.mesh import EYES, LIPS, Points
from facelab.pipeline.layers import DrawnLayer
from facelab.pipeline.skin_shading import SkinShading, within
from facelab.render.mask import mixed

Array = NDArray[np.float32]

BROAD = 1.2
"""Standard deviation, in pixels of the crop, of what counts as light and shade and not as a line."""
COLOURED = 0.8
"""How much of its colour light and shade keep."""
FLOOR = np.float32(0.06)
"""sRGB, beside which nothing is as dark as to make a ratio one of noise."""
MOST = np.float32(0.2)
"""Log ratio that the light on a face that moves approaches: a fold of a smile, and no smear on dark skin."""
COARSER, TRUSTED = 4, 0.1
"""By how much coarser the light is that lies upon lips and eyes, far from what is trusted; up to which share of that
around a place."""


def lit(plain: Array, light: Array) -> Array:
    """A face (128, 128, 3), sRGB 0..1, with light and shade upon it, (128, 128, 3), logs."""
    shaded: Array = np.clip((plain + FLOOR) * np.exp(light) - FLOOR, 0, 1)
    return shaded


@dataclass(frozen=True, eq=False)
class Shading:
    """Light, shade and colour that an edit brings, instead of the lines that the network draws.

    The ratio of the drawing to the moved face (ratio images, Liu et al. 2001), smoothed.

    Attributes:
        plain: R, moved, (128, 128, 3), sRGB 0..1.
        points: the face's mesh as it is moved, (468, 2).
        drawn: (128, 128), how much of the drawing's own lines is shown.
        skin: what light falls on skin. bearded: whether a beard's shadow is made of hairs.
        drawn_points: the mesh of the drawing, (468, 2); None where the face is not moved.
    """

    plain: Array
    points: Points
    drawn: Array
    skin: SkinShading
    drawn_points: Points | None = None
    bearded: bool = False

    def upon(self, layer: DrawnLayer, light: Array) -> DrawnLayer:
        """A layer with its lines shown as far as they may be, and else the ``light`` that it brings."""
        picture = mixed(lit(self.plain, light), layer.picture, self.drawn[..., None])
        area = layer.area * self.skin.lips if layer.shown_on == "lips" else layer.area
        return replace(layer, picture=picture, fade=self.drawn * layer.fade, area=area)

    def light(self, layer: DrawnLayer) -> Array:
        """Light, shade and colour that a layer brings, (128, 128, 3), logs."""
        ratio = self._ratio(layer)
        if layer.shown_on == "skin":
            return self.skin.light(ratio, shaved=not self.bearded)
        grey = ratio @ np.array([0.299, 0.587, 0.114], np.float32)
        ratio = grey[..., None] + np.float32(COLOURED) * (ratio - grey[..., None])
        if self.drawn_points is not None and layer.shown_on == "everything":
            return np.asarray(MOST * np.tanh(self._beside_features(ratio) / MOST), np.float32)
        return np.asarray(cv2.GaussianBlur(ratio, (0, 0), BROAD), np.float32)

    def stubble(self, layers: list[DrawnLayer]) -> Array | None:
        """How much darker the last layer is where a beard grows, (128, 128), log; None where none is to grow."""
        return self.skin.stubble(self._ratio(layers[-1])) if self.bearded and layers[-1].shown_on == "skin" else None

    def _ratio(self, layer: DrawnLayer) -> Array:
        ratio: Array = np.log((layer.picture + FLOOR) / (self.plain + FLOOR))
        return ratio

    def _beside_features(self, ratio: Array) -> Array:
        """The ratio (128, 128, 3), smoothed, as it is beside lips and eyes: coarse light lies upon them."""
        weight = self._trusted
        weighted = np.dstack([ratio * weight[..., None], weight])
        near = np.asarray(cv2.GaussianBlur(weighted, (0, 0), BROAD), np.float32)
        size = SIZE // COARSER
        far = cv2.resize(weighted, (size, size), interpolation=cv2.INTER_AREA)
        far = cv2.resize(cv2.GaussianBlur(far, (0, 0), BROAD), (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)
        share = np.clip(near[..., 3:] * np.float32(1 / TRUSTED), 0, 1)
        light, trust = np.split(mixed(np.asarray(far, np.float32), near, share), (3,), axis=2)
        return np.asarray(light / np.maximum(trust, 1e-6), np.float32)

    @cached_property
    def _trusted(self) -> Array:
        """How far the ratio is trusted: not on lips and eyes that moved, where two drawings never quite match."""
        both = [points for points in (self.points, self.drawn_points) if points is not None]
        features = np.maximum.reduce([within(points, LIPS, *EYES) for points in both])
        return np.asarray(1 - cv2.dilate(features, np.ones((3, 3))), np.float32)
