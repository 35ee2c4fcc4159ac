"""One face of a photo: aligned, cropped, encoded and parsed, each once and not before it is needed."""

from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from facelab.attributes import ATTRIBUTES
from facelab.canonical import ellipse_radius
from facelab.errors import Message
from facelab.photo.align import Similarity, align
from facelab.photo.colour import Linear, decode_srgb
from facelab.photo.crop import face_crop
from facelab.photo.faces import Face, face_from_landmarks, smallness
from facelab.photo.picture import Picture

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Edit, Move
    from facelab.photo.mesh import Points, Solid
    from facelab.pipeline.engine import Engine
    from facelab.render.forehead import Forehead
    from facelab.render.frames import Wearer
    from facelab.render.fringe import Hairline
    from facelab.render.glasses import Glasses
    from facelab.render.hair import Hair
    from facelab.render.head import Head
    from facelab.render.motion import Flow, Mesh
    from facelab.render.parsing import Parse
    from facelab.render.skin_lines import Skin
    from facelab.render.uncovered import Uncovered

EYEGLASSES, GLASSES_AT, GLASSES_OFF = "Eyeglasses", 2.0, 2.5
"""The attribute, the amount of it at which the network's drawing says which glasses a face puts on, and of which less
it says what is behind them."""
OPAQUE = 0.3
"""Brightness seen through lenses, for 1 of the cheeks', below which no eyes are to be seen; in shadow it is 0.4."""
BANGS, ALL_BANGS = "Bangs", 3.0
"""The attribute, and the amount of it at which the network draws all of a fringe."""
YOUNG, OLD = "Young", -3.0
"""The attribute, and the amount of it at which the network's drawing says how deep wrinkles are."""
DARK = np.float32(0.06)
"""sRGB, beside which nothing is as dark as to make a ratio one of noise."""
OPEN = 0.5
"""Of a pixel that is surely between the lips, and of those that must show no lip, that a mouth is open."""
SHOWN = 1024
"""Pixels in height and width, at most, of what a notebook shows."""
SURE, LEAST_HAIR = 0.5, 0.3
"""Of the parser's probability, from which a pixel is hair or face; hair for a face from which on there is some to lose.
Of heads that a judge sees bald it is 0.10 to 0.23, of others 0.59 and more (docs/experiments.md)."""


