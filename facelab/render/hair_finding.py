"""Where the hair of a parsed head is, as fine as the photo, and what colours it has (docs/design.md, "Recoloured")."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from facelab.canonical import SIZE
from facelab.model.parser import SIDE
from facelab.photo.align import Similarity
from facelab.photo.colour import Linear, encode_srgb
from facelab.photo.crop import linear_view
from facelab.photo.picture import Picture
from facelab.render.around import carried_around
from facelab.render.hair import LOCKS_FINE, Hair, Lacking, Surroundings
from facelab.render.hair_tone import USUAL_SKIN, Lab, lab, middle, skin_by_colour, tone
from facelab.render.mask import mixed, smootherstep
from facelab.render.matte import Matte, Plane, guided
from facelab.render.parsing import Parse

FINE = 3
"""Pixels along each side, for one of the parser's frame, of the picture on which the matte is found."""
SURELY = 0.8
"""Of the matte, from which a pixel is counted as hair."""
LEAST = 0.004
"""Of the parser's frame; less hair is none."""
CERTAIN, ABOUT = 0.65, 5
"""Probability of hair, and pixels of the parser's frame around what has it, beyond which less is none: what the parser
half takes for hair, dark walls, shoulders and leaves beside a head, lies by itself or reaches far."""
MARGINS, END = (1, 2), 8
"""Pixels of the parser's frame by which hair may pass what the parser says, on the wall and on skin, where it ends in
fine hairs; over which it ends at the border."""
EDGE, INNER = 3, (1, 2)
"""Pixels of the parser's frame from its edge up to which hair counts the less for what hair looks like; from which the
filtered matte counts for no less than colour, and all is hair."""
NEAR, BARE = ((2, 8), (8, 16)), 0.8
"""Pixels of the parser's frame from the face up to which hair is looked through for skin, and beyond which it is not:
for what is seen of skin through it, which under a fringe is as dark as light hair, and for skin that is bare; how
surely that is skin by its colour."""
ROOTS = 0, 7
"""Pixels of the parser's frame from the face up to which hair is roots and fine hairs, and beyond which it is none."""
BY_WALL, BY_FACE, MIXED = (1, 4), (6, 14), np.float32(0.95)
"""Pixels of the parser's frame from where hair ends, and from the face, up to which what is behind hair is looked for
between strands, and beyond which it is not; by how much less hair beside the face counts for what hair looks like."""
WIDTHS, OTHERS, KNOWN = (4.0, 16.0, 64.0), (2.0, 6.0, 16.0, 64.0), 0.02
"""Standard deviations, in pixels of the parser's frame, over which colours of hair, and of what is beside it, are
averaged; share of what is known in that from which no wider one is asked."""


def find_hair(picture: Picture, parse: Parse) -> Hair | None:
    """The hair of a parsed head; None where there is none."""
    hair = parse.share("hair")
    others = parse.most_likely_but("hair")
    likely = np.clip(2 * (hair - others) + 0.5, 0, 1).astype(np.float32) * parse.inside * _beside_hair(hair)
    likely = _of_this_head(likely) * _ends(*likely.shape)
    if (likely > SURELY).sum() < LEAST * SIDE * SIDE:
        return None
    fine = Similarity(parse.similarity.matrix * FINE)
    light = np.clip(linear_view(picture, fine, (FINE * SIDE, FINE * len(likely))), 0, 1)
    large = _as_large(likely, light[..., 0])
    face = _as_large(parse.share("face"), large)
    no_skin = 1 - _skin(light, large, face)
    large *= no_skin
    functions = guided(np.clip(encode_srgb(light), 0, 1), large)
    on_wall, on_skin = (_grown(likely, margin) for margin in MARGINS)
    limit = cv2.GaussianBlur(mixed(on_wall, on_skin, parse.share("face", "ears", "neck")), (0, 0), 1)
    whole = Similarity(parse.similarity.matrix * (SIZE / len(likely)))
    matte = Matte(functions, np.asarray(limit, np.float32)[..., None], whole)
    within, surely = (_inner(likely, no_skin, pixels) for pixels in INNER)
    by_wall = _through(likely > 0.5, *BY_WALL)
    by_face = _through(parse.share("face", "ears") <= 0.5, *BY_FACE)
    colours = _colours(light, large, parse, _as_large(by_face[..., 0], large))
    roots = _through(parse.share("face", "ears") <= 0.5, *ROOTS)
    around = Surroundings(*colours, within, surely, np.maximum(by_wall, by_face), roots)
    base = np.asarray(cv2.resize(around.near, large.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    of = tone(light, base, large > SURELY, _skin_colour(light, face > SURELY))
    skin = _for_locks(_as_large(parse.share("face", "ears", "neck"), large))
    return Hair(matte, around, of, Lacking(lab(_for_locks(light))[..., 0], _for_locks(large), skin), parse.similarity)


def _for_locks(large: Linear) -> Linear:
    """What is as large as the picture on which the matte is found, as small as locks are drawn."""
    times = LOCKS_FINE / FINE
    return np.asarray(cv2.resize(large, None, None, times, times, cv2.INTER_AREA), np.float32)


def _colours(light: Linear, share: Plane, parse: Parse, through: Plane) -> tuple[Linear, Linear, Plane]:
    """Of hair on its large picture: ``near``, ``behind`` and ``skin`` of ``Surroundings``."""
    within, beyond = _deep(share > SURELY) * (1 - MIXED * through), _deep(share < 1 - SURELY)
    others = _around(np.dstack([light, _as_large(parse.share("face", "ears", "neck"), share)]), beyond, OTHERS)
    return _around(light, within, WIDTHS), others[..., :3], others[..., 3:]


def _deep(mask: NDArray[np.bool_]) -> Plane:
    """How much each pixel of a mask counts, 0..1: the more, the deeper within it lies."""
    away = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)
    return np.asarray(np.square(np.clip(away / np.float32(EDGE * FINE), 0, 1)), np.float32)


def _inner(likely: Plane, no_skin: Plane, pixels: int) -> Plane:
    """Where hair is likely in the parser's frame, and so many pixels around it, but for skin by its colour."""
    clean = cv2.resize(no_skin, likely.shape[::-1], interpolation=cv2.INTER_AREA)
    inner = cv2.GaussianBlur(cv2.erode(likely, np.ones((2 * pixels + 1,) * 2)) * clean, (0, 0), 0.7)
    return _plane(np.clip((inner - 0.2) / 0.6, 0, 1))


def _through(mask: NDArray[np.bool_], start: float, end: float) -> Plane:
    """1 up to so many pixels from where a mask ends, and softly 0 beyond others."""
    away = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)
    return _plane(smootherstep(np.asarray((end - away) / (end - start), np.float32)))


