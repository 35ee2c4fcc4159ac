"""Where faces meet: each as its pixels can be moved to the shape that the network gives their blend.

See docs/design.md, "Interpolation".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from facelab.canonical import SIZE
from facelab.photo.align import UNMOVED
from facelab.photo.outputs import levels
from facelab.photo.picture import Picture
from facelab.pipeline.located_crop import mesh_of, shut, structure_points
from facelab.render.motion import Flow, Mesh, lips_apart
from facelab.render.mouth import gap
from facelab.synthesis.sources import Array, EncodedFace

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.photo.mesh import Points
    from facelab.pipeline.engine import Engine
    from facelab.render.parsing import Parse

SMOOTH = 2.0
"""Standard deviation, in pixels of the crop, by which a flow to another's shape is smoothed: two outlines cross."""
_EVERYWHERE = np.ones((SIZE, SIZE), np.float32)


@dataclass(frozen=True, eq=False)
class MeetingFace:
    """A face that goes to meet others.

    Attributes:
        plain: R, (128, 128, 3), sRGB 0..1.
        mesh: of the face as it is. structure_points: (468, 2), the mesh of D(s).
        parse: the parts of its head. between_lips: as of ``Crop.light_between_lips``.
    """

    plain: Array
    mesh: Mesh
    structure_points: "Points"
    parse: "Parse"
    between_lips: float | None = None

    @classmethod
    def of(cls, engine: "Engine", face: EncodedFace) -> "MeetingFace":
        """A face of a photo, or one that is drawn."""
        import torch

        from facelab.render.parsing import parse_head

        plain = (engine.decode_drawn if face.drawn else engine.decode)(face.z[None])[0]
        if face.crop is not None:
            crop = face.crop
            return cls(plain, crop.mesh, crop.structure_points, crop.parse, crop.light_between_lips)
        structure = engine.vae.structure(engine.vae.split(torch.from_numpy(face.z[None]))[0])
        parse = parse_head(Picture(levels(plain)), UNMOVED, engine.parser)
        return cls(plain, mesh_of(plain), structure_points(structure), parse)

    @property
    def covered(self) -> Array:
        """(128, 128) in 0..1, how much of it is hair or hat."""
        return self.parse.in_crop("hair", "hat")

    @property
    def gap(self) -> float:
        """How far its lips are apart, in pixels of the crop."""
        return gap(self.mesh.points)

    def flow(self, points: "Points") -> Flow:
        """Where its pixels come from, when its mesh is brought to ``points`` (468, 2)."""
        return np.asarray(cv2.GaussianBlur(self.mesh.flow(points, _EVERYWHERE), (0, 0), SMOOTH), np.float32)


def meeting_points(faces: Sequence[MeetingFace], shares: Array, structure: "Tensor") -> "Points":
    """Where faces meet, (468, 2): each moved as the network moves it to the blend, the mean of them by their shares.

    Args:
        faces: that meet. shares: of each, summing to 1.
        structure: (1, 3, 64, 64), D(s) of the blend.
    """
    seen = structure_points(structure)
    gone = (
        np.float32(share) * (face.mesh.points + shut(seen, structure, face.between_lips) - face.structure_points)
        for face, share in zip(faces, shares, strict=True)
    )
    return lips_apart(np.asarray(sum(gone, np.float32(0)), np.float32))
