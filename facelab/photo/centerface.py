"""CenterFace (Xu et al. 2019, MIT licence) for ONNX Runtime: faces of all sizes and turns.

One look at a picture is not enough. Small faces are found where the picture is large, large ones where it is small,
and a face upside down is found upright too, with collapsed landmarks. So the picture is looked at in several sizes
and turns; then each face again, close and upright, together with its mirror image, for its landmarks.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.files import resource
from facelab.photo import align
from facelab.photo.candidates import Candidates, Floats, found, joined, placed, suppress
from facelab.photo.faces import Face
from facelab.progress import ShareCallback, quiet

Picture = NDArray[np.uint8]
Floats32 = NDArray[np.float32]

_OUTPUTS = ["537", "538", "539", "540"]  # heat map, log size, offset, landmarks
_STRIDE = 4
_SCORE = 0.5
_TURNED_SCORE, _TURNED_RESIDUAL = 0.6, 8.0
_LOOK = 192
"""Pixels along each side of a second look; the face's box is half as long."""
_LOOKS_AT_ONCE = 8
_MIRRORED = [1, 0, 2, 4, 3]
"""The landmarks' order in a mirror image."""
_TIDY_ABOVE = 3 * 320 * 320
"""Numbers in an input after which the memory is given back: the largest pass takes 600 MB."""
_ENLARGED = 4
"""A picture is enlarged at most so many times."""


@dataclass(frozen=True)
class Pass:
    """One size at which the whole picture is looked at.

    Attributes:
        longest: pixels along its longer side.
        turns: quarter turns in which it is looked at.
        largest: longer side of a box, in its pixels, above which the other passes are trusted alone.
    """

    longest: int
    turns: tuple[int, ...]
    largest: float = float("inf")

    @property
    def cost(self) -> float:
        """What one turn of it takes, for that of others."""
        return float(self.longest) ** 2


LARGE_FACES = (Pass(256, (0, 1, 2, 3)), Pass(640, (0,)))
SMALL_FACES = (Pass(1280, (1, 2, 3), largest=128), Pass(2048, (0,), largest=160))


def _cost(passes: Sequence[Pass]) -> float:
    return sum(one.cost * len(one.turns) for one in passes)


_SETTLED = max(one.largest / one.longest for one in SMALL_FACES) ** 2
"""Area, in squares of the photo's longer side, that no face added by SMALL_FACES can pass."""


