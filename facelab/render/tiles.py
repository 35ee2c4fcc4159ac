"""A photo's boxes cut into tiles, so that the work stays in the processor's cache whatever the photo's size."""

from collections.abc import Iterator, Sequence

from facelab.photo.align import Box

TILE = 320
"""Pixels along a side of a tile; tiles lie on a fixed lattice of the photo."""


def tiles(boxes: Sequence[Box], side: int = TILE) -> Iterator[tuple[Box, list[int]]]:
    """Tiles that cover boxes, each once, with the indices of the boxes that reach into it.

    A tile is no larger than the hull of what the boxes have in its cell of the lattice. Empty boxes have no tiles.
    """
    cells: dict[tuple[int, int], list[int]] = {}
    for index, (x0, y0, x1, y1) in enumerate(boxes):
        if x0 < x1 and y0 < y1:
            for row in range(y0 // side, (y1 - 1) // side + 1):
                for column in range(x0 // side, (x1 - 1) // side + 1):
                    cells.setdefault((row, column), []).append(index)
    for (row, column), there in cells.items():
        yield _hull([boxes[index] for index in there], column * side, row * side, side), there


def _hull(boxes: Sequence[Box], left: int, top: int, side: int) -> Box:
    x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return max(x0, left), max(y0, top), min(x1, left + side), min(y1, top + side)
