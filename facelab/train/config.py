"""Training configurations: one TOML file a stage."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from facelab.attributes import checked
from facelab.errors import DataError, EditError
from facelab.model.flow import FlowConfig
from facelab.model.glasses_remover import GlassesRemoverConfig
from facelab.model.judges import AttributeNetConfig, JudgeConfig
from facelab.model.lecture.family import LectureConfig
from facelab.model.parser import ParserConfig
from facelab.model.structure import StructureConfig
from facelab.model.upsampler import UpsamplerConfig
from facelab.train.files import DATA, read_table
from facelab.train.head_sampling import HeadAugmentation
from facelab.train.sampling import Augmentation


def _known(name: str) -> str:
    try:
        return checked(name)
    except EditError as error:
        raise ValueError(str(error).rstrip(".")) from None


Attribute = Annotated[str, AfterValidator(_known)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Optimiser(_Section):
    """How weights move: AdamW (Loshchilov & Hutter 2019) with warm-up, a plateau and a linear fall to 2 %."""

    batch: int = Field(48, ge=1, description="faces of a step, over all processes")
    epochs: float = Field(1.0, gt=0)
    least_steps: int = Field(0, ge=0, description="steps at least: a small folder is gone through more often")
    learning_rate: float = Field(1e-3, gt=0)
    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: float = Field(1e-3, ge=0)
    warmup: int = Field(200, ge=1, description="steps until the full rate")
    fall: float = Field(0.4, ge=0, le=1, description="fraction of the run after which the rate falls")
    clip: float = Field(2.0, gt=0, description="norm to which gradients are cut")
    explode: float = Field(
        20.0, gt=1, description="a step is skipped when its norm is this much above the running mean"
    )
    ema: float = Field(0.998, ge=0, lt=1, description="decay of the weights' running mean")


class StructureLoss(_Section):
    """Weights of the loss of s."""

    beta: float = Field(1.0, ge=0, description="weight of the KL divergence")
    kl_warmup: int = Field(40_000, ge=0, description="faces until beta is whole")
    probe: float = Field(10.0, ge=0, description="weight of the attributes' cross-entropy, nats for nats")


class AdversarialLoss(_Section):
    """Of a network that draws edits against a critic: the critic's weights, and which edits are asked for."""

    critic: float = Field(0.5, ge=0, description="the discriminator, relative to the rest by gradient norm")
    critic_from: int = Field(24_000, ge=0, description="faces seen before it takes part")
    critic_rate: float = Field(1e-3, gt=0)
    penalty: float = Field(
        5e-7, ge=0, description="R1 on the sum of log-odds (Mescheder et al. 2018); at 2e-5 the critic learns nothing"
    )
    amounts: tuple[float, float] = (1.0, 3.0)
    often: tuple[Attribute, ...] = ("Smiling", "Eyeglasses", "Male", "Young", "Bangs", "Mouth_Slightly_Open")
    also: tuple[Attribute, ...] = ()


class UpsamplerLoss(AdversarialLoss):
    """Weights of the loss of the upsampler."""

    features: float = Field(0.5, ge=0, description="L1 on the features of the attribute network")
    redrawn: float = Field(0.1, ge=0, le=1, description="weight of the squared error where the detail is faded")
    whole: float = Field(0.3, ge=0, description="weight of the critic on the unedited drawing")


class EditsLoss(AdversarialLoss):
    """Weights of what D learns from its own edits."""

    critic_from: int = Field(0, ge=0, description="faces seen before it takes part")
    reading: float = Field(1.0, ge=0, description="what the attribute network reads, relative to the reconstruction")
    others: float = Field(3.0, ge=0, description="of that: the change of the other attributes, in standard deviations")
    target: float = Field(1.0, ge=0, description="of that: what its own attribute falls short by, likewise")
    reach: float = Field(0.9, ge=0, description="how far it is to go by an amount of 1, for the average difference")
    again: float = Field(0.2, ge=0, le=1, description="share of edits that add what is there, or take what is not")


class MarginLoss(_Section):
    """The margin loss of the identity judge (Wang et al. 2018, CosFace)."""

    scale: float = Field(24.0, gt=0, description="of the cosines in the softmax")
    margin: float = Field(0.2, ge=0, lt=1, description="taken from the cosine of the right person")
    people: int = Field(10_200, ge=2, description="above every identity's number; CelebA's end at 10,177")


