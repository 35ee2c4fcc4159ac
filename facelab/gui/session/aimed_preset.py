"""A preset aimed at a face: it stands for a state of the finished picture, and what is there already is not added."""

from dataclasses import dataclass

from facelab.edit import Edit, toward
from facelab.pipeline.crops import Crop
from facelab.project.presets import Preset


@dataclass(frozen=True, eq=False)
class AimedPreset:
    """A preset as it is asked of one face.

    Attributes:
        crop: the face. name: what the preset is called.
        edit: what is left to ask. there: what is not asked, for the face has it already.
    """

    crop: Crop
    name: str
    edit: Edit
    there: tuple[str, ...]


def aimed(preset: Preset, name: str, crop: Crop) -> AimedPreset:
    """A preset as it is asked of a face."""
    edit = toward(preset.edit(), crop.has)
    return AimedPreset(crop, name, edit, tuple(sorted(preset.amounts.keys() - edit.amounts.keys())))
