"""Where in the crop of a face its parts are: by the parser, by a mesh, and as in the average face."""

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facelab.pipeline.encoded_crop import EncodedCrop, planes_last

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Edit, Move
    from facelab.photo.mesh import Points, Solid
    from facelab.render.head import Head
    from facelab.render.motion import Flow, Mesh
    from facelab.render.parsing import Parse

OPEN = 0.5
"""Of a pixel that is surely between the lips, and of those that must show no lip, that a mouth is open."""


class LocatedCrop(EncodedCrop):
    """A face of a picture whose parts are located, each once and not before that is needed."""

    @cached_property
    def parse(self) -> "Parse":
        """Which part of the head every pixel around it shows."""
        from facelab.render.parsing import parse_head

        return parse_head(self.picture, self.similarity, self.engine.parser)

    @cached_property
    def head(self) -> "Head":
        """Where the head is, and the face in it."""
        from facelab.render.head import find_head

        return find_head(self.parse, self._seen_landmarks, self.mesh.points)

    @cached_property
    def surely_face(self) -> NDArray[np.float32]:
        """How surely a pixel of the crop shows the face, (128, 128) in 0..1."""
        return self.parse.in_crop("face")

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

        if not region.any():
            return region
        if (key := region.tobytes()) not in self._regions:
            self._regions[key] = np.clip(moved(region, self._in_average_coarsely), 0, 1)
        return self._regions[key]

    @cached_property
    def _in_average(self) -> "Flow":
        """Where in the average face lies what is in this one."""
        return self.mesh.in_other(self.engine.average_mesh)

    @cached_property
    def _in_average_coarsely(self) -> "Flow":
        import cv2

        return np.asarray(cv2.resize(self._in_average, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) / 2)

    @cached_property
    def _areas(self) -> "dict[str, NDArray[np.float32]]":
        """What ``area_of`` found."""
        return {}

    @cached_property
    def _regions(self) -> "dict[bytes, NDArray[np.float32]]":
        """What ``_region_in_face`` found: every frame of a drag asks for the same."""
        return {}


def mesh_of(pixels: NDArray[np.float32]) -> "Mesh":
    """The mesh of a face in the canonical frame, (128, 128, 3), sRGB 0..1."""
    from facelab.photo.mesh import face_mesh
    from facelab.render.motion import Mesh, lips_apart

    return Mesh(lips_apart(face_mesh().points(pixels)))


def structure_points(structure: "Tensor", between_lips: float | None = None) -> "Points":
    """The points (468, 2) of the mesh in D(s), (1, 3, 64, 64); ``between_lips`` as of ``Crop.light_between_lips``."""
    from facelab.photo.mesh import face_mesh

    return shut(face_mesh().points(planes_last(structure)), structure, between_lips)


def shut(points: "Points", structure: "Tensor", between_lips: float | None) -> "Points":
    """These points of the mesh in D(s), its lips shut where there is no open mouth; as of ``structure_points``."""
    from facelab.render.mouth import closed_but_for_teeth

    return points if between_lips is None else closed_but_for_teeth(points, planes_last(structure), between_lips)
