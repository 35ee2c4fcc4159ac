"""The pages beside Edit: faces between faces, grids, and faces of nobody."""

from typing import TYPE_CHECKING

from facelab.gui.pages.between import BetweenPage
from facelab.gui.pages.draws import DrawsPage
from facelab.gui.pages.grids import GridPage

if TYPE_CHECKING:
    from facelab.gui.maker import Maker
    from facelab.gui.slots import Source

INTERPOLATE, GRID, GENERATE = 1, 2, 3
"""Their places on the rail."""


def make_page(number: int, source: "Source", maker: "Maker") -> BetweenPage | GridPage | DrawsPage:
    """The page of a place on the rail."""
    if number == INTERPOLATE:
        return BetweenPage(source, maker)
    return GridPage(source, maker) if number == GRID else DrawsPage(source)
