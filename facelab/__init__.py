"""FaceLab: edit the faces in your own photos by attribute, on your own machine.

>>> import facelab
>>> lab = facelab.load()
>>> lab.open("a.jpg").edit(Smiling=+2).save("b.jpg")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facelab.pipeline.edited_photo import Photo
    from facelab.pipeline.lab import Lab, load

__version__ = "0.1.0"
__all__ = ["Lab", "Photo", "load"]


def __getattr__(name: str) -> Any:  # what is named above is imported when it is asked for: importing facelab is quick
    if name not in __all__:
        raise AttributeError(f"module 'facelab' has no attribute {name!r}")
    from facelab.pipeline import lab

    return getattr(lab, name)
