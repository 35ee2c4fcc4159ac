"""An edit of one face at the screen's resolution, quick enough to follow a slider.

The same formula as the composite's, but put together in the canonical frame, where it is small, as something the photo
is multiplied by and something that is added; with bilinear enlargement, and the change cut at the ends instead of bent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.photo.align import Box, Similarity, overlap, support_box
from facelab.photo.colour import Linear, quick_samples, to_linear, to_srgb8
from facelab.photo.crop import linear_crop
from facelab.photo.picture import Picture
from facelab.photo.toning import Toning, toning_of
from facelab.render.composite import STILL, FaceChange, Overlay, Terms, cubed, part_within, terms
from facelab.render.lips import Lips
from facelab.render.mask import mask
from facelab.render.motion import Flow

Screen = NDArray[np.uint8]
"""(H, W, 3), sRGB."""
SAMPLES = 3
"""For one pixel of the crop along each side, from which the screen's are interpolated where they are more."""
NOTHING = np.float32(1e-4)
"""Linear light that no screen shows: a third of a level of sRGB at black, less elsewhere."""
_WHERE = mask(Similarity(np.eye(2, 3)), (0, 0, SIZE, SIZE))[..., None]


def on_screen(picture: Picture, scale: float) -> Screen:
    """The picture as a screen shows it, ``scale`` screen pixels for one of its own (at most 1)."""
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    samples = to_srgb8(picture)
    if size == (picture.width, picture.height):
        return samples
    return np.asarray(cv2.resize(samples, size, interpolation=cv2.INTER_AREA), np.uint8)


@dataclass(frozen=True, eq=False)
class _Added:
    """What a change adds to a photo P, in the canonical frame: P · share + light, each (128, 128, 3), linear light."""

    share: Linear
    light: Linear


def _where(change: FaceChange) -> Linear:
    """M, (128, 128, 1)."""
    return _WHERE if change.where is None else np.asarray(_WHERE * change.where[..., None], np.float32)


def _added(found: Terms, where: Linear) -> _Added:
    share, light = found.gain - np.float32(1), found.offset
    if found.drawn is not None and found.low is not None:
        drawn = found.gain * cubed(found.drawn)
        share, light = share - drawn, light + drawn * found.low
    return _Added(where * share, where * light)


