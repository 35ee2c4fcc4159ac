"""Edited faces back into their photo: only what an edit changes is carried over (docs/design.md, "The composite").

    out = P + M · [ G · B + (E − G · R) − P ],   B = P + (1 − K)(R − P_low) − (1 − K)³ P_fine,   K = keep · (1 − fade)

In linear light. P: the photo. R, E: the network's picture of the face before and after. M: the mask. P_low: P brought
to the crop's resolution and back; P_fine = P − P_low. B: the unedited face as it is shown.

Where the edit brightens, G = 1 and the difference E − R is added. Where it darkens, G = E / R: the photo is multiplied
(ratio images, Liu et al. 2001), so that dark hair keeps its strands, which a difference would cut off at black.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol

import cv2
import numpy as np

from facelab.photo.align import Box, Similarity, from_crop, overlap, support_box, within
from facelab.photo.colour import Linear, Samples, from_linear, to_linear
from facelab.photo.crop import linear_crop
from facelab.photo.picture import Patch, Picture
from facelab.photo.toning import Toning, toning_of
from facelab.progress import ShareCallback, counted, quiet
from facelab.render.lips import Lips
from facelab.render.mask import mask
from facelab.render.motion import Flow, moved, stretched
from facelab.render.tiles import tiles

DARK = np.float32(0.004)
"""Linear light, some 13 of 255 levels of sRGB, below which a ratio would be one of noise."""
KNEES = (np.float32(0.004), np.float32(0.9))
"""Linear light below and above which a change is compressed: some 13 and 243 of 255 levels of sRGB."""
STILL = np.float32(1e-3)
"""Pixels of the crop: what moves less stays."""

FINEST = 1.5
"""Standard deviation, in pixels of the photo, of the blur that takes pores and grain away."""
REACH = 6
"""Pixels to which that blur sees."""


class Overlay(Protocol):
    """What is drawn upon an edited face at the photo's own resolution."""

    @property
    def extent(self) -> Box:
        """The part of the canonical frame that it may change."""

    def upon(self, edited: Linear, similarity: Similarity, box: Box) -> Linear:
        """An edited face with this upon it.

        Args:
            edited: (H, W, 3), linear light, the face at a box of its photo; it may be written to.
            similarity: photo to canonical frame.
            box: where in the photo it lies. A pixel is the same whatever box it is in.
        """


def part_within(extent: Box, edited: Linear, similarity: Similarity, box: Box) -> tuple[Box, Linear]:
    """The part of a face at a box of its photo, see ``Overlay.upon``, that an extent touches: where it lies, and it."""
    x0, y0, x1, y1 = extent
    corners = similarity.inverse().apply(np.array([(x0, y0), (x1, y0), (x0, y1), (x1, y1)], np.float64))
    (left, top), (right, bottom) = np.floor(corners.min(0)).astype(int), np.ceil(corners.max(0)).astype(int)
    here = overlap((int(left), int(top), int(right), int(bottom)), box)
    return here, edited[here[1] - box[1] : here[3] - box[1], here[0] - box[0] : here[2] - box[0]]


@dataclass(frozen=True, eq=False)
class FaceChange:
    """What an edit does to one face of a photo.

    Attributes:
        similarity: photo to canonical frame.
        edited: E, (128, 128, 3) float32, linear light 0..1: the edited face as the network draws it.
        unedited: R, the same of the face as it is.
        fade: h, (128, 128) float32, 0..1: where the structure changed, so that the drawing itself is shown.
        flow: F, (128, 128, 2): where the pixels of P come from; R is that of the moved face. None: nothing moves.
        over: what is drawn upon all that, one upon the other.
        where: (128, 128) in 0..1, where any of it may show, beside what the mask allows; None: all of that.
        lips: how lips move that come before teeth; None where none do.
    """

    similarity: Similarity
    edited: Linear
    unedited: Linear
    fade: Linear
    flow: Flow | None = None
    over: tuple[Overlay, ...] = ()
    where: Linear | None = None
    lips: Lips | None = None


