"""Many pictures on one sheet."""

from math import ceil, isqrt

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
    count, height, width = pictures.shape[:3]
    columns = min(columns, count) if columns is not None else isqrt(max(count - 1, 0)) + 1
    if count < 1 or columns < 1:
        raise ValueError("a sheet needs at least one picture and one column")
    rows = ceil(count / columns)
    sheet = np.full((rows * (height + margin) + margin, columns * (width + margin) + margin, 3), colour, np.uint8)
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        y, x = margin + row * (height + margin), margin + column * (width + margin)
        sheet[y : y + height, x : x + width] = picture
    return sheet
