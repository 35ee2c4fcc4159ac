"""An edit of one face at the screen's resolution, quick enough to follow a slider.

The same formula as the composite's, with bilinear enlargement, the change cut at the ends instead of bent, and all that
stays the same between two frames computed once.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.align import Box, Similarity, support_box
from facelab.photo.colour import Linear, from_linear, to_linear, to_srgb8
from facelab.photo.crop import linear_crop
from facelab.photo.picture import Picture
from facelab.render.composite import FaceChange, terms
from facelab.render.mask import mask

Screen = NDArray[np.uint8]
"""(H, W, 3), sRGB."""


def on_screen(picture: Picture, scale: float) -> Screen:
    """The picture as a screen shows it, ``scale`` screen pixels for one of its own (at most 1)."""
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    samples = to_srgb8(picture)
    if size == (picture.width, picture.height):
        return samples
    return np.asarray(cv2.resize(samples, size, interpolation=cv2.INTER_AREA), np.uint8)


@dataclass(frozen=True, eq=False)
class Preview:
    """One face of a photo, ready for changes to be blended in.

    Attributes:
        picture: the photo.
        screen: the same as the screen shows it; other faces may have been edited in it.
        similarity: photo to canonical frame.
    """

    picture: Picture
    screen: Screen
    similarity: Similarity

    @cached_property
    def box(self) -> Box:
        """The part of the screen that changes."""
        return support_box(self._from_screen, (self.screen.shape[1], self.screen.shape[0]))

    @cached_property
    def _from_screen(self) -> Similarity:
        matrix = self.similarity.matrix.copy()
        matrix[:, :2] *= self.picture.width / self.screen.shape[1]
        return Similarity(matrix)

    @cached_property
    def _shown(self) -> Screen:
        x0, y0, x1, y1 = self.box
        return np.ascontiguousarray(self.screen[y0:y1, x0:x1])

    @cached_property
    def _photo(self) -> Linear:
        return to_linear(self._shown, None)

    @cached_property
    def _crop(self) -> Linear:
        return linear_crop(self.picture, self.similarity)

    @cached_property
    def _fine(self) -> Linear:
        return self._photo - self._enlarged(self._crop)

    @cached_property
    def _mask(self) -> Linear:
        plane = mask(self._from_screen, self.box)
        return np.asarray(cv2.merge([plane] * 3), np.float32)

    def blend(self, change: FaceChange, keep: float = 1.0) -> Screen:
        """The ``box`` of the screen with a change of this face, (y1 - y0, x1 - x0, 3)."""
        found = terms(change, keep, lambda: self._crop)
        less = self._enlarged(found.gain - np.float32(1))
        added = cv2.add(cv2.multiply(less, self._photo), self._enlarged(found.offset))
        if found.drawn is not None:
            drawn = self._enlarged(found.gain * found.drawn**3)
            added = cv2.subtract(added, cv2.multiply(drawn, self._fine))
        shown = cv2.add(self._photo, cv2.multiply(self._mask, added))
        return np.asarray(from_linear(np.asarray(shown, np.float32), None, self._shown), np.uint8)

    def _enlarged(self, crop: Linear) -> Linear:
        x0, y0, x1, y1 = self.box
        matrix = self._from_screen.after(x0, y0).matrix.copy()
        matrix[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5  # OpenCV counts from the pixel's centre
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        found = cv2.warpAffine(crop, matrix, (x1 - x0, y1 - y0), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float32)
