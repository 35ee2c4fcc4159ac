"""What a detector's looks find before it is settled which faces there are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from facelab.errors import FaceError
from facelab.photo import align

_OVERLAP, _COVERED = 0.3, 0.6
"""Shares of the union, and of the smaller box, from which two boxes are one face."""
_RESIDUAL_COST, _TURN_COST = 0.05, 0.05
"""What a crop pixel of residual, and any turn, take from the score where two candidates are one face."""
_WORST = 8.0
"""Residual in crop pixels beyond which nothing more is taken: true profiles have 8 to 13, in no turn less."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Candidates:
    """N candidates, in pixels of one picture.

    Attributes:
        boxes: (N, 4) x0 y0 x1 y1.
        scores: (N,) in 0..1.
        landmarks: (N, 5, 2) x y.
        turns: (N,) quarter turns, anticlockwise, of the picture in which each was found.
        residuals: (N,) crop pixels.
    """

    boxes: Floats
    scores: Floats
    landmarks: Floats
    turns: NDArray[np.int64]
    residuals: Floats

    def __len__(self) -> int:
        return len(self.scores)

    def __getitem__(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> "Candidates":
        return Candidates(
            self.boxes[which], self.scores[which], self.landmarks[which], self.turns[which], self.residuals[which]
        )

    @property
    def sides(self) -> Floats:
        """(N,) the longer sides of the boxes."""
        longer: Floats = (self.boxes[:, 2:] - self.boxes[:, :2]).max(1)
        return longer

    @property
    def areas(self) -> Floats:
        """(N,) the areas of the boxes."""
        areas: Floats = (self.boxes[:, 2:] - self.boxes[:, :2]).prod(1)
        return areas

    @property
    def centres(self) -> Floats:
        """(N, 2) the middles of the boxes."""
        middles: Floats = (self.boxes[:, 2:] + self.boxes[:, :2]) / 2
        return middles


def found(boxes: Floats, scores: Floats, landmarks: Floats) -> Candidates:
    """Candidates of an upright picture."""
    residuals = np.array([_residual(points) for points in landmarks], np.float64)
    return Candidates(boxes, scores, landmarks, np.zeros(len(scores), np.int64), residuals)


def joined(parts: Sequence[Candidates]) -> Candidates:
    """The candidates of several looks together."""
    return Candidates(
        np.concatenate([part.boxes for part in parts]),
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.landmarks for part in parts]),
        np.concatenate([part.turns for part in parts]),
        np.concatenate([part.residuals for part in parts]),
    )


def placed(candidates: Candidates, turn: int, seen: tuple[int, int], photo_size: tuple[int, int]) -> Candidates:
    """Candidates of a photo from those of a scaled and turned picture of it.

    Args:
        candidates: in pixels of the turned picture.
        turn: quarter turns, anticlockwise, by which the picture was turned.
        seen: width and height of the picture before it was turned.
        photo_size: width and height of the photo.
    """
    stretch = np.array(photo_size, np.float64) / seen
    corners = _turned_back(candidates.boxes.reshape(-1, 2, 2), turn, seen) * stretch
    boxes = np.concatenate([corners.min(1), corners.max(1)], axis=1)
    landmarks = _turned_back(candidates.landmarks, turn, seen) * stretch
    turns = np.full(len(candidates), turn, np.int64)
    return Candidates(boxes, candidates.scores, landmarks, turns, candidates.residuals)


def suppress(candidates: Candidates) -> Candidates:
    """One candidate a face, the best first: by score and likeness of the landmarks, in doubt the upright one."""
    waiting = np.argsort(-_ranks(candidates), kind="stable")
    kept: list[int] = []
    while len(waiting):
        best, others = waiting[0], waiting[1:]
        kept.append(int(best))
        waiting = others[~_same_face(candidates.boxes[best], candidates.boxes[others])]
    return candidates[np.array(kept, np.int64)]


def _ranks(candidates: Candidates) -> Floats:
    cost = _RESIDUAL_COST * np.minimum(candidates.residuals, _WORST) + _TURN_COST * (candidates.turns != 0)
    ranks: Floats = candidates.scores - cost
    return ranks


def _same_face(box: Floats, others: Floats) -> NDArray[np.bool_]:
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    shared = np.clip(high - low, 0, None).prod(1)
    area, areas = (box[2:] - box[:2]).prod(), (others[:, 2:] - others[:, :2]).prod(1)
    same: NDArray[np.bool_] = (shared > _OVERLAP * (area + areas - shared)) | (
        shared > _COVERED * np.minimum(area, areas)
    )
    return same


def _turned_back(points: Floats, turn: int, size: tuple[int, int]) -> Floats:
    x, y = points[..., 0], points[..., 1]
    width, height = size
    return np.stack(((x, y), (width - y, x), (width - x, height - y), (y, height - x))[turn], axis=-1)


def _residual(landmarks: Floats) -> float:
    try:
        return align.residual(landmarks)
    except FaceError:  # wholly collapsed
        return float("inf")
