"""Where pages beside Edit get the model and faces from."""

from collections.abc import Callable
from dataclasses import dataclass

from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import Lab


@dataclass(frozen=True, eq=False)
class FaceSource:
    """Where pages get the model and the photo from.

    Attributes:
        lab: gives the model. edited: gives the photo that is edited, the chosen face and its name; None without one.
        beside: gives the word of another face at hand; None without one.
    """

    lab: Callable[[], Lab]
    edited: Callable[[], tuple[Photo, int, str] | None]
    beside: Callable[[], str | None] = lambda: None