def _largest(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each pixel of (128, 128, C); numpy takes thirty times as long where C is as small as here."""
    largest: NDArray[np.float32] = np.maximum.reduce([values[..., k] for k in range(values.shape[2])])
    return largest


def _four(crop: Linear) -> NDArray[np.float32]:
    """(H, W, 3) with a fourth channel: OpenCV turns and moves four in half the time of three."""
    return np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2RGBA), np.float32)


def _three(picture: NDArray[np.float32]) -> Linear:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2RGB), np.float32)


@dataclass(frozen=True, eq=False)
class Preview:
    """One face of a photo, ready for changes to be blended in.

    Attributes:
        picture: the photo.
        screen: the same as the screen shows it; other faces may have been edited in it.
        similarity: photo to canonical frame.
        looked_at: the part of the screen that is looked at; None for all of it.
    """

    picture: Picture
    screen: Screen
    similarity: Similarity
    looked_at: Box | None = None

    def upon(self, screen: Screen) -> "Preview":
        """The same face where the screen shows something else; what the photo says of it is not found again."""
        other = replace(self, screen=screen)
        vars(other).update(box=self.box, _toning=self._toning, _crop=self._crop)
        return other

    @cached_property
    def box(self) -> Box:
        """The part of what is looked at that may change; empty where none does."""
        whole = support_box(self.from_screen, (self.screen.shape[1], self.screen.shape[0]))
        return overlap(whole, self.looked_at) if self.looked_at else whole

    @cached_property
    def from_screen(self) -> Similarity:
        """The screen to the canonical frame."""
        matrix = self.similarity.matrix.copy()
        matrix[:, :2] *= self.picture.width / self.screen.shape[1]
        return Similarity(matrix)

    @cached_property
    def _to_screen(self) -> Similarity:
        return self.from_screen.inverse()

    @cached_property
    def _shown(self) -> Screen:
        x0, y0, x1, y1 = self.box
        return np.ascontiguousarray(self.screen[y0:y1, x0:x1])

    @cached_property
    def _photo(self) -> NDArray[np.float32]:
        """What is shown, (H, W, 4), linear light, the fourth channel of no use."""
        return _four(to_linear(self._shown, None))

    @cached_property
    def _toning(self) -> Toning | None:
        return toning_of(self.picture, [support_box(self.similarity, (self.picture.width, self.picture.height))])

    @cached_property
    def _crop(self) -> Linear:
        # Plane after plane, as the network draws: numpy is slow where two pictures lie in memory differently.
        planes = np.ascontiguousarray(linear_crop(self.picture, self.similarity).transpose(2, 0, 1))
        return planes.transpose(1, 2, 0)

    def blend(self, change: FaceChange, keep: float = 1.0) -> Screen:
        """The ``box`` of the screen with a change of this face, (y1 - y0, x1 - x0, 3)."""
        added = _added(terms(change, keep, lambda: self._crop), _where(change))
        box = overlap(self.box, self._reach(added, change))
        if box == self.box:
            return self._blend(change, added, box, (slice(None), slice(None)))
        blended = self._shown.copy()
        if box[0] < box[2] and box[1] < box[3]:
            part = slice(box[1] - self.box[1], box[3] - self.box[1]), slice(box[0] - self.box[0], box[2] - self.box[0])
            blended[part] = self._blend(change, added, box, part)
        return blended

    def _blend(self, change: FaceChange, added: _Added, box: Box, part: tuple[slice, slice]) -> Screen:
        photo = self._photo[part]
        moved = photo if change.flow is None else self._moved(_where(change) * change.flow, box)
        if change.lips:
            self._lips(change.lips, _where(change), moved, box)
        blended = self._enlarged(_four(added.light), box)
        cv2.accumulateProduct(self._enlarged(_four(1 + added.share), box, beyond=1.0), moved, blended)
        if change.over or self._toning:
            blended = self._finished(_three(blended), change.over, photo, box)
        samples = quick_samples(blended)
        return samples if samples.shape[2] == 3 else np.asarray(cv2.cvtColor(samples, cv2.COLOR_RGBA2RGB), np.uint8)

    def _finished(self, blended: Linear, over: Sequence[Overlay], photo: NDArray[np.float32], box: Box) -> Linear:
        """A blend with what lies upon the face, toned as the photo is."""
        for one in over:
            blended = one.upon(blended, self.from_screen, box)
        return self._toning.toned(blended, _three(photo)) if self._toning else blended

    def _moved(self, flow: Flow, box: Box) -> NDArray[np.float32]:
        """The photo as a flow, 0 where the crop ends, moves it, at a box of the screen; bilinear."""
        turn = np.linalg.inv(self.from_screen.matrix[:, :2]).T
        corner = box[0] - self.box[0], box[1] - self.box[1]
        places = self._enlarged(np.asarray(flow @ turn.astype(np.float32), np.float32), box, corner)
        how = cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE
        return np.asarray(cv2.remap(self._photo, places, None, *how), np.float32)  # type: ignore[call-overload]

    def _lips(self, lips: Lips, where: Linear, moved: NDArray[np.float32], box: Box) -> None:
        """Put lips that come before teeth into what ``_moved`` gave for a box of the screen."""
        here, part = part_within(lips.extent, moved, self.from_screen, box)
        if part.size:
            edges = self._enlarged(lips.edges, here)
            part[:] = lips.seen(lambda flow: self._moved(where * flow, here), edges, 1 / self.from_screen.scale)

    def _reach(self, added: _Added, change: FaceChange) -> Box:
        """The part of the screen beyond which nothing is added or drawn, and nothing moves."""
        seen = _largest(np.maximum(np.abs(added.share), np.abs(added.light))) > NOTHING
        if change.flow is not None:
            seen |= _largest(np.abs(change.flow)) > STILL
        for x0, y0, x1, y1 in (one.extent for one in change.over):
            seen[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)] = True
        rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
        if not len(rows):
            return 0, 0, 0, 0
        x0, x1, y0, y1 = columns[0] - 1, columns[-1] + 2, rows[0] - 1, rows[-1] + 2  # bilinear reaches one farther
        corners = self._to_screen.apply(np.array([(x0, y0), (x1, y0), (x0, y1), (x1, y1)], np.float64))
        (left, top), (right, bottom) = np.floor(corners.min(0)) - 1, np.ceil(corners.max(0)) + 1
        return int(left), int(top), int(right), int(bottom)

    def _enlarged(
        self, crop: NDArray[np.float32], box: Box, corner: tuple[int, int] | None = None, beyond: float = 0.0
    ) -> NDArray[np.float32]:
        """A crop (128, 128, C), and ``beyond`` around it, as it lies in a box of the screen, bilinear.

        Turned on a grid as coarse as the crop allows, and enlarged from there along the axes, which takes a tenth.
        Where the place of the box's ``corner``, x y, is given, each pixel's place is added.
        """
        step = max(1, int(1 / (self.from_screen.scale * SAMPLES)))
        left, top = ((edge // step - 1) * step for edge in box[:2])  # the same grid, whatever is looked at
        x0, y0, x1, y1 = box[0] - left, box[1] - top, box[2] - left, box[3] - top
        matrix = self.from_screen.after(left, top).matrix.copy()
        matrix[:, :2] *= step
        matrix[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5  # OpenCV counts from the pixel's centre
        size = x1 // step + 2, y1 // step + 2  # beyond the box on all sides, for what lies between
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        found = cv2.warpAffine(crop, matrix, size, None, flags, cv2.BORDER_CONSTANT, 4 * (beyond,))
        if corner is not None:
            x, y = (
                corner[k] - start + step * (np.arange(size[k], dtype=np.float32) + np.float32(0.5)) - np.float32(0.5)
                for k, start in enumerate((x0, y0))
            )
            cv2.add(found, np.dstack(np.broadcast_arrays(x, y[:, None])), found)
        if step > 1:
            found = cv2.resize(found, (step * size[0], step * size[1]), interpolation=cv2.INTER_LINEAR)
        return np.asarray(found[y0:y1, x0:x1], np.float32)
