"""The canonical frame: the 128 x 128 crop in which every face stands alike.

Continuous coordinates: (0, 0) is the top left corner of the top left pixel; a pixel's centre is at +0.5.
"""

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
"""x, y: of the frame, or in pixels of an upright photo."""

SIZE = 128
"""Pixels along each side of a crop."""

MARGIN = 8
"""Pixels that training pictures keep around the crop on each side."""

LANDMARKS: NDArray[np.float64] = np.array([(47.3, 60.6), (80.7, 60.6), (64.0, 80.0), (50.2, 95.2), (77.8, 95.2)])
"""(5, 2), x y: eyes, nose, mouth corners; left and right as seen. Mean over 557 of CelebA's own aligned pictures."""

ELLIPSE_CENTRE = (64.0, 72.0)
ELLIPSE_AXES = (41.0, 52.0)


def ellipse_radius(size: int = SIZE) -> NDArray[np.float32]:
    """Distance from the centre of the face ellipse in units of its half axes; at most 1 inside.

    Args:
        size: pixels along each side of the map; it covers the whole crop at any size.

    Returns:
        (size, size) float32, at the pixels' centres.
    """
    centres = (np.arange(size) + 0.5) * SIZE / size
    across = (centres[None, :] - ELLIPSE_CENTRE[0]) / ELLIPSE_AXES[0]
    down = (centres[:, None] - ELLIPSE_CENTRE[1]) / ELLIPSE_AXES[1]
    return np.hypot(across, down).astype(np.float32)


def face_weight(size: int, outside: float) -> NDArray[np.float32]:
    """Weight of the face: 1 inside the ellipse, falling linearly to ``outside`` at 1.5 times its radius.

    Returns:
        (size, size) float32 in [outside, 1].
    """
    weight: NDArray[np.float32] = np.clip(1 - (ellipse_radius(size) - 1) / 0.5 * (1 - outside), outside, 1)
    return weight.astype(np.float32)