def composite(
    picture: Picture, changes: Sequence[FaceChange], keep: float = 1.0, progress: ShareCallback = quiet
) -> Picture:
    """A photo with its faces changed, at its own resolution, depth and colours; a grey or toned one stays so.

    Where masks overlap, the changes are added and divided by the sum of the masks where that is above 1; their order
    does not matter. Samples outside every mask stay as they are, bit for bit; so does alpha.

    Args:
        picture: the photo.
        changes: one for each edited face; a face may lie partly or wholly outside the photo.
        keep: "keep my pixels", 0..1: 1 carries differences where the structure stays, 0 shows the network everywhere.
        progress: is told the share of the tiles that is done.

    Returns:
        The photo with new samples; ``picture`` itself where no sample changes.

    Raises:
        ValueError: ``keep`` outside 0..1.
    """
    if not 0 <= keep <= 1:
        raise ValueError(f"keep must be between 0 and 1, not {keep}")
    faces = [_place(picture, change, keep) for change in changes if not _at_rest(change, keep)]
    if not faces:
        return picture
    places = [face.box for face in faces]
    boxes, toning = list(tiles(places)), toning_of(picture, places)
    return picture.patched(
        [
            Patch(box, _blend(picture, [faces[index] for index in there], box, toning))
            for box, there in counted(boxes, progress)
        ]
    )


@dataclass(frozen=True, eq=False)
class Terms:
    """What an edit of one face adds up to in the canonical frame, linear light.

    Attributes:
        gain: (128, 128, 3), G.
        offset: (128, 128, 3), (E − G R) + G (1 − K)(R − P_low).
        drawn: (128, 128, 1), 1 − K; None where that is 0 everywhere.
        low: (128, 128, 3), the photo's own crop, moved, of which P_low is made; None likewise.
    """

    gain: Linear
    offset: Linear
    drawn: Linear | None
    low: Linear | None


def terms(change: FaceChange, keep: float, crop: Callable[[], Linear]) -> Terms:
    """The terms of a change; ``crop`` gives the photo's own crop, (128, 128, 3) in linear light, where it is needed."""
    gain: Linear = np.minimum((change.edited + DARK) / (change.unedited + DARK), np.float32(1))
    offset = change.edited - gain * change.unedited
    drawn = (1 - np.float32(keep) * (1 - np.clip(change.fade, 0, 1)))[..., None].astype(np.float32)
    if not drawn.any():
        return Terms(gain, offset, None, None)
    low = crop() if change.flow is None else moved(crop(), change.flow)
    return Terms(gain, offset + gain * drawn * (change.unedited - low), drawn, low)


@dataclass(frozen=True, eq=False)
class _Face:
    """One face of a photo: what changes, the part of the photo that the crop touches, and its terms."""

    change: FaceChange
    box: Box
    terms: Terms

    @property
    def similarity(self) -> Similarity:
        return self.change.similarity

    def mask_at(self, box: Box) -> Linear:
        """M at a box of the photo, (H, W): nothing where the crop ends, and nothing beside the head."""
        shown = mask(self.similarity, box)
        if self.change.where is None:
            return shown
        where = from_crop(self.change.where[..., None], self.similarity, box).reshape(shown.shape)
        return np.asarray(shown * np.clip(where, 0, 1), np.float32)

    def change_at(self, picture: Picture, box: Box, photo: Linear) -> Linear:
        """The square bracket of the formula at a box of the photo, where the photo's linear light is ``photo``."""
        flow, over = self.change.flow, self.change.over
        if flow is None and not over:
            return self._change_at(box, photo)
        moved = photo if flow is None else moved_photo(picture, self.similarity, flow, box, self.change.lips)
        edited = moved + self._change_at(box, moved)
        for one in over:
            edited = one.upon(edited, self.similarity, box)
        return np.asarray(edited - photo, np.float32)

    def _change_at(self, box: Box, photo: Linear) -> Linear:
        offset, own_drawn, low = self.terms.offset, self.terms.drawn, self.terms.low
        gain = np.clip(from_crop(self.terms.gain, self.similarity, box), 0, 1)  # bicubic enlargement overshoots
        if own_drawn is None or low is None:
            return from_crop(offset, self.similarity, box) - (1 - gain) * photo
        *planes, share = cv2.split(from_crop(np.dstack([offset, own_drawn]), self.similarity, box))
        change = np.asarray(cv2.merge(planes), np.float32) - (1 - gain) * photo
        drawn = np.clip(np.asarray(share, np.float32), 0, 1)
        if drawn.any():
            change -= gain * _threefold(cubed(drawn)) * (photo - from_crop(low, self.similarity, box))
        return change


