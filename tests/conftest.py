import csv
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import settings
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import save_file
from torch import Tensor

from facelab.attributes import ATTRIBUTES
from facelab.canonical import LANDMARKS
from facelab.data.heads import STORED
from facelab.data.prepare import prepare
from facelab.evaluate.judging import ATTRIBUTES_FILE, IDENTITY_FILE
from facelab.files import attributes_path
from facelab.latent.attribute_file import save_attributes
from facelab.latent.build import build, structure_of
from facelab.latent.codes import PlaneCodes, plane_codes
from facelab.model.checkpoint import file_hash, save_network
from facelab.model.judges import AttributeJudge, IdentityJudge, JudgeConfig
from facelab.model.lecture.body import BodyConfig
from facelab.model.lecture.conditional_vae import ConditionalConfig
from facelab.model.lecture.family import LectureConfig, LectureModels
from facelab.model.parser import CLASSES
from facelab.model.structure import StructureConfig
from facelab.model.upsampler import UpsamplerConfig
from facelab.model.vae import ConvVAE, VAEConfig
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.lab import Lab, load
from facelab.pipeline.source_photo import SourcePhoto
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import EncodedFace, face_of_photo, sampled_face

# The same examples every time, and as slow as the machine happens to be.
settings.register_profile("facelab", derandomize=True, deadline=None)
settings.load_profile("facelab")

BODY = BodyConfig(16, (4, 6))
"""Of small models of the lecture."""
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, which strangers do not have")
    return SHARED


