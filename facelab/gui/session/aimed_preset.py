"""A preset aimed at a face: it stands for a state of the finished picture, and what is there already is not added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facelab.attributes import STEP
from facelab.edit import Edit, toward
from facelab.errors import PresetName
from facelab.pipeline.crops import Crop
from facelab.project.presets import Preset


@dataclass(frozen=True, eq=False)
class AimedPreset:
    """A preset as it is asked of one face.

    Attributes:
        crop: the face. name: of the preset.
        edit: what is left to ask. there: what is not asked, for the face has it already.
    """

    crop: Crop
    name: PresetName
    edit: Edit
    there: tuple[str, ...]

    def beside(self, asked: Edit, share: float = 1.0) -> Edit:
        """An edit with so much of this preset beside what else it asks.

        What a preset speaks of it decides alone, and hair has one colour.

        Args:
            asked: what was asked before.
            share: how much of the preset; 0 takes it back.
        """
        amounts = self._without(asked.amounts) | _times(self.edit.amounts, share)
        locks = (asked.locks | self.edit.locks) - amounts.keys()
        return replace(asked, amounts=amounts, locks=locks, method=asked.method if asked.amounts else self.edit.method)

    def share_in(self, asked: Edit) -> float:
        """How much of this preset is asked, 0 where it is none or something else: what ``beside`` was given."""
        if not self.edit.amounts:
            return 0.0
        most = max(self.edit.amounts, key=lambda name: abs(self.edit.amounts[name]))
        share = asked.amounts.get(most, 0.0) / self.edit.amounts[most]
        same = _times(self.edit.amounts, share)
        near = all(abs(asked.amounts.get(name, 0.0) - same.get(name, 0.0)) < 1.5 * STEP for name in self.edit.amounts)
        return share if share > 0 and near else 0.0

    def _without(self, amounts: Mapping[str, float]) -> dict[str, float]:
        from facelab.latent.scope import HAIR_COLOURS

        named = {*self.edit.amounts, *self.there}
        spoken_of = named | HAIR_COLOURS if named & HAIR_COLOURS else named
        return {name: amount for name, amount in amounts.items() if name not in spoken_of}


def aimed(preset: Preset, crop: Crop) -> AimedPreset:
    """A preset as it is asked of a face."""
    edit = toward(preset.edit(), crop.has)
    return AimedPreset(crop, PresetName(preset.name), edit, tuple(sorted(preset.amounts.keys() - edit.amounts.keys())))


def _times(amounts: Mapping[str, float], share: float) -> dict[str, float]:
    steps = {name: round(share * amount / STEP) for name, amount in amounts.items()}
    return {name: round(STEP * count, 1) for name, count in steps.items() if count}
