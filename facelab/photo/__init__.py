"""Photos in and out, with everything that is stored in them; and the faces in them. No torch here."""

from facelab.photo.colour import from_linear, to_linear, to_srgb8
from facelab.photo.picture import Picture
from facelab.photo.read import read, read_bytes
from facelab.photo.write import write
from facelab.photo.xmp import Mark

__all__ = ["Mark", "Picture", "from_linear", "read", "read_bytes", "to_linear", "to_srgb8", "write"]
