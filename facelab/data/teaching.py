"""Make a folder of heads to teach the parser on: pictures in its frame, and what the teacher says of them.

The teacher (BiSeNetV2, never shipped) reads a head well where it fills half of a square: 176 canonical pixels wide.
There it finds brows, eyes and thin frames that it loses at 256, where it sees long hair, neck and shoulders; so it
looks twice, and the closer look counts inside. It mixes up left and right: brows, eyes and ears are told apart by the
middle of the frame, on which the face stands.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from safetensors.numpy import save_file

from facelab.canonical import SIZE
from facelab.data.head_sources import HeadPhoto, Pixels, celeba_of, faces_of, heads_of
from facelab.data.heads import STORED, STORED_SIDE, UNKNOWN
from facelab.files import atomic_write, make_folder
from facelab.model.parser import CLASSES
from facelab.photo.align import Similarity
from facelab.photo.faces import FaceDetector

SHARD = 64
"""Heads of a file: what an interrupted run may have to do again."""
_INPUT = 448
_FADE = 0.08
"""Share of a close look's side over which it gives way to the wide one."""
_PAIRS = (("left_brow", "right_brow"), ("left_eye", "right_eye"), ("left_ear", "right_ear"))

Probabilities = NDArray[np.float32]
Teacher = Callable[[Pixels], Probabilities]
"""(448, 448, 3) sRGB to (19, 448, 448) probabilities."""


class OnnxTeacher:
    """``face_parsing.onnx`` by ONNX Runtime, on one thread: two of it at once are faster than one on two threads."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input: str = self._session.get_inputs()[0].name

    def __call__(self, picture: Pixels) -> Probabilities:
        """See ``Teacher``."""
        x = picture.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1
        probabilities: Probabilities = self._session.run(None, {self._input: x})[0][0]
        return probabilities


def prepare_heads(folder: Path, data: Path, repository: Path | None, teacher: Teacher, detector: FaceDetector) -> None:
    """Make the folder of heads that the parser is taught on, or complete an interrupted one; docs/training.md has why.

    Args:
        folder: what is made: some 1.1 MB a head.
        data: a folder with ``heads.csv``, ``faces.csv`` and their tars.
        repository: a git directory with CelebA's original photos as ``Celeb/000001.jpg``; None: without them.
        teacher: asked once or twice a head, 0.4 s of one core each.
        detector: finds the face in CelebA's photos.
    """
    sources = {
        "held": heads_of(data, "held"),
        "train-heads": heads_of(data, "train"),
        "train-glasses": islice(faces_of(data, ("Eyeglasses", "Wearing_Hat")), 384),
    }
    if repository is not None:
        sources["train-celeba"] = celeba_of(repository, data, detector)
    for split, heads in sources.items():
        for _ in teach(folder, split, heads, teacher):
            pass


def teach(folder: Path, split: str, heads: Iterable[HeadPhoto], teacher: Teacher, threads: int = 2) -> Iterator[int]:
    """Write shards of a split; those that are there already are passed over.

    Args:
        folder: the folder of heads to make or to complete.
        split: train, or held for measuring. It may be followed by more, as in "train-celeba": shards are named by it.
        heads: drawn as needed, always in the same order.
        teacher: asked for every look.
        threads: heads at a time.

    Yields:
        The number of heads in each shard as it is done.
    """
    make_folder(folder)
    stream = iter(heads)
    with ThreadPoolExecutor(threads) as pool:
        for number in range(10**6):
            if not (some := list(islice(stream, SHARD))):
                return
            path = folder / f"{split}-{number:03d}.safetensors"
            if not path.exists():
                rows = list(pool.map(lambda head: taught(head, teacher), some))
                tensors = {"pictures": np.stack([p for p, _ in rows]), "teacher": np.stack([t for _, t in rows])}
                with atomic_write(path) as temporary:
                    save_file(tensors, temporary)
            yield len(some)


def taught(head: HeadPhoto, teacher: Teacher) -> tuple[Pixels, Pixels]:
    """A head's stored picture (400, 400, 3) and what the teacher says of it, (400, 400, 4); see ``data.heads``."""
    picture, inside = seen(head.photo, placed(head.similarity, STORED_SIDE, STORED), STORED)
    said = answered(head, teacher)
    packed = np.zeros((STORED, STORED, 4), np.uint8)
    packed[..., 0], packed[..., 3] = UNKNOWN, inside * np.uint8(255)
    start = (STORED - said.shape[1]) // 2
    middle = slice(start, start + said.shape[1])
    packed[middle, middle, :3] = two_likeliest(said)
    packed[..., 0][~inside] = UNKNOWN
    picture[~inside] = 0
    return picture, packed


