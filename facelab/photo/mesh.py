"""MediaPipe's face mesh (Kartynnik et al. 2019, Apache License 2.0) for ONNX Runtime: 468 points of a face.

The points have names by their numbers, the same in every face: where the lips, eyes and brows are, and the outline. The
network is asked in the canonical frame, where every face stands alike, so that it needs no detector of its own.
"""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.files import resource

Points = NDArray[np.float32]
"""(468, 2), x y in the canonical frame, in pixels of the crop."""
Solid = NDArray[np.float32]
"""(468, 3), the same with their depth, as large as x and y: away from the camera, from about the lids on."""

COUNT = 468
UPPER_INNER_LIP = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LOWER_INNER_LIP = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
"""From the corner on the left of the picture to that on the right."""
INNER_LIPS = (*UPPER_INNER_LIP, *LOWER_INNER_LIP[-2:0:-1])
"""Once around."""
LIPS = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
"""Their outer edge, once around."""
UPPER_LIP = (
    *(185, 40, 39, 37, 0, 267, 269, 270, 409), *(184, 74, 73, 72, 11, 302, 303, 304, 408),
    *(183, 42, 41, 38, 12, 268, 271, 272, 407), *UPPER_INNER_LIP[1:-1],
)  # fmt: skip
LOWER_LIP = (
    *(146, 91, 181, 84, 17, 314, 405, 321, 375), *(77, 90, 180, 85, 16, 315, 404, 320, 307),
    *(96, 89, 179, 86, 15, 316, 403, 319, 325), *LOWER_INNER_LIP[1:-1],
)  # fmt: skip
"""Each lip without the corners, from its outer edge to its inner one, four rows of nine from left to right."""
MOUTH_CORNERS = (61, 78, 308, 291)
"""Its outer and inner corner on the left of the picture, its inner and outer one on the right."""
NOSE_BASE, CHIN = 2, 152
"""Where nose and lip meet, and the tip of the chin."""
EYES = (
    (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7),
    (362, 398, 384, 385, 386, 387, 388, 466, 263, 249, 390, 373, 374, 380, 381, 382),
)
"""The edges of the lids: left and right as seen in the picture."""
UPPER_LIDS = tuple(ring[1:8] for ring in EYES)
"""Their upper edges, without the corners on the outside."""
BROWS = ((70, 63, 105, 66, 107, 55, 65, 52, 53, 46), (300, 293, 334, 296, 336, 285, 295, 282, 283, 276))
"""The outlines of the brows, likewise."""
UPPER_BROWS = ((70, 63, 105, 66, 107), (336, 296, 334, 293, 300))
"""Their upper edges, from the left to the right of the picture."""
BETWEEN_BROWS = 9
OUTLINE = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
"""The outline of the face, once around."""

_INPUT = 192
_CENTRE, _SIDE = (64.0, 74.0), 120.0
"""The square of the canonical frame that the network is shown: a face fills two thirds of it, as it was taught."""
_PLACE = _INPUT / _SIDE * np.array([[1, 0, -_CENTRE[0]], [0, 1, -_CENTRE[1]]]) + np.array([0, 0, _INPUT / 2])


class FaceMesh:
    """The network, ready to be asked.

    Args:
        model_path: the network; FaceLab's own if left out.
    """

    def __init__(self, model_path: Path | None = None) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = str(model_path or resource("face_mesh.onnx"))
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def points(self, crop: NDArray[np.float32]) -> Points:
        """Where the points of a face are.

        Args:
            crop: (size, size, 3) float32, sRGB 0..1: the canonical frame at any size.

        Returns:
            (468, 2) float32, x y in pixels of the canonical frame at its own size, 128.
        """
        return np.ascontiguousarray(self.solid(crop)[:, :2])

    def solid(self, crop: NDArray[np.float32]) -> Solid:
        """The same with their depth, (468, 3)."""
        view = np.clip(cv2.warpAffine(crop, _to_input(crop.shape[0]), (_INPUT, _INPUT), None, *_HOW), 0, 1)
        tensor = np.ascontiguousarray(np.asarray(view, np.float32).transpose(2, 0, 1)[None])
        (found,) = self._session.run(["t213"], {"t0": tensor})
        middle = (_INPUT / 2, _INPUT / 2, 0), (*_CENTRE, 0)
        points: Solid = (found.reshape(COUNT, 3) - middle[0]) * (_SIDE / _INPUT) + middle[1]
        return points.astype(np.float32)


_HOW = (cv2.INTER_CUBIC, cv2.BORDER_REPLICATE)


@cache
def _to_input(size: int) -> NDArray[np.float64]:
    matrix: NDArray[np.float64] = _PLACE.copy()
    matrix[:, :2] *= SIZE / size
    matrix[:, 2] += matrix[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the pixel's centre
    return matrix


@cache
def face_mesh() -> FaceMesh:
    """FaceLab's own, loaded when first asked for."""
    return FaceMesh()
