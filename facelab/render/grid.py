"""A plain sheet of pictures, by torchvision's make_grid; for sheets with captions see ``sheet``."""

from math import isqrt

import numpy as np
from numpy.typing import NDArray


def grid(
    pictures: NDArray[np.uint8], columns: int | None = None, margin: int = 2, colour: int = 255
) -> NDArray[np.uint8]:
    """Pictures row by row on one sheet.

    Args:
        pictures: (N, H, W, 3), N at least 1.
        columns: pictures in a row; as many as make the sheet nearly square if left out.
        margin: pixels around and between them.
        colour: the sheet's level of grey, 0..255.

    Returns:
        (rows * (H + margin) + margin, columns * (W + margin) + margin, 3) uint8.

    Raises:
        ValueError: no pictures, or no column.
    """
    import torch

    from facelab.model.vision import make_grid

    count = len(pictures)
    columns = columns if columns is not None else isqrt(max(count - 1, 0)) + 1
    if count < 1 or columns < 1:
        raise ValueError("a sheet needs at least one picture and one column")
    if count == 1:  # make_grid would leave out its margin
        return np.pad(pictures[0], ((margin, margin), (margin, margin), (0, 0)), constant_values=colour)
    sheet = make_grid(torch.from_numpy(pictures).permute(0, 3, 1, 2), columns, padding=margin, pad_value=colour)
    return np.ascontiguousarray(sheet.permute(1, 2, 0).numpy())