def synthetic_faces(count: int, seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Crops (32, 3, 128, 128), smooth noise plus a pattern for every attribute present, with labels (32, 40)."""
    pattern = torch.Generator().manual_seed(99)
    patterns = torch.randn(40, 3, 8, 8, generator=pattern)
    generator = torch.Generator().manual_seed(seed)
    for _ in range(count // 32):
        labels = (torch.rand(32, 40, generator=generator) < 0.4).float()
        coarse = torch.randn(32, 3, 8, 8, generator=generator) + torch.einsum("nk,kchw->nchw", labels - 0.4, patterns)
        crops = torch.nn.functional.interpolate(0.5 + 0.08 * coarse, size=(128, 128), mode="bilinear").clamp(0, 1)
        yield crops, labels


@pytest.fixture(scope="session")
def tiny_vae() -> ConvVAE:
    """A whole model of 8 + 4 latents with random weights: it draws no faces, but everything works on it."""
    with torch.random.fork_rng():
        torch.manual_seed(18)
        config = VAEConfig(
            StructureConfig(latents=8, widths=(4, 4, 4, 4)), details=4, upsampler=UpsamplerConfig((4, 4, 4))
        )
        vae = ConvVAE(config).eval().requires_grad_(False).to(memory_format=torch.channels_last)
        vae.encoder.head.weight *= 10  # latents and pictures as wide apart as those of a trained model
        vae.decoder.head.weight *= 4
    vae.fit_prior(torch.cat([structure_of(vae, crops) for crops, _ in synthetic_faces(320, 1)]))
    return vae


@pytest.fixture(scope="session")
def tiny_lab_files(tiny_vae: ConvVAE, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``tiny.safetensors`` and ``tiny.attributes.safetensors``, the files that ``--weights`` wants."""
    folder = tmp_path_factory.mktemp("tiny")
    checkpoint = folder / "tiny.safetensors"
    save_network(checkpoint, tiny_vae, {"trained": "not at all"})
    splits = [
        lambda count=count, seed=seed: synthetic_faces(count, seed) for count, seed in ((320, 1), (160, 2), (160, 3))
    ]
    save_attributes(attributes_path(checkpoint), build(tiny_vae, file_hash(checkpoint), *splits, region_faces=24))
    return folder


@pytest.fixture(scope="session")
def tiny_lecture() -> LectureModels:
    """The lecture's models, all with random weights."""
    with torch.random.fork_rng():
        torch.manual_seed(41)
        models = LectureModels(LectureConfig(BODY, latents=5, conditional=ConditionalConfig(16, 7, (6, 8), 5)))
        torch.nn.init.normal_(models.conditional.prior_given.last.weight, std=0.3)  # as if it had learned something
    return models.eval().requires_grad_(False)


@pytest.fixture(scope="session")
def tiny_codes(tiny_lecture: LectureModels) -> PlaneCodes:
    """Where their planes put 32 faces."""
    ((crops, labels),) = synthetic_faces(32, 5)
    return plane_codes(tiny_lecture, crops, labels)


@pytest.fixture(scope="session")
def judges_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Judges with random weights."""
    shape = JudgeConfig(widths=(4, 6), blocks=(1,), embedding=5)
    folder = tmp_path_factory.mktemp("judges")
    with torch.random.fork_rng():
        torch.manual_seed(3)
        for kind, name in ((AttributeJudge, ATTRIBUTES_FILE), (IdentityJudge, IDENTITY_FILE)):
            save_network(folder / name, kind(shape).eval(), {})
    return folder


@pytest.fixture(scope="session")
def noise_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of smooth noise: 12 training, 10 validation, 12 test faces, two of each person."""
    folder = tmp_path_factory.mktemp("noise")
    generator = torch.Generator().manual_seed(1)
    rows = []
    for split, count in (("train", 12), ("valid", 10), ("test", 12)):
        coarse = torch.rand(count, 3, 9, 9, generator=generator)
        pictures = torch.nn.functional.interpolate(coarse, size=(144, 144), mode="bilinear").permute(0, 2, 3, 1)
        labels = (torch.rand(count, 40, generator=generator) < 0.5).to(torch.int8)
        shard = {
            "pictures": (pictures * 255).round().byte().contiguous(),
            "labels": labels,
            "identities": torch.arange(count) // 2,
        }
        save_file(shard, folder / f"{split}.safetensors")
        rows.append({"file": f"{split}.safetensors", "split": split, "count": count})
    (folder / "manifest.json").write_text(json.dumps({"shards": rows}))
    return folder


ASTRONAUT = Path(__file__).resolve().parents[1] / "resources" / "sample" / "astronaut.png"
AT = (60.0, 40.0)


@pytest.fixture(scope="session")
def astronaut() -> Path:
    """The one photo of a real face in the repository, 512 x 512."""
    return ASTRONAUT


@pytest.fixture
def noise_photo(tmp_path: Path) -> Path:
    """A photo of 240 x 220 pixels without any face; ``noise_landmarks`` make one of its middle, one to one."""
    coarse = np.random.default_rng(7).integers(60, 200, (11, 12, 3), np.uint8)
    path = tmp_path / "photos" / "noise.png"
    path.parent.mkdir()
    Image.fromarray(coarse).resize((240, 220), Image.Resampling.BICUBIC).save(path)
    return path


@pytest.fixture(scope="session")
def noise_landmarks() -> NDArray[np.float64]:
    """Where ``noise_photo`` shall have a face: the crop is its 128 x 128 pixels from (60, 40) on."""
    return LANDMARKS + np.array(AT)


@pytest.fixture
def lab(tiny_lab_files: Path) -> Lab:
    """The whole model with random weights."""
    return load(tiny_lab_files / "tiny.safetensors")


@pytest.fixture
def photo(lab: Lab, noise_photo: Path, noise_landmarks: NDArray[np.float64]) -> Photo:
    """``noise_photo``, its middle taken for a face."""
    picture = lab.open(noise_photo).original.picture
    return Photo(SourcePhoto(lab, picture, known=()).with_landmarks(0, noise_landmarks))


@pytest.fixture
def faces(photo: Photo) -> tuple[EncodedFace, EncodedFace]:
    """The face of ``photo``, and one of nobody."""
    return face_of_photo(photo, 0, "noise"), sampled_face(photo.original.engine, SampleSpec(7))


COUNTS = {"train": 24, "valid": 6, "test": 6}


def drawn_face(rng: np.random.Generator) -> np.ndarray:
    """A disc with two eyes and a mouth, (144, 144, 3) uint8."""
    y, x = np.mgrid[:144, :144] + 0.5
    picture = np.empty((144, 144, 3))
    picture[:] = rng.uniform(30, 120, 3)
    picture[np.hypot((x - 72) / 45, (y - 78) / 58) < 1] = rng.uniform(120, 230, 3)
    for centre in ((55.3, 68.6), (88.7, 68.6)):
        picture[np.hypot(x - centre[0], y - centre[1]) < rng.uniform(4, 8)] = 20
    picture[(abs(x - 72) < 15) & (abs(y - 103) < rng.uniform(2, 7))] = (150, 40, 50)
    return picture.astype(np.uint8)


@pytest.fixture(scope="session")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    rng = np.random.default_rng(0)
    with (folder / "faces.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, ["file", "split", "identity", "residual", *ATTRIBUTES])
        writer.writeheader()
        for split, count in COUNTS.items():
            with tarfile.open(folder / f"{split}-00.tar", "w") as archive:
                for number in range(count):
                    name = f"{split}{number:03d}.webp"
                    data = io.BytesIO()
                    Image.fromarray(drawn_face(rng)).save(data, "WEBP", lossless=True)
                    info = tarfile.TarInfo(name)
                    info.size = data.tell()
                    data.seek(0)
                    archive.addfile(info, data)
                    labels = dict(zip(ATTRIBUTES, rng.integers(0, 2, 40).tolist(), strict=True))
                    known = {"file": name, "split": split, "identity": number, "residual": number / 4}
                    writer.writerow({**known, **labels})
    return folder


@pytest.fixture(scope="session")
def data(shards: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    prepare(shards, folder)
    return folder


@pytest.fixture(scope="session")
def drawn_head() -> Callable[[int], tuple[np.ndarray, np.ndarray]]:
    """By a seed: a disc of skin on a wall, with hair above it, and its classes; even a tiny parser can learn that."""

    def draw(seed: int) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng(seed)
        rows, columns = np.mgrid[:STORED, :STORED]
        centre = STORED / 2 + rng.uniform(-20, 20, 2)
        face = np.hypot(rows - centre[0], columns - centre[1]) < 90
        classes = np.where(face, np.where(rows < centre[0] - 30, CLASSES.index("hair"), CLASSES.index("skin")), 0)
        colours = np.zeros((19, 3))
        colours[[0, 1, CLASSES.index("hair")]] = [(40, 90, 160), (220, 180, 150), (70, 40, 20)]
        picture = np.clip(colours[classes] + rng.normal(0, 6, (STORED, STORED, 3)), 0, 255).astype(np.uint8)
        teacher = np.zeros((STORED, STORED, 4), np.uint8)
        teacher[..., 0], teacher[..., 1], teacher[..., 2:] = classes, 2, 255
        return picture, teacher

    return draw


@pytest.fixture(scope="session")
def heads_folder(drawn_head, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of heads: 6 and 2 to train on, 2 held."""
    path = tmp_path_factory.mktemp("heads")
    for split, seeds in (("train", range(6)), ("train-more", range(6, 8)), ("held", range(8, 10))):
        rows = [drawn_head(seed) for seed in seeds]
        tensors = {"pictures": np.stack([p for p, _ in rows]), "teacher": np.stack([t for _, t in rows])}
        save_file({name: torch.from_numpy(t) for name, t in tensors.items()}, path / f"{split}-000.safetensors")
    return path