class CenterFace:
    """The detector, ready to be asked.

    Args:
        model_path: the network; FaceLab's own if left out.
        threads: processor cores to use; all that this process may use if left out.
    """

    def __init__(self, model_path: Path | None = None, threads: int | None = None) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or _cores()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave idle cores to the others
        path = str(model_path or resource("centerface.onnx"))
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self._input: str = self._session.get_inputs()[0].name

    def detect(self, rgb: Picture, *, largest_only: bool = False, progress: ShareCallback = quiet) -> list[Face]:
        """All faces of a picture, largest first.

        Args:
            rgb: (H, W, 3) uint8, sRGB, upright.
            largest_only: the caller wants the first face alone; where it is large, small ones are not looked for.
            progress: is told the share that is done; what it raises ends the search.
        """
        if rgb.size == 0:
            return []
        try:
            return self._detect(rgb, largest_only, progress)
        finally:
            self._give_back()

    def _detect(self, rgb: Picture, largest_only: bool, progress: ShareCallback) -> list[Face]:
        base = _scaled(rgb, _factor(rgb, SMALL_FACES[-1].longest, enlarged=1))
        candidates = self._passes(base, rgb, LARGE_FACES, progress)
        settled = candidates.areas.max(initial=0) >= _SETTLED * max(rgb.shape[:2]) ** 2
        if not (largest_only and settled):
            candidates = joined([candidates, self._passes(base, rgb, SMALL_FACES, progress, _cost(LARGE_FACES))])
        chosen = suppress(candidates)
        if largest_only:
            chosen = chosen[np.argsort(-chosen.areas, kind="stable")[:1]]
        return sorted(self._second_looks(base, rgb, chosen), key=lambda face: -face.size)

    def _passes(
        self,
        base: Picture,
        rgb: Picture,
        passes: Sequence[Pass],
        progress: ShareCallback,
        paid: float = 0.0,
    ) -> Candidates:
        seen = []
        for one in passes:
            for looked in self._pass(base, rgb, one):
                seen.append(looked)
                paid += one.cost
                progress(paid / _cost(LARGE_FACES + SMALL_FACES))
        return suppress(joined(seen))

    def _pass(self, base: Picture, rgb: Picture, one: Pass) -> Iterator[Candidates]:
        picture = _scaled(base, _factor(base, one.longest, _ENLARGED))
        for turn in one.turns:
            seen = self.look([np.rot90(picture, turn)])[0]
            kept = _plausible(seen[seen.sides <= one.largest], turn)
            yield placed(kept, turn, _size(picture), _size(rgb))

    def look(self, pictures: Sequence[Picture]) -> list[Candidates]:
        """Candidates in pictures of one size as they are, in their own pixels, unfiltered.

        Args:
            pictures: (H, W, 3) uint8 sRGB each.
        """
        batch = tensor(pictures)
        outputs = self._run(batch, tidy=batch.size > _TIDY_ABOVE)
        return [read_outputs(*(output[row] for output in outputs)) for row in range(len(pictures))]

    def _run(self, batch: Floats32, *, tidy: bool) -> list[Floats32]:
        import onnxruntime

        options = onnxruntime.RunOptions()
        if tidy:
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        outputs: list[Floats32] = self._session.run(_OUTPUTS, {self._input: batch}, options)
        return outputs

    def _give_back(self) -> None:
        """Keep no memory until the next picture.

        ONNX Runtime doubles what it takes from the system each time, and when it gives back, it keeps the piece that
        the outputs lie in: 66 to 190 MB after some pictures, none after others. Outputs of next to nothing lie in none.
        """
        self._run(np.zeros((1, 3, 32, 32), np.float32), tidy=True)

    def _second_looks(self, base: Picture, rgb: Picture, chosen: Candidates) -> list[Face]:
        faces: list[Face] = []
        for start in range(0, len(chosen), _LOOKS_AT_ONCE):
            some = chosen[np.arange(start, min(start + _LOOKS_AT_ONCE, len(chosen)))]
            views = [_view(some, row) for row in range(len(some))]
            upright = [close_up(base, rgb, view) for view in views]
            seen = self.look([picture[:, ::side] for picture in upright for side in (1, -1)])
            faces += [
                _face(some, row, view, _landmarks_of(seen[2 * row], seen[2 * row + 1]))
                for row, view in enumerate(views)
            ]
        return faces


