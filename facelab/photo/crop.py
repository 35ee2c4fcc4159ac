"""Crops: what the model is shown of a photo, in the canonical frame."""

import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.errors import Hint, PhotoError
from facelab.photo.align import Similarity, source_box, to_crop, warp
from facelab.photo.colour import encode_srgb, to_linear
from facelab.photo.picture import THIS_PICTURE, Picture


def face_crop(picture: Picture, similarity: Similarity) -> NDArray[np.float32]:
    """The crop of a face in a photo; alpha is ignored.

    Args:
        picture: the photo; only the face's neighbourhood is read.
        similarity: photo to canonical frame.

    Returns:
        (128, 128, 3) float32, sRGB 0..1.
    """
    return _encoded(linear_crop(picture, similarity))


def linear_crop(picture: Picture, similarity: Similarity) -> NDArray[np.float32]:
    """The same as ``face_crop`` in linear light, unclipped."""
    box = source_box(similarity, (picture.width, picture.height))
    return to_crop(to_linear(picture.part(box), picture.profile), similarity.after(*box[:2]))


def linear_view(picture: Picture, similarity: Similarity, size: tuple[int, int]) -> NDArray[np.float32]:
    """A photo under a similarity, (height, width, 3) in linear light, unclipped; only what is seen is read."""
    box = source_box(similarity, (picture.width, picture.height), size)
    return warp(to_linear(picture.part(box), picture.profile), similarity.after(*box[:2]), size)


def middle_crop(picture: Picture) -> NDArray[np.float32]:
    """The middle 128 x 128 pixels of a picture that is in the canonical frame already.

    Returns:
        (128, 128, 3) float32, sRGB 0..1.

    Raises:
        PhotoError: the picture is smaller.
    """
    if min(picture.width, picture.height) < SIZE:
        raise PhotoError(
            "{path} is {width} x {height} pixels, too small for an aligned picture; "
            "give one of at least {size} x {size}{hint}.",
            path=picture.source or THIS_PICTURE,
            width=picture.width,
            height=picture.height,
            size=SIZE,
            hint=Hint(", or leave --aligned out"),
        )
    left, top = (picture.width - SIZE) // 2, (picture.height - SIZE) // 2
    return _encoded(to_linear(picture.part((left, top, left + SIZE, top + SIZE)), picture.profile))


def _encoded(linear: NDArray[np.float32]) -> NDArray[np.float32]:
    encoded: NDArray[np.float32] = np.clip(encode_srgb(linear), 0, 1)
    return encoded
