"""The whole report on a model: every part measured in turn, with the pictures that a person should look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.data.folder import Faces, centre, open_split
from facelab.data.teaching import OnnxTeacher
from facelab.evaluate import anomalies, compression, edits, latent, lecture, locks, obedience, reconstruction, samples
from facelab.evaluate.edits import Bench
from facelab.evaluate.figures import Figure, Report
from facelab.evaluate.judging import Judges, Seen, Standard, same_person, standard
from facelab.evaluate.photos import forgeries, measured
from facelab.evaluate.photos.edits import PART as PHOTOS
from facelab.evaluate.photos.forgeries import Lesson
from facelab.evaluate.photos.measuring import Studio
from facelab.evaluate.photos.portraits import TEACHER, portraits, training_heads
from facelab.evaluate.photos.rows import Rows, fingerprint
from facelab.evaluate.photos.run import Morph, Session, Show
from facelab.evaluate.photos.told_apart import Training
from facelab.latent.anomaly import Reference
from facelab.latent.build import structure_of
from facelab.latent.regions import regions
from facelab.model.checkpoint import file_hash
from facelab.pipeline.lab import Lab
from facelab.progress import CountCallback

Pictures = dict[str, NDArray[np.uint8]]
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""

PARTS = (
    reconstruction.PART,
    latent.PART,
    samples.PART,
    edits.PART,
    locks.PART,
    anomalies.PART,
    compression.PART,
    lecture.PART,
    PHOTOS,
)
LOCKED_FACES = 50
REGION_FACES = 100
"""Validation faces that say where an attribute acts."""
COLUMNS = 20
LEARNED = 40
"""Heads that told apart learns from for each portrait that an edit is tried on: all of them by default."""
LOOKED_AT = 100
"""Faces whose reconstructions are shown, beside the worst."""


@dataclass(frozen=True, eq=False)
class PhotoTask:
    """What the part on photos needs beside the rest.

    Attributes:
        folder: with the portraits; see ``photos.portraits``.
        kept: where what is measured is kept as it comes, so that an interrupted run goes on.
        morph: makes the first photo's face half way to the second's. show: keeps pictures to be looked at.
    """

    folder: Path
    kept: Path
    morph: Morph
    show: Show


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What is to be measured, and on whom.

    Attributes:
        lab: the model.
        judges: those who look.
        data: a data folder; split: the one that is reported on. Thresholds are chosen on ``valid``.
        count: faces that each attribute is tried on, each way.
        progress: called with what is done, how much of it, of how much.
        photos: what the part on photos needs; None: it is not measured.
        others: a folder of kinds of pictures that are no faces, for the part on anomalies.
        pictures: to be looked at. references: how strange faces are, once the part on anomalies is measured.
    """

    lab: Lab
    judges: Judges
    data: Path
    split: str
    count: int
    progress: Progress
    photos: PhotoTask | None = None
    others: Path | None = None
    pictures: Pictures = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)

    @cached_property
    def faces(self) -> Faces:
        """The split that is reported on."""
        return open_split(self.data, self.split)

    @cached_property
    def valid(self) -> Faces:
        """The split that things are chosen on."""
        return open_split(self.data, "valid")

    @cached_property
    def seen(self) -> Seen:
        """What the judges see in the faces."""
        return self.judges.see_all(self.faces.crops(), self._progress_of("looking at faces", len(self.faces)))

    @cached_property
    def seen_valid(self) -> Seen:
        """What the judges see in the faces that things are chosen on."""
        progress = self._progress_of("looking at validation faces", len(self.valid))
        return self.judges.see_all(self.valid.crops(), progress)

    @cached_property
    def standard(self) -> Standard:
        """The judge's thresholds."""
        return standard(self.seen_valid.log_odds, self.valid.labels.numpy())

    @cached_property
    def bench(self) -> Bench:
        """What edits are measured with."""
        return Bench(self.lab, self.judges, self.standard, self.faces, self.seen, self.count, self._regions())

    def _regions(self) -> NDArray[np.float32]:
        vae, vectors = self.lab.vae, self.lab.attributes.partial_vectors
        s = torch.cat([structure_of(vae, crops) for crops, _ in self.valid.crops(limit=REGION_FACES)])
        return regions(vae, s.numpy(), vectors, lambda what, done: self.progress(what, done, len(ATTRIBUTES)))

    def _progress_of(self, what: str, total: int) -> CountCallback:
        return lambda done: self.progress(what, done, total)

    def report(self, parts: Iterable[str] = PARTS) -> Report:
        """Measure some parts, or all; pictures to look at are put into ``pictures``.

        Raises:
            DataError: the data folder lacks a split.
        """
        measures: Mapping[str, Callable[[], list[Figure]]] = {
            reconstruction.PART: self._reconstruction,
            latent.PART: self._latent,
            samples.PART: self._samples,
            edits.PART: self._edits,
            locks.PART: self._locks,
            anomalies.PART: self._anomalies,
            compression.PART: self._compression,
            lecture.PART: self._lecture,
            PHOTOS: self._photos,
        }
        chosen = set(parts)
        found = [figure for part, measure in measures.items() if part in chosen for figure in measure()]
        return Report(self._about(), found)

    def _about(self) -> dict[str, str]:
        return {
            "weights": self.lab.weights.name,
            "SHA-256": file_hash(self.lab.weights),
            "split": self.split,
            "faces": str(len(self.faces)),
            "faces of an edit": str(self.count),
        }

    def _reconstruction(self) -> list[Figure]:
        progress = self._progress_of("reconstructing", len(self.faces))
        rows, labels = reconstruction.measure(self.lab.vae, self.faces.crops(), progress)
        worst = np.argsort(rows["face_psnr"])[:COLUMNS]
        self.pictures["reconstruction-worst"] = self._reconstructed(worst)
        self.pictures["reconstruction"] = self._reconstructed(np.arange(min(LOOKED_AT, len(self.faces))))
        return reconstruction.figures(rows, labels, self.faces.residuals)

    @torch.inference_mode()
    def _reconstructed(self, indices: NDArray[np.int64]) -> NDArray[np.uint8]:
        crops = centre(self.faces.rows(indices))
        drawn = self.lab.vae.decode(self.lab.vae.encode(crops).mode())
        return _rows(crops, drawn)

    def _latent(self) -> list[Figure]:
        vae, attributes = self.lab.vae, self.lab.attributes
        valid, test = (
            latent.encode(vae, attributes, faces.crops(), self._progress_of(f"encoding {name} faces", len(faces)))
            for name, faces in (("validation", self.valid), (self.split, self.faces))
        )
        progress = self._progress_of("looking at decoded faces", len(self.faces))
        shown = latent.redrawn(vae, self.judges, self.faces.crops(), progress)
        auc, cosine = same_person(self.seen.embedding, self.faces.identities)
        people = {"identity judge auc": auc, "identity of two photos of one person": cosine}
        found = latent.figures(valid, test, self.standard, self.seen.log_odds, shown)
        return [*found, *(Figure(latent.PART, name, value) for name, value in people.items())]

    def _samples(self) -> list[Figure]:
        train, sets = open_split(self.data, "train"), samples.sets(len(self.faces))
        count = sets[0].stop
        progress = self._progress_of("looking at training faces", len(train))
        trained = samples.identities(self.judges.identity, _crops(train), progress)
        gaussian = self.judges.see(samples.gaussian_pictures(_crops(train, samples.FITTED), count))
        drawn, made = self._drawn(len(sets), count)
        which, of_training = (found[:COLUMNS] for found in samples.nearest(made, trained))
        self.pictures["samples-nearest"] = _rows(drawn[which] / 255, centre(train.rows(of_training)))
        self.pictures["samples"] = _rows(drawn[: 5 * COLUMNS] / 255)
        return samples.figures(self._small(sets[-1].stop), made, gaussian, trained)

    def _drawn(self, sets: int, count: int) -> tuple[Tensor, list[samples.SeenTwice]]:
        """Sets of so many draws: their pictures (sets * count, 3, 128, 128), bytes, and what is seen in each set."""
        progress = self._progress_of("drawing faces", sets * count)
        pictures: list[Tensor] = []
        made: list[samples.SeenTwice] = []
        for number in range(sets):
            drawn = samples.draw(self.lab, count, seed=number)
            pictures.append((drawn * 255).round().byte())
            made.append(samples.look(self.judges, drawn))
            progress((number + 1) * count)
        return torch.cat(pictures), made

    def _small(self, count: int) -> samples.SeenTwice:
        """The faces, and so many of them once more at fewer pixels."""
        progress = self._progress_of("looking at small faces", count)
        chunks = ((samples.blurred(crops), labels) for crops, labels in self.faces.crops(limit=count))
        return samples.SeenTwice(self.seen, self.judges.see_all(chunks, progress))

    def _edits(self) -> list[Figure]:
        found: list[Figure] = []
        for tried in edits.try_all(self.bench, self._progress_of("editing", 2 * len(ATTRIBUTES))):
            found += edits.figures(self.bench, tried)
            both = (edits.crops_of(s[:COLUMNS]) for s in (tried.photos, tried.edited[edits.LOOKED_AT]))
            self.pictures[picture_name(ATTRIBUTES[tried.attribute], tried.way)] = _rows(*both)
        return found

    def _locks(self) -> list[Figure]:
        photos = [self.bench.photo(index) for index in range(min(LOCKED_FACES, len(self.faces)))]
        return locks.figures(self.bench, photos, progress=self._progress_of("locking", len(locks.CASES)))

    def _anomalies(self) -> list[Figure]:
        faces = torch.cat([crops for crops, _ in self.faces.crops(limit=anomalies.TRIED)])
        others = anomalies.others(faces, self.others)
        progress = self._progress_of("scoring what is no face", len(others))
        found, reference = anomalies.measure(self.lab, faces, others, progress)
        self.references.append(reference)
        return found

    def _compression(self) -> list[Figure]:
        faces = torch.cat([crops for crops, _ in self.faces.crops(limit=compression.FACES)])
        return compression.measure(self.lab.vae, faces, self._progress_of("compressing", len(compression.CODECS)))

    def _lecture(self) -> list[Figure]:
        crops, labels = (torch.cat(rows) for rows in zip(*self.faces.crops(limit=lecture.FACES), strict=True))
        models = self.lab.lecture
        progress = self._progress_of("looking at the lecture's models", lecture.count(models))
        return [
            *lecture.measure(models, self.judges, crops, labels, progress),
            *obedience.measure(models, self.judges, crops, labels),
        ]

    def _photos(self) -> list[Figure]:
        if self.photos is None:
            return []
        usual = np.maximum(self.seen_valid.log_odds.std(0), 1e-6)
        teacher = OnnxTeacher(self.photos.folder / TEACHER)
        studio = Studio(self.lab, self.judges, self.standard, usual, teacher)
        rows = Rows(self.photos.kept / fingerprint(self.lab.weights))
        session, people = Session(studio, rows, self.count, self.photos.show), portraits(self.photos.folder)
        session.measure_morphs(people, self.photos.morph, self._progress_of("morphing", self.count))
        session.measure_all(people, self._progress_of("editing photos", len(people)))
        return [*measured.figures(list(rows)), *self._told_apart(studio, rows, self.photos.folder)]

    def _told_apart(self, studio: Studio, rows: Rows, folder: Path) -> list[Figure]:
        training, lesson = Training(), Lesson(studio, Rows(rows.folder / "lesson"))
        heads = training_heads(folder)[: LEARNED * self.count]
        lesson.make(heads, self._progress_of("editing heads to learn from", len(heads)))
        steps = training.steps * len(training.seeds)
        scored = forgeries.scores(lesson.rows, rows, training, self._progress_of("telling apart", steps))
        return forgeries.figures(list(rows), scored)


def picture_name(attribute: str, way: str) -> str:
    """What the picture of an attribute's edits is called."""
    return f"edits-{attribute}-{'adding' if way == '+' else 'removing'}"


def _crops(faces: Faces, limit: int | None = None) -> Iterator[Tensor]:
    return (crops for crops, _ in faces.crops(limit=limit))


def _rows(*sets: Tensor) -> NDArray[np.uint8]:
    """Sets of crops (N, 3, 128, 128), their rows of COLUMNS under one another in turn, as one picture."""
    chunks = zip(*(torch.split(crops, COLUMNS) for crops in sets), strict=True)
    rows = [torch.cat(list(row), 2) for chunk in chunks for row in chunk]
    width = max(row.shape[2] for row in rows)
    full = [F.pad(row, (0, width - row.shape[2]), value=1.0) for row in rows]
    return (torch.cat(full, 1) * 255).round().byte().permute(1, 2, 0).numpy()