def tensor(pictures: Sequence[Picture]) -> NDArray[np.float32]:
    """The network's input (N, 3, H, W): RGB 0..255, zeros to the right and below up to multiples of 32."""
    width, height = _size(pictures[0])
    batch = np.zeros((len(pictures), 3, -(-height // 32) * 32, -(-width // 32) * 32), np.float32)
    for row, picture in zip(batch, pictures, strict=True):
        row[:, :height, :width] = picture.transpose(2, 0, 1)
    return batch


def read_outputs(
    heat: NDArray[np.float32], size: NDArray[np.float32], offset: NDArray[np.float32], marks: NDArray[np.float32]
) -> Candidates:
    """Candidates from the network's outputs for one picture.

    Args:
        heat: (1, h, w) scores, at a quarter of the picture's resolution, as are the others.
        size: (2, h, w) logarithm of the box's height and width in cells.
        offset: (2, h, w) of the box's centre from the cell's, y x, in cells.
        marks: (10, h, w) five landmarks, y x, as fractions of the box from its top left.
    """
    rows, columns = np.nonzero(heat[0] > _SCORE)
    sizes = np.exp(size[::-1, rows, columns].T.astype(np.float64)) * _STRIDE
    centres = (np.column_stack([columns, rows]) + offset[::-1, rows, columns].T.astype(np.float64) + 0.5) * _STRIDE
    corners = centres - sizes / 2
    fractions = marks[:, rows, columns].T.astype(np.float64).reshape(-1, 5, 2)[..., ::-1]
    landmarks = corners[:, None] + fractions * sizes[:, None]
    return found(np.hstack([corners, corners + sizes]), heat[0, rows, columns].astype(np.float64), landmarks)


def close_up(base: Picture, rgb: Picture, view: align.Similarity) -> Picture:
    """The square of a second look, (192, 192, 3); black outside the photo.

    Args:
        base: the photo, perhaps reduced; read where it holds enough.
        rgb: the photo.
        view: photo to square.
    """
    enough = max(base.shape[:2]) / max(rgb.shape[:2]) > view.scale
    source, there = (base, _reduced(view, rgb, base)) if enough else (rgb, view)
    x0, y0, x1, y1 = align.source_box(there, _size(source), (_LOOK, _LOOK))
    warped = align.warp(source[y0:y1, x0:x1].astype(np.float32), there.after(x0, y0), (_LOOK, _LOOK))
    inside = _inside(view, _size(rgb))[..., None]
    return np.asarray(np.clip(np.rint(warped * inside), 0, 255), np.uint8)


def _reduced(view: align.Similarity, rgb: Picture, base: Picture) -> align.Similarity:
    # Whole pixels make the reduction a little different along x and y: take its mean, exact at the face's centre.
    reduction = np.array(_size(base)) / _size(rgb)
    middle = np.full(2, _LOOK / 2)
    linear = view.matrix[:, :2] / np.sqrt(reduction.prod())
    return align.Similarity(np.column_stack([linear, middle - linear @ (view.inverse().apply(middle) * reduction)]))


def _inside(view: align.Similarity, photo_size: tuple[int, int]) -> NDArray[np.bool_]:
    centres = np.stack(np.meshgrid(np.arange(_LOOK), np.arange(_LOOK)), axis=-1).astype(np.float64) + 0.5
    points = view.inverse().apply(centres)
    return np.asarray(((points >= 0) & (points <= photo_size)).all(-1))


def _view(candidates: Candidates, row: int) -> align.Similarity:
    # Collapsed landmarks do not say which way is up; the turn in which the face was found does.
    trusted = candidates.residuals[row] <= _TURNED_RESIDUAL
    degrees = align.align(candidates.landmarks[row]).angle if trusted else -90.0 * candidates.turns[row]
    turn, scale = np.radians(degrees), _LOOK / 2 / candidates.sides[row]
    linear = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return align.Similarity(np.column_stack([linear, _LOOK / 2 - linear @ candidates.centres[row]]))


def _landmarks_of(seen: Candidates, mirrored: Candidates) -> Floats | None:
    looks = [_nearest(seen), _nearest(mirrored)]
    if looks[1] is not None:
        looks[1] = (looks[1] * [-1, 1] + [_LOOK, 0])[_MIRRORED]
    known = [landmarks for landmarks in looks if landmarks is not None]
    return np.mean(known, axis=0) if known else None


def _nearest(seen: Candidates) -> Floats | None:
    near = seen[np.abs(seen.centres - _LOOK / 2).max(1, initial=0) < _LOOK / 4]
    return near.landmarks[near.scores.argmax()] if len(near) else None


def _face(candidates: Candidates, row: int, view: align.Similarity, close: Floats | None) -> Face:
    landmarks = candidates.landmarks[row] if close is None else view.inverse().apply(close)
    x0, y0, x1, y1 = (float(edge) for edge in candidates.boxes[row])
    return Face((x0, y0, x1, y1), float(candidates.scores[row]), landmarks, align.residual(landmarks))


def _plausible(candidates: Candidates, turn: int) -> Candidates:
    finite = np.isfinite(candidates.residuals)
    if turn:
        finite &= (candidates.scores >= _TURNED_SCORE) & (candidates.residuals <= _TURNED_RESIDUAL)
    return candidates[finite]


def _factor(picture: Picture, longest: int, enlarged: float) -> float:
    return float(min(longest / max(picture.shape[:2]), enlarged))


def _scaled(picture: Picture, factor: float) -> Picture:
    if factor == 1:
        return picture
    size = tuple(max(1, round(length * factor)) for length in _size(picture))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC))


def _size(picture: Picture) -> tuple[int, int]:
    return picture.shape[1], picture.shape[0]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