@dataclass(frozen=True, eq=False)
class Crop:
    """One face of a picture as the model sees it; one of ``Photo.faces``."""

    engine: "Engine"
    picture: Picture
    face: Face

    def __repr__(self) -> str:
        x0, y0, x1, y1 = self.box
        return f"<Face of {x1 - x0:.0f} x {y1 - y0:.0f} pixels at {x0:.0f}, {y0:.0f}>"

    def _repr_png_(self) -> bytes:
        return png(np.rint(255 * self.pixels.clip(0, 1)).astype(np.uint8))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 in pixels of the upright photo."""
        return self.face.box

    @property
    def landmarks(self) -> NDArray[np.float64]:
        """(5, 2), x y in pixels of the upright photo."""
        return self.face.landmarks

    @property
    def crop(self) -> NDArray[np.float32]:
        """The face as the model sees it, (128, 128, 3), sRGB 0..1; a copy."""
        return self.pixels.copy()

    @property
    def latent(self) -> NDArray[np.float32]:
        """z, (S + D,), the mode of what the model encodes; a copy."""
        z: NDArray[np.float32] = self.mu[0].numpy().copy()
        return z

    @cached_property
    def similarity(self) -> Similarity:
        """Photo to canonical frame."""
        return align(self.face.landmarks)

    @cached_property
    def pixels(self) -> NDArray[np.float32]:
        """(128, 128, 3), sRGB 0..1."""
        return face_crop(self.picture, self.similarity)

    @cached_property
    def mu(self) -> "Tensor":
        """(1, S + D)."""
        return self.engine.encode(self.pixels[None]).mode()

    @cached_property
    def s(self) -> "Tensor":
        """The structure's part of mu, (1, S)."""
        return self.engine.vae.split(self.mu)[0]

    @cached_property
    def structure(self) -> "Tensor":
        """D(s), (1, 3, 64, 64)."""
        return self.engine.vae.structure(self.s)

    @cached_property
    def detail(self) -> "Tensor":
        """The detail picture of d, (1, 3, 64, 64)."""
        return self.engine.vae.detail(self.engine.vae.split(self.mu)[1])

    @cached_property
    def reconstruction(self) -> NDArray[np.float32]:
        """R = decode(s, d, 0): (128, 128, 3), sRGB 0..1."""
        drawn: NDArray[np.float32] = self.engine.decode(self.mu)[0]
        return drawn

    @cached_property
    def unedited(self) -> Linear:
        """The same in linear light."""
        light: Linear = decode_srgb(self.reconstruction)
        return light

    @cached_property
    def reconstruction_on_screen(self) -> NDArray[np.float32]:
        """R as the screen needs it: made as edits are for it, so that it differs only where edits do."""
        nowhere = self.structure.new_zeros(self.structure[:, :1].shape)
        drawn, _ = self.engine.compiled.edit(self.s, self.structure, self.structure, self.detail, nowhere, nowhere)
        picture: NDArray[np.float32] = drawn[0].permute(1, 2, 0).numpy()
        return picture

    @cached_property
    def unedited_on_screen(self) -> Linear:
        """The same in linear light."""
        light: Linear = decode_srgb(self.reconstruction_on_screen)
        return light

    @cached_property
    def head(self) -> "Head":
        """Where the head is, and the face in it."""
        from facelab.render.head import find_head

        return find_head(self.parse, self._seen_landmarks, self.mesh.points)

    @cached_property
    def parse(self) -> "Parse":
        """Which part of the head every pixel around it shows."""
        from facelab.render.parsing import parse_head

        return parse_head(self.picture, self.similarity, self.engine.parser)

    @cached_property
    def surely_face(self) -> NDArray[np.float32]:
        """How surely a pixel of the crop shows the face, (128, 128) in 0..1."""
        return self.parse.in_crop("face")

    @cached_property
    def beard_colour(self) -> NDArray[np.float32]:
        """Of the hairs of a beard that it may grow, (3,), sRGB 0..1."""
        from facelab.render.beard import beard_colour

        return beard_colour(self.pixels, self.parse.in_crop("brows"))

    @cached_property
    def hair(self) -> "Hair | None":
        """Its hair, wherever in the photo that is; None where there is none."""
        from facelab.render.hair import find_hair
        from facelab.render.parsing import parse_long_hair

        return find_hair(self.picture, parse_long_hair(self.picture, self.parse, self.engine.parser))

    @cached_property
    def solid(self) -> "Solid":
        """The mesh of the face with its depth, (468, 3)."""
        from facelab.photo.mesh import face_mesh

        return face_mesh().solid(self.pixels)

    @cached_property
    def mesh(self) -> "Mesh":
        """The mesh of the face, which can be moved."""
        from facelab.render.motion import Mesh
        from facelab.render.mouth import closed

        return Mesh(closed(self._as_read.points, self.pixels)) if self.lips_meet else self._as_read

    @cached_property
    def _as_read(self) -> "Mesh":
        return mesh_of(self.pixels)

    @cached_property
    def lips_meet(self) -> bool:
        """Whether the parser sees lips where the mesh sees an open mouth, as it does between many dark ones."""
        from facelab.photo.mesh import INNER_LIPS
        from facelab.pipeline.skin_shading import within
        from facelab.render.mouth import SHUT, gap

        points = self._as_read.points
        between = within(points, INNER_LIPS) > OPEN
        return bool(gap(points) >= SHUT and between.any() and self.parse.in_crop("mouth")[between].mean() < OPEN)

    @cached_property
    def hairline(self) -> "Hairline | None":
        """Where its hair ends above the forehead, and might; None where there is none."""
        from facelab.render.fringe import find_hairline

        drawn, (_, bare) = self._drawn_with(BANGS, ALL_BANGS), self._without_fringe
        return find_hairline(self.mesh.points, self.parse, drawn, bare, self.engine.parser)

    @cached_property
    def is_bald(self) -> bool:
        """Whether the parser sees so little hair for its face that none could go."""
        hair, face = ((self.parse.share(name) > SURE).sum() for name in ("hair", "face"))
        return bool(hair < LEAST_HAIR * face)

    @cached_property
    def forehead(self) -> "Forehead | None":
        """Its forehead without the fringe before it; None where there is none."""
        from facelab.render.forehead import find_forehead

        return find_forehead(self.picture, self.similarity, self.mesh.points, self.parse, *self._without_fringe)

    @property
    def has_fringe(self) -> bool:
        """Whether it has all of a fringe, so that no other is let down."""
        from facelab.render.forehead import fringe_there

        return fringe_there(self._without_fringe[1], self.parse, self.mesh.points) == 1

    @cached_property
    def _without_fringe(self) -> "tuple[NDArray[np.float32], Parse]":
        """It without a fringe as the network draws it, (128, 128, 3), sRGB 0..1, and the parts of that."""
        from facelab.render.parsing import parse_drawn

        return parse_drawn(self._drawn_with(BANGS, -ALL_BANGS), self.engine.parser)

    @cached_property
    def glasses(self) -> "Glasses | None":
        """The glasses that it puts on; None where the parser sees some already."""
        from facelab.render.frames import find_glasses, wears_glasses

        if wears_glasses(self.parse):
            return None
        before, drawn = planes_last(self.structure), self._drawn_with(EYEGLASSES, GLASSES_AT)
        return find_glasses(self._wearer, before, drawn)

    @cached_property
    def uncovered(self) -> "Uncovered | None":
        """What is behind the glasses that it wears; None where the parser sees none, or their lenses are dark."""
        import torch

        from facelab.render.frames import wears_glasses
        from facelab.render.uncovered import uncover

        if not wears_glasses(self.parse) or self.has_dark_lenses:
            return None
        vae, nowhere = self.engine.vae, self.structure.new_zeros(self.structure[:, :1].shape)
        with torch.inference_mode():
            s = self.s + self._shift(EYEGLASSES, -GLASSES_OFF)
            structure = self._structure_with(EYEGLASSES, -GLASSES_OFF)
            drawn, _ = vae.edit(s, structure, self.structure, self.detail, nowhere + 1, nowhere)
        return uncover(self._wearer, planes_last(drawn))

    @cached_property
    def skin(self) -> "Skin":
        """What its skin would show of more and of fewer years."""
        from facelab.render.skin_lines import find_skin

        found, sure = self._edited_with(YOUNG, OLD), self.parse.in_crop("skin", "nose")
        grey = [np.log(one.mean(2) + DARK) for one in (found, self.reconstruction)]
        beard = self.area_of("No_Beard") * self.area_of("Mouth_Slightly_Open")
        return find_skin((self.picture, self.similarity), self.mesh.points, sure, beard, grey[0] - grey[1])

    def _edited_with(self, attribute: str, amount: float) -> NDArray[np.float32]:
        """E with so much of an attribute, (128, 128, 3), sRGB 0..1."""
        import torch

        from facelab.latent import Edit

        move = self.solve(Edit({attribute: amount}))
        maps = (torch.from_numpy(one)[None, None] for one in (move.region, move.anew))
        with torch.inference_mode():
            s = self.s + torch.from_numpy(move.delta)
            structure = self.engine.vae.structure(s)
            drawn, _ = self.engine.vae.edit(s, structure, self.structure, self.detail, *maps)
        return planes_last(drawn)

    @property
    def has_dark_lenses(self) -> bool:
        """Whether it wears glasses whose lenses are too dark to see its eyes."""
        import torch

        from facelab.latent.lenses import lens_brightness
        from facelab.render.frames import wears_glasses

        crop = torch.from_numpy(self.pixels).permute(2, 0, 1)[None]
        return wears_glasses(self.parse) and bool(lens_brightness(crop) < OPAQUE)

    def _shift(self, attribute: str, amount: float) -> "Tensor":
        import torch

        from facelab.latent import Edit

        return torch.from_numpy(self.solve(Edit({attribute: amount})).delta)

    def _structure_with(self, attribute: str, amount: float) -> "Tensor":
        """D(s + delta) with so much of an attribute, (1, 3, 64, 64)."""
        import torch

        with torch.inference_mode():
            return self.engine.vae.structure(self.s + self._shift(attribute, amount))

    def _drawn_with(self, attribute: str, amount: float) -> NDArray[np.float32]:
        """The same as a picture, (64, 64, 3), sRGB 0..1."""
        return planes_last(self._structure_with(attribute, amount))

    @property
    def _wearer(self) -> "Wearer":
        from facelab.render.frames import Wearer

        return Wearer(self.picture, self.similarity, self.pixels, self.solid, self.parse, self.hair)

    @cached_property
    def structure_points(self) -> "Points":
        """The points of the mesh in D(s), (468, 2)."""
        return structure_points(self.structure, self.light_between_lips)

    @cached_property
    def light_between_lips(self) -> float | None:
        """How light D(s) is between lips that meet, for the lips; None where a mouth is as the mesh sees it."""
        from facelab.render.mouth import light_between

        return light_between(structure_points(self.structure), planes_last(self.structure)) if self.lips_meet else None

    def solve(self, edit: "Edit") -> "Move":
        """The shift of s that an edit of this face asks for; see ``latent.solve``.

        Raises:
            EditError: it cannot be made.
        """
        from facelab.latent import solve

        return solve(edit, self.engine.attributes, self.s[0].numpy(), self.area_of, self._region_in_face)

    def area_of(self, attribute: str) -> NDArray[np.float32]:
        """Where an attribute may show in this face, (128, 128) in 0..1."""
        from facelab.latent.areas import EVERYWHERE, area_of
        from facelab.render.motion import moved

        area = area_of(attribute)
        if area is not EVERYWHERE and attribute not in self._areas:
            self._areas[attribute] = np.clip(moved(area, self._in_average), 0, 1)
        return self._areas.get(attribute, area)

    def _region_in_face(self, region: NDArray[np.float32]) -> NDArray[np.float32]:
        """A region (64, 64) of the average face, where it is in this one."""
        from facelab.render.motion import moved

        return np.clip(moved(region, self._in_average_coarsely), 0, 1) if region.any() else region

    @cached_property
    def _in_average_coarsely(self) -> "Flow":
        import cv2

        return np.asarray(cv2.resize(self._in_average, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) / 2)

    @cached_property
    def _areas(self) -> "dict[str, NDArray[np.float32]]":
        """What ``area_of`` found."""
        return {}

    @cached_property
    def _in_average(self) -> "Flow":
        """Where in the average face lies what is in this one."""
        return self.mesh.in_other(self.engine.average_mesh)

    @property
    def probes(self) -> NDArray[np.float32]:
        """Log-odds (40,) of the attributes."""
        log_odds: NDArray[np.float32] = self.engine.probes(self.mu)[0]
        return log_odds

    @cached_property
    def has(self) -> dict[str, float]:
        """Attribute -> how surely the attribute network sees it in the face, 0..1."""
        seen = 1 / (1 + np.exp(-self.engine.seen(self.pixels[None])[0]))
        return dict(zip(ATTRIBUTES, seen.tolist(), strict=True))

    @property
    def _seen_landmarks(self) -> NDArray[np.float64]:
        """(5, 2), x y in the crop."""
        return self.similarity.apply(self.face.landmarks)

    @property
    def turn(self) -> float:
        """How far the nose lies to the right of the middle between eyes and mouth, in pixels of the crop: about 13 in a
        profile, at most 4 in a face that looks at the camera."""
        x = self._seen_landmarks[:, 0]
        return float(x[2] - (x[:2].mean() + x[3:].mean()) / 2)

    @cached_property
    def mirrored(self) -> "Crop":
        """The same face as a mirror shows it."""
        picture = replace(self.picture, base=self.picture.samples[:, ::-1], patches=(), data=b"")
        landmarks = (self.face.landmarks * (-1, 1) + (picture.width, 0))[[1, 0, 2, 4, 3]]  # left remains left
        return Crop(self.engine, picture, face_from_landmarks(landmarks, (picture.width, picture.height)))

    @cached_property
    def out_of_reach(self) -> tuple[Message, ...]:
        """Why edits of it may fail whatever is asked: it is too small, turned too far, or covered."""
        from facelab.pipeline.reach import covered, turned

        away = turned(self.face, self.turn) or covered(self.parse, self._seen_landmarks, self.mesh.points)
        return tuple(sentence for sentence in (smallness(self.face), away) if sentence)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """Why this face's edit is not to be trusted, or not all that is expected."""
        found = [*self.out_of_reach]
        if _face_psnr(self.reconstruction, self.pixels) < self.engine.attributes.poor_reconstruction:
            found.append(Message("the model knows it worse than 95 of 100 faces; the edit may fail."))
        if self.picture.several:
            found.append(
                Message(
                    "the file holds several pictures (pages or frames); only the one shown first is edited and written."
                )
            )
        return tuple(found)