def _beside_hair(hair: Plane) -> Plane:
    """1 at and near what is certainly hair, softly 0 beyond (hysteresis, Canny 1986)."""
    return _beside(hair > CERTAIN, ABOUT)


def _grown(plane: Plane, pixels: int) -> Plane:
    return np.asarray(cv2.dilate(plane, np.ones((2 * pixels + 1,) * 2)), np.float32)


def _plane(values: NDArray[np.floating]) -> Plane:
    return np.asarray(values, np.float32)[..., None]


def _beside(mask: NDArray[np.bool_], pixels: int) -> Plane:
    """1 within so many pixels of a mask, and softly 0 beyond."""
    return np.asarray(
        cv2.GaussianBlur(_grown(mask.astype(np.float32), pixels), (0, 0), max(1.0, pixels / 12)), np.float32
    )


def _as_large(plane: Plane, large: Plane) -> Plane:
    return np.asarray(cv2.resize(plane, large.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _around(values: Linear, share: Plane, widths: Sequence[float]) -> Linear:
    """The mean around every place, (256, 256, C), of values (H, W, C), each of which counts by its share (H, W)."""
    size = SIDE, len(share) // FINE
    small = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (values * share[..., None], share))
    summed, known = (np.asarray(one, np.float32) for one in small)
    mean = summed.reshape(*known.shape, -1) / np.maximum(known, np.float32(1e-4))[..., None]
    return carried_around(np.asarray(mean, np.float32), known, widths, KNOWN)


def _skin_colour(light: Linear, face: NDArray[np.bool_]) -> Lab:
    """The median of the face, (3,); the usual one where there is hardly any."""
    return middle(light, face) if face.mean() > LEAST else USUAL_SKIN


def _skin(light: Linear, hair: Plane, face: Plane) -> Plane:
    """How much of the likely hair beside the face is skin by its colour: as it is between strands on a forehead."""
    if (face > SURELY).mean() < LEAST:
        return np.zeros_like(hair)
    found = skin_by_colour(lab(light), middle(light, hair > SURELY), middle(light, face > SURELY))
    away = cv2.distanceTransform((face <= 0.5).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE) / FINE
    mixture, bare = (smootherstep(np.asarray((end - away) / (end - start), np.float32)) for start, end in NEAR)
    return np.asarray(np.maximum(found * mixture, np.clip((found - BARE) / (1 - BARE), 0, 1) * bare), np.float32)


def _of_this_head(likely: Plane) -> Plane:
    """Where hair is likely, without what lies below the parser's frame and does not hang together with hair in it."""
    count, parts = cv2.connectedComponents((likely > 0).astype(np.uint8))
    there = np.isin(np.arange(count), parts[:SIDE])
    return np.asarray(likely * there[parts], np.float32)


def _ends(rows: int, columns: int) -> Plane:
    """1 in the parser's frame, falling to 0 at its border, so that hair that leaves it does not end in a line."""
    down, across = (np.minimum(np.arange(n) + 0.5, n - 0.5 - np.arange(n)) / END for n in (rows, columns))
    return np.asarray(np.clip(np.minimum(down[:, None], across[None]), 0, 1), np.float32)