def answered(head: HeadPhoto, teacher: Teacher) -> Probabilities:
    """What the teacher says of a head in its widest look, a closer one laid on it: (19, P, P).

    P is 5 / 4 of the widest look's canonical pixels; its centre is the crop's.
    """
    sides = sorted(head.looks, reverse=True)
    said = _look(head, sides[0], teacher)
    for side in sides[1:]:
        _lay_on(said, _look(head, side, teacher))
    return said


def placed(similarity: Similarity, side: int, pixels: int) -> Similarity:
    """From a photo to the square of ``side`` canonical pixels around the crop's centre, drawn with ``pixels``."""
    matrix = similarity.matrix.copy()
    matrix[:, 2] += (side - SIZE) / 2
    return Similarity(matrix * (pixels / side))


def seen(photo: Pixels, similarity: Similarity, pixels: int) -> tuple[Pixels, NDArray[np.bool_]]:
    """A square of a photo, and where the photo has it; its last pixels go on beyond it, as the teacher likes best.

    Args:
        photo: (H, W, 3) uint8. similarity: photo to square. pixels: along each side of the square.
    """
    matrix = similarity.matrix
    factor = min(1.0, 1.6 * similarity.scale)
    if factor < 1:
        size = max(1, round(photo.shape[1] * factor)), max(1, round(photo.shape[0] * factor))
        matrix = matrix / np.array([size[0] / photo.shape[1], size[1] / photo.shape[0], 1])
        photo = np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    back[:, 2] += back[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the centre of the first pixel
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    square = cv2.warpAffine(photo, back, (pixels, pixels), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    points = np.stack(np.meshgrid(np.arange(pixels), np.arange(pixels)), -1) @ back[:, :2].T + back[:, 2] + 0.5
    inside = ((points > 0) & (points < [photo.shape[1], photo.shape[0]])).all(-1)
    return np.asarray(square, np.uint8), np.asarray(inside)


def sided(probabilities: Probabilities) -> Probabilities:
    """Left and right by the middle of the frame; changed in place. (19, S, S)."""
    left = np.arange(probabilities.shape[-1]) < probabilities.shape[-1] / 2
    for pair in _PAIRS:
        one, other = (CLASSES.index(name) for name in pair)
        both = probabilities[one] + probabilities[other]
        probabilities[one], probabilities[other] = both * left, both * ~left
    return probabilities


def two_likeliest(probabilities: Probabilities) -> Pixels:
    """The likeliest class, the second, the first's share of the two in 0..255: (S, S, 3). Changes its input."""
    rows, columns = np.indices(probabilities.shape[1:])
    first = probabilities.argmax(0)
    likely = probabilities[first, rows, columns]
    probabilities[first, rows, columns] = -1
    second = probabilities.argmax(0)
    share = likely / np.maximum(likely + probabilities[second, rows, columns], 1e-6)
    return np.stack([first, second, np.rint(share * 255)], -1).astype(np.uint8)


def _look(head: HeadPhoto, side: int, teacher: Teacher) -> Probabilities:
    """(19, P, P) of a square of ``side`` canonical pixels, at the stored pictures' resolution."""
    said = sided(teacher(seen(head.photo, placed(head.similarity, side, _INPUT), _INPUT)[0]))
    pixels = round(STORED * side / STORED_SIDE)
    return np.stack([np.asarray(cv2.resize(one, (pixels, pixels), interpolation=cv2.INTER_AREA)) for one in said])


def _lay_on(said: Probabilities, closer: Probabilities) -> None:
    pixels, start = closer.shape[1], (said.shape[1] - closer.shape[1]) // 2
    from_edge = np.minimum(np.arange(pixels), np.arange(pixels)[::-1]) + 0.5
    ramp = np.clip(from_edge / (pixels * _FADE), 0, 1).astype(np.float32)
    middle = said[:, start : start + pixels, start : start + pixels]
    middle += (closer - middle) * np.minimum(ramp[:, None], ramp[None, :])