class ParserLoss(_Section):
    """What the parser learns from beside the cross-entropy with its teacher."""

    overlap: float = Field(1.0, ge=0, description="weight of 1 - the Dice overlap, mean over the classes")
    normalised: bool = Field(False, description="batch normalisation while it learns, folded away at the end")
    eyes_learn: bool = Field(True, description="whether what comes from the attribute network moves, too")


class LectureTraining(_Section):
    """Which of the lecture's models are trained."""

    only: tuple[str, ...] = Field((), description="their names, as in facelab/model/lecture/family.py; none: all")


class Config(_Section):
    """One run of training.

    Attributes:
        stage: what is trained.
        data: the data folder (stage parser: a folder of heads; stage remover: their photos).
        run: where log, pictures, state and weights go.
        init: weights to start from; stages detail, edits, upsampler, prior and discriminant need them.
            Of the stage lecture they are the lecture's models.
        features: an attribute network (stages edits and upsampler; in the stage parser it is the way down); a parser
            (stage remover).
        reader: a network of the stage judge whose eyes the encoder's reader takes (stage structure).
        start: weights whose upsampler is trained on, instead of a new one (stage upsampler).
        blend: share of the trained network in the exported one, the rest is the start's (stages edits and upsampler);
            see ``adversarial.blended``.
        attributes: the attributes file of ``init`` (stages edits, upsampler and prior).
    """

    stage: Literal[
        "structure",
        "edits",
        "detail",
        "upsampler",
        "attributes",
        "judge",
        "identity",
        "parser",
        "remover",
        "prior",
        "lecture",
        "discriminant",
    ]
    data: Path = DATA
    run: Path
    seed: int = Field(0, ge=0, lt=2**31)
    init: Path | None = None
    features: Path | None = None
    reader: Path | None = None
    start: Path | None = None
    blend: float = Field(1.0, ge=0, le=1, description="share of the trained network in the exported one")
    attributes: Path | None = None
    threads: int = Field(0, ge=0, description="of the CPU; 0: all")
    save_every: int = Field(250, ge=1, description="steps between saved states")
    look_every: int = Field(1, ge=1, description="passes over the faces between looks at validation faces")
    details: int = Field(512, ge=1)
    structure: StructureConfig = StructureConfig()
    upsampler: UpsamplerConfig = UpsamplerConfig()
    network: AttributeNetConfig = AttributeNetConfig()
    judge: JudgeConfig = JudgeConfig()
    margin: MarginLoss = MarginLoss()
    outside: float = Field(0.08, gt=0, le=1, description="face weight far outside the ellipse")
    optimiser: Optimiser = Optimiser()
    augmentation: Augmentation = Augmentation()
    structure_loss: StructureLoss = StructureLoss()
    edits_loss: EditsLoss = EditsLoss()
    upsampler_loss: UpsamplerLoss = UpsamplerLoss()
    parser: ParserConfig = ParserConfig()
    parser_loss: ParserLoss = ParserLoss()
    remover: GlassesRemoverConfig = GlassesRemoverConfig()
    heads: HeadAugmentation = HeadAugmentation()
    flow: FlowConfig = FlowConfig()
    lecture: LectureConfig = LectureConfig()
    lecture_training: LectureTraining = LectureTraining()


def read_config(path: Path) -> Config:
    """Read a configuration: a TOML file, or the name of one that FaceLab ships.

    Raises:
        DataError: no such file, no TOML, or an unknown or impossible setting (named).
    """
    try:
        return Config.model_validate(read_table(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataError("{path}: {where}: {what}.", path=path, where=where, what=first["msg"]) from error


def settings() -> dict[str, Any]:
    """The settings by name: a section's own by name, the words that one knows, or None where it is another value."""
    schema = Config.model_json_schema()
    return _settings(schema, schema["$defs"])


def _settings(section: dict[str, Any], sections: dict[str, Any]) -> dict[str, Any]:
    return {name: _setting(kind, sections) for name, kind in section["properties"].items()}


def _setting(kind: dict[str, Any], sections: dict[str, Any]) -> dict[str, Any] | list[str] | None:
    for choice in [kind, *kind.get("anyOf", [])]:
        if "$ref" in choice:
            return _settings(sections[choice["$ref"].rsplit("/", 1)[-1]], sections)
    return kind.get("enum")
