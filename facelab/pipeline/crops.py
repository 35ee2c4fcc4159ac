"""One face of a picture with all that edits need to know of it, found out once and not before it is needed."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.attributes import index_of
from facelab.canonical import ellipse_radius
from facelab.errors import Message
from facelab.photo.faces import face_from_landmarks, smallness
from facelab.pipeline.encoded_crop import planes_last
from facelab.pipeline.located_crop import LocatedCrop

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.render.forehead import Forehead
    from facelab.render.frames import Wearer
    from facelab.render.glasses import Glasses
    from facelab.render.hair import Hair
    from facelab.render.hairline import Hairline
    from facelab.render.parsing import Parse
    from facelab.render.skin_lines import Levels, Skin
    from facelab.render.strands import StrandLook
    from facelab.render.uncovered import Uncovered

EYEGLASSES, GLASSES_AT, GLASSES_OFF = "Eyeglasses", 2.0, 2.5
"""The attribute, the amount of it at which the network's drawing says which glasses a face puts on, and of which less
it says what is behind them."""
OPAQUE, CLEAR, MIRRORED = 0.3, 0.6, 0.45
"""Brightness seen through lenses, for 1 of the cheeks', below which no eyes are to be seen; in shadow it is 0.4; above
which lenses are clear. How much bluer than the cheeks, as a logarithm, they are from which on they mirror the sky."""
AS_DRAWN = 0.8
"""Pixels of the crop for one of the photo's from which on the network draws as finely as the photo shows the face."""
BANGS, ALL_BANGS = "Bangs", 3.0
"""The attribute, and the amount of it at which the network draws all of a fringe."""
YOUNG, OLD = "Young", -3.0
"""The attribute, and the amount of it at which the network's drawing says how deep wrinkles are."""
DARK = np.float32(0.06)
"""sRGB, beside which nothing is as dark as to make a ratio one of noise."""
BALD, SEEN_BALD = "Bald", -1.6
"""The attribute, and the log-odds of it by the attribute network from which a head with little hair is bald."""
SURE, LEAST_HAIR = 0.5, 0.25
"""Of the parser's probability, from which a pixel is hair or face; hair for a face from which on there is some to lose.
Of bald heads it is 0.08 to 0.21, but of short or tied hair 0.14 and more (docs/experiments.md)."""
STRANGE = 98
"""Of 100 faces that the model has not learned, how many are less strange than one that is warned about."""
STRANGER = Message(
    "it is stranger to the model than {share} of 100 faces that it has not seen before; the edit may fail.",
    share=STRANGE,
)
UNLIKE = Message("it is unlike the faces that the model has learned; the edit may fail.")


