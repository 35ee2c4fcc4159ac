"""Hair of a photo in other colours, at the photo's own resolution, depth and profile (docs/design.md, "Recoloured")."""

from collections.abc import Sequence

import numpy as np

from facelab.photo.colour import from_linear, to_linear
from facelab.photo.picture import Patch, Picture
from facelab.photo.toning import toning_of
from facelab.progress import ShareCallback, counted, quiet
from facelab.render.hair import Hair
from facelab.render.hair_colour import Shift
from facelab.render.tiles import tiles


def recolour(picture: Picture, heads: Sequence[tuple[Hair, Shift]], progress: ShareCallback = quiet) -> Picture:
    """A photo with the hair of some heads in other colours, at its own resolution, depth and profile.

    Args:
        picture: the photo.
        heads: the hair of each, and the shift of its colours.
        progress: is told the share of the tiles that is done.
    """
    patches, places = [], [hair.box((picture.width, picture.height)) for hair, _ in heads]
    toning = toning_of(picture, places)
    for box, there in counted(list(tiles(places)), progress):
        stored = picture.part(box)
        photo = to_linear(stored, picture.profile)
        edited = photo
        for index in there:
            hair, shift = heads[index]
            edited = hair.recoloured(edited, box, shift)
        if toning:
            edited = toning.toned(edited, photo)
        changed = (edited != photo).any(2, keepdims=True)
        patches.append(Patch(box, np.where(changed, from_linear(edited, picture.profile, stored), stored)))
    return picture.patched(patches)