def planes_last(picture: "Tensor") -> NDArray[np.float32]:
    """(1, 3, H, W) as (H, W, 3)."""
    found: NDArray[np.float32] = picture[0].permute(1, 2, 0).contiguous().numpy()
    return found


def mesh_of(pixels: NDArray[np.float32]) -> "Mesh":
    """The mesh of a face in the canonical frame, (128, 128, 3), sRGB 0..1."""
    from facelab.photo.mesh import face_mesh
    from facelab.render.motion import Mesh, lips_apart

    return Mesh(lips_apart(face_mesh().points(pixels)))


def structure_points(structure: "Tensor", between_lips: float | None = None) -> "Points":
    """The points (468, 2) of the mesh in D(s), (1, 3, 64, 64); ``between_lips`` as of ``Crop.light_between_lips``."""
    from facelab.photo.mesh import face_mesh
    from facelab.render.mouth import closed_but_for_teeth

    picture = planes_last(structure)
    points = face_mesh().points(picture)
    return points if between_lips is None else closed_but_for_teeth(points, picture, between_lips)


def png(samples: NDArray[np.uint8]) -> bytes:
    """A picture (H, W, 3), sRGB, as a PNG file for a notebook, at most 1024 pixels high and wide."""
    image, stream = Image.fromarray(samples), BytesIO()
    image.thumbnail((SHOWN, SHOWN))
    image.save(stream, "PNG")
    return stream.getvalue()


def _face_psnr(picture: NDArray[np.float32], original: NDArray[np.float32]) -> float:
    error = np.square(picture - original)[ellipse_radius() <= 1].mean()
    return float(-10 * np.log10(max(error, 1e-10)))
