"""Pictures made smaller."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.photo.picture import Picture


def smaller(picture: Picture, width: int) -> Picture:
    """A picture averaged down to a width, with everything that came with it; itself where it is no wider.

    What is transparent does not count for the colours around it.

    Args:
        picture: the picture.
        width: in pixels, at least 1.
    """
    if width >= picture.width:
        return picture
    size = width, max(1, round(picture.height * width / picture.width))
    if picture.alpha is None:
        return replace(picture, base=_averaged(picture.samples, size), patches=(), data=b"")
    share = picture.alpha.astype(np.float32)[..., None]
    colours = _averaged(picture.samples * share, size) / np.maximum(_averaged(share, size), 1e-6)
    alpha = _averaged(picture.alpha[..., None], size)[..., 0]
    return replace(picture, base=np.rint(colours).astype(picture.dtype), alpha=alpha, patches=(), data=b"")


def _averaged(samples: NDArray[Any], size: tuple[int, int]) -> NDArray[Any]:
    made = cv2.resize(samples, size, interpolation=cv2.INTER_AREA)
    return np.asarray(made).reshape(size[1], size[0], -1)