def moved_photo(picture: Picture, similarity: Similarity, flow: Flow, box: Box, lips: Lips | None = None) -> Linear:
    """A photo as a flow moves it, linear light, at a box of it; what does not move is as it was, bit for bit.

    Args:
        picture: the photo.
        similarity: photo to canonical frame.
        flow: (128, 128, 2), in the canonical frame.
        box: the part of the photo.
        lips: those that come before teeth.

    Returns:
        (y1 - y0, x1 - x0, 3).
    """
    wide = grown(box, REACH)
    *planes, lost = cv2.split(from_crop(np.dstack([flow, stretched(flow)]), similarity, wide))
    at = cv2.merge(planes)
    shift = at @ np.linalg.inv(similarity.matrix[:, :2]).T.astype(np.float32)
    shift[still := np.abs(at).max(2) < STILL] = 0
    reach = ceil(float(np.abs(shift).max(initial=0))) + 3
    whole = 0, 0, picture.width, picture.height
    around = overlap(grown(wide, reach), whole)
    photo, (x, y) = to_linear(picture.part(around), picture.profile), around[:2]
    across = shift[..., 0] + np.arange(wide[0] - x, wide[2] - x, dtype=np.float32)
    down = shift[..., 1] + np.arange(wide[1] - y, wide[3] - y, dtype=np.float32)[:, None]
    found = cv2.remap(photo, across, down, cv2.INTER_LANCZOS4, None, cv2.BORDER_REFLECT)
    finest = found - cv2.GaussianBlur(found, (0, 0), FINEST)
    inner = within(box, wide)
    lost = np.where(still, 0, np.clip(lost, 0, 1))
    seen = np.asarray(found[inner] + _threefold(np.asarray(lost[inner], np.float32)) * finest[inner], np.float32)
    if lips:
        here, part = part_within(lips.extent, seen, similarity, box)
        if part.size:
            edges = from_crop(lips.edges, similarity, here)
            part[:] = lips.seen(lambda one: moved_photo(picture, similarity, one, here), edges, 1 / similarity.scale)
    return seen


def grown(box: Box, by: int) -> Box:
    """A box with so many pixels more at each side."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _at_rest(change: FaceChange, keep: float) -> bool:
    still = keep == 1 and change.flow is None and not change.over
    return still and not change.fade.any() and np.array_equal(change.edited, change.unedited)


def _place(picture: Picture, change: FaceChange, keep: float) -> _Face:
    box = support_box(change.similarity, (picture.width, picture.height))
    return _Face(change, box, terms(change, keep, lambda: linear_crop(picture, change.similarity)))


def _blend(picture: Picture, faces: Sequence[_Face], box: Box, toning: Toning | None) -> Samples:
    stored, profile = picture.part(box), picture.profile
    photo = to_linear(stored, profile)
    change, covered = np.zeros_like(photo), np.zeros_like(photo)
    for face in faces:
        own, part = _common(face.box, box)  # the face's own part of the tile: no neighbour changes how it is warped
        shown = _threefold(face.mask_at(own))
        if shown.any():
            change[part] += shown * face.change_at(picture, own, photo[part])
            covered[part] += shown
    change /= np.maximum(covered, 1)
    light = compressed(photo, change)
    edited = from_linear(toning.toned(light, photo) if toning else light, profile, stored)
    return np.asarray(np.where(covered[..., : stored.shape[2]] > 0, edited, stored))


def cubed(values: Linear) -> Linear:
    """The third power; ``**`` takes five times as long."""
    return values * values * values


def _common(box: Box, tile: Box) -> tuple[Box, tuple[slice, slice]]:
    """What a box and a tile have in common: as a box of the photo, and as rows and columns of the tile."""
    common = overlap(box, tile)
    return common, within(common, tile)


def _threefold(plane: Linear) -> Linear:
    """(H, W) as (H, W, 3); numpy multiplies (H, W, 1) with (H, W, 3) three times as slowly."""
    return np.asarray(cv2.merge([plane] * 3), np.float32)


def compressed(photo: Linear, change: Linear) -> Linear:
    """Photo and change together, what would leave 0..1 bent back into it instead of cut.

    From a knee near either end on, the change approaches the end exponentially, with slope 1 at the knee. The photo's
    own values are never bent: where one lies beyond the knee, the knee begins at it; where one lies outside 0..1,
    as colours of a wide profile do, it may only be moved inwards.

    Args:
        photo: linear light.
        change: what to add, the same shape.
    """
    after = _bent(photo + change, knee := np.maximum(photo, KNEES[1]), 1 - knee)
    return -_bent(-after, -(knee := np.minimum(photo, KNEES[0])), knee)


def _bent(values: Linear, knee: Linear, room: Linear) -> Linear:
    beyond = values > knee
    start, left = knee[beyond], np.maximum(room[beyond], np.float32(1e-6))
    values[beyond] = start - left * np.expm1((start - values[beyond]) / left)
    return values
