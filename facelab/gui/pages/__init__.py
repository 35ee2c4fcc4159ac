"""The pages beside Edit: faces between faces, grids, and faces of nobody."""

from facelab.gui.pages.between import BetweenPage
from facelab.gui.pages.draws import DrawsPage
from facelab.gui.pages.grids import GridPage

__all__ = ["BetweenPage", "DrawsPage", "GridPage"]
