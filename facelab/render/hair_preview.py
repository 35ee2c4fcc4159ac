"""Hair in other colours at the screen's resolution: what does not change from frame to frame is computed once."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from facelab.photo.align import Box, Similarity, overlap
from facelab.photo.colour import Linear, from_linear, to_linear
from facelab.photo.picture import Picture
from facelab.photo.toning import Toning, toning_of
from facelab.render.hair import Hair, Strands
from facelab.render.hair_colour import Shift
from facelab.render.lightness import Plane
from facelab.render.preview import Screen


@dataclass(frozen=True, eq=False)
class HairPreview:
    """The hair of one head on the screen.

    Attributes:
        hair: it, in its photo.
        screen: the photo as the screen shows it, (H, W, 3).
        scale: screen pixels for one of the photo's.
        looked_at: the part of the screen that is looked at; None for all of it.
    """

    hair: Hair
    screen: Screen
    scale: float
    looked_at: Box | None = None

    @cached_property
    def _here(self) -> Hair:
        """The same hair, its similarities from the screen."""

        def from_screen(similarity: Similarity) -> Similarity:
            matrix = similarity.matrix.copy()
            matrix[:, :2] /= self.scale
            return Similarity(matrix)

        matte = replace(self.hair.matte, similarity=from_screen(self.hair.matte.similarity))
        return replace(self.hair, matte=matte, similarity=from_screen(self.hair.similarity))

    @cached_property
    def box(self) -> Box:
        """The part of the screen where it may be; empty where it is not looked at."""
        box = self._here.box((self.screen.shape[1], self.screen.shape[0]))
        return overlap(box, self.looked_at) if self.looked_at else box

    @cached_property
    def _light(self) -> Linear:
        return to_linear(np.ascontiguousarray(self._part), None)

    @property
    def _part(self) -> Screen:
        x0, y0, x1, y1 = self.box
        return self.screen[y0:y1, x0:x1]

    @cached_property
    def _strands(self) -> Strands:
        return self._here.strands(self._light, self.box)

    @cached_property
    def _locks(self) -> Plane:
        return self._here.locks_at(self._strands)

    @cached_property
    def _toning(self) -> Toning | None:
        return toning_of(Picture(self.screen), [self.box])

    def recoloured(self, shift: Shift) -> Screen:
        """All of the screen with its colours shifted."""
        screen = self.screen.copy()
        if self._light.size:
            x0, y0, x1, y1 = self.box
            where = self._strands.rows, self._strands.columns
            shade = self._here.shade(shift, self._strands, self._locks if shift.middle[0] > 0 else None)
            done = self._strands.recoloured(self._light, shift.middle, shade)[:, None]
            if self._toning:
                done = self._toning.toned(done, self._light[where][:, None])
            screen[y0:y1, x0:x1][where] = from_linear(done, None, self._part[where][:, None])[:, 0]
        return screen