class Crop(LocatedCrop):
    """One face of a picture as edits see it; one of ``Photo.faces``."""

    @cached_property
    def beard_colour(self) -> NDArray[np.float32]:
        """Of the hairs of a beard that it may grow, (3,), sRGB 0..1."""
        from facelab.render.beard import beard_colour

        return beard_colour(self.pixels, self.parse.in_crop("brows"))

    @cached_property
    def nose(self) -> NDArray[np.float32]:
        """Where no hairs of a beard grow, (128, 128) in 0..1: its nose, as the parser sees it, to its last shadow."""
        import cv2

        wide = cv2.dilate(self.parse.in_crop("nose"), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)))
        return np.asarray(wide, np.float32)

    @cached_property
    def edge_blur(self) -> float:
        """Standard deviation of the photo's sharpest edges around its eyes, in pixels of the crop."""
        from facelab.render.texture import texture

        return texture(self.picture, self.similarity)[0]

    @cached_property
    def hair(self) -> "Hair | None":
        """Its hair, wherever in the photo that is; None where there is none."""
        from facelab.render.hair_finding import find_hair
        from facelab.render.parsing import parse_long_hair

        return find_hair(self.picture, parse_long_hair(self.picture, self.parse, self.engine.parser))

    @cached_property
    def hairline(self) -> "Hairline | None":
        """Where its hair ends above the forehead, and might; None where there is none."""
        from facelab.render.hairline import find_hairline

        drawn, (_, bare) = self._drawn_with(BANGS, ALL_BANGS), self._without_fringe
        return find_hairline(self.mesh.points, self.parse, drawn, bare, self.engine.parser)

    @cached_property
    def strands(self) -> "StrandLook | None":
        """What hair that is let down is made of; None where the head shows too little."""
        from facelab.render.parsing import to_frame
        from facelab.render.strands import hair_of

        if self.hairline is None:
            return None
        return hair_of(self.picture, to_frame(self.similarity), self.parse.share("hair"), self.hairline.grid)

    @cached_property
    def is_bald(self) -> bool:
        """Whether it has so little hair that none could go or be let down: by the parser, and the attribute network."""
        hair, face = ((self.parse.share(name) > SURE).sum() for name in ("hair", "face"))
        return bool(hair < LEAST_HAIR * face and self.engine.seen(self.pixels[None])[0, index_of(BALD)] > SEEN_BALD)

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
        """What is behind the glasses that it wears; None where none are seen, or their lenses show no eyes."""
        import torch

        from facelab.render.frames import wears_glasses
        from facelab.render.uncovered import uncover

        if not wears_glasses(self.parse) or self.has_opaque_lenses:
            return None
        vae, nowhere = self.engine.vae, self.structure.new_zeros(self.structure[:, :1].shape)
        with torch.inference_mode():
            s = self.s + self._shift(EYEGLASSES, -GLASSES_OFF)
            structure = self._structure_with(EYEGLASSES, -GLASSES_OFF)
            drawn, _ = vae.edit(s, structure, self.structure, self.detail, nowhere + 1, nowhere)
        return uncover(self._wearer, planes_last(drawn), self.engine.glasses_remover)

    @property
    def loses_drawn_glasses(self) -> bool:
        """Whether its glasses are taken off as the network draws it.

        So are those whose frame cannot be told, from a face that is as small as it is drawn, if they are clear.
        """
        from facelab.render.frames import wears_glasses

        small = self.similarity.scale > AS_DRAWN
        return small and wears_glasses(self.parse) and self.uncovered is None and self._sees_through_lenses > CLEAR

    @cached_property
    def skin(self) -> "Skin":
        """What its skin would show of more and of fewer years."""
        from facelab.render.skin_lines import find_skin

        found, sure = self._edited_with(YOUNG, OLD), self.parse.in_crop("skin", "nose")
        grey = [np.log(one.mean(2) + DARK) for one in (found, self.reconstruction)]
        beard = self.area_of("No_Beard") * self.area_of("Mouth_Slightly_Open")
        return find_skin((self.picture, self.similarity), self.mesh.points, sure, beard, grey[0] - grey[1])

    @cached_property
    def laugh_lines(self) -> "Levels":
        """The folds of a smile, as deep as they are."""
        from facelab.render.laugh_lines import laugh_lines

        return laugh_lines((self.picture, self.similarity), self.mesh.points, self.parse.in_crop("skin", "nose"))

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
    def has_opaque_lenses(self) -> bool:
        """Whether it wears glasses whose lenses, dark or mirrors, show no eyes."""
        return self._sees_through_lenses < OPAQUE

    @property
    def _sees_through_lenses(self) -> float:
        """Brightness seen through the lenses of its glasses for that of its cheeks; 0 in mirrors, 1 without glasses."""
        import torch

        from facelab.latent.lenses import lens_blueness, lens_brightness
        from facelab.render.frames import wears_glasses

        if not wears_glasses(self.parse):
            return 1.0
        crop = torch.from_numpy(self.pixels).permute(2, 0, 1)[None]
        return 0.0 if lens_blueness(crop).item() > MIRRORED else lens_brightness(crop).item()

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

        return Wearer(self.picture, self.similarity, self.pixels, self.s[0].numpy(), self.solid, self.parse, self.hair)

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
        if strange := self._strangeness:
            found.append(strange)
        if self.picture.several:
            found.append(
                Message(
                    "the file holds several pictures (pages or frames); only the one shown first is edited and written."
                )
            )
        return tuple(found)

    @property
    def _strangeness(self) -> Message | None:
        """What to say where it is far from what the model has learned, by the score that tells that best, if known."""
        known = self.engine.known_faces
        if known is not None:
            return STRANGER if known.strangeness(self.engine.vae, self.s)[0] > STRANGE else None
        poor = _face_psnr(self.reconstruction, self.pixels) < self.engine.attributes.poor_reconstruction
        return UNLIKE if poor else None


def _face_psnr(picture: NDArray[np.float32], original: NDArray[np.float32]) -> float:
    error = np.square(picture - original)[ellipse_radius() <= 1].mean()
    return float(-10 * np.log10(max(error, 1e-10)))
