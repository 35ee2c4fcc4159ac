"""``facelab evaluate``: how well the model knows faces it was not trained on, and what edits do to them."""

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from facelab.cli.inputs import check_data
from facelab.cli.many import bar
from facelab.cli.options import Json, Overwrite, Weights, existing, folder
from facelab.errors import DataError, Message, require_extra
from facelab.files import make_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from facelab.evaluate.figures import Report
    from facelab.evaluate.run import PhotoTask, Pictures
    from facelab.photo.picture import Picture
    from facelab.pipeline.edited_photo import Photo

JUDGES = Path("judges")
QUALITY = 92


class SplitOption(StrEnum):
    """Faces of a data folder."""

    train = "train"
    valid = "valid"
    test = "test"


class PartOption(StrEnum):
    """A part of the report."""

    reconstruction = "reconstruction"
    latent = "latent"
    samples = "samples"
    edits = "edits"
    locks = "locks"
    anomaly = "anomaly"
    compression = "compression"
    lecture = "lecture"
    photos = "photos"


def evaluate(
    data: Annotated[Path, existing("--data", metavar="FOLDER", helped="A data folder, made by facelab prepare.")],
    output: Annotated[Path | None, folder("-o", "--output", helped="Where to put the report and its page.")] = None,
    split: Annotated[SplitOption, typer.Option(help="Which faces.")] = SplitOption.test,
    only: Annotated[list[PartOption] | None, typer.Option(help="Of the report; all if left out. Repeatable.")] = None,
    count: Annotated[
        int, typer.Option("--count", min=2, metavar="N", help="Faces that each attribute is tried on, each way.")
    ] = 40,
    judges: Annotated[Path, existing("--judges", metavar="FOLDER", helped="The judges.")] = JUDGES,
    against: Annotated[
        Path | None,
        existing(
            "--against",
            metavar="REPORT",
            helped="Another report, to stand beside this one on the page.",
            suffixes=(".json",),
        ),
    ] = None,
    photos: Annotated[
        Path | None,
        existing("--photos", metavar="FOLDER", helped="Portraits for the part photos: pairs, data and models."),
    ] = None,
    others: Annotated[
        Path | None,
        existing(
            "--others", metavar="FOLDER", helped="For the part anomaly: a folder with one of pictures for each kind."
        ),
    ] = None,
    overwrite: Overwrite = False,
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Measure on a split: reconstruction, latent, samples, edits, locks, anomaly, compression, lecture; and photos.

    With -o: report.json, report.csv and report.html, with pictures of the split's people, which are not to be
    published; the same -o goes on with an interrupted part photos; and limits.json, how far each slider should go, and
    anomaly.json, how strange faces are, which may lie beside the weights as NAME.limits.json and NAME.anomaly.json if
    the split was "valid". Thresholds are chosen on the split "valid", whatever is reported on.
    """
    from facelab.evaluate.figures import read_report, to_json, write_text
    from facelab.photo.outputs import OutputFolder

    require_extra(Message("Evaluating"), "sklearn", "torchmetrics")
    check_data(data)
    if not judges.is_dir():
        raise DataError(
            "{path} is missing: name the folder of the judges (judges/ of FaceLab's source) by --judges.", path=judges
        )
    parts = _parts(only, photos)
    if output:
        OutputFolder(output, []).check().check_result("report.json", overwrite=overwrite)
    other = read_report(against) if against else None
    from facelab.evaluate.judging import load_judges
    from facelab.evaluate.run import Evaluation
    from facelab.pipeline.lab import load

    with bar("Evaluating") as progress, TemporaryDirectory() as temporary:
        evaluation = Evaluation(
            load(weights),
            load_judges(judges),
            data,
            split.value,
            count,
            lambda what, done, of: progress(done, of, what),
            _photo_task(photos, output, Path(temporary)) if photos and PartOption.photos in parts else None,
            others,
        )
        report = evaluation.report([part.value for part in parts])
    if output:
        _write(output, report, evaluation.pictures, other)
        for reference in evaluation.references:
            write_text(output / "anomaly.json", reference.model_dump_json(indent=1) + "\n")
    print(to_json(report) if as_json else _summary(report))


def _parts(only: list[PartOption] | None, photos: Path | None) -> list[PartOption]:
    """What is measured: all that can be, if nothing is chosen.

    Raises:
        DataError: photos are asked for, and are not there.
    """
    parts = only or [part for part in PartOption if photos or part is not PartOption.photos]
    if PartOption.photos in parts:
        from facelab.evaluate.photos.portraits import check_photos

        if photos is None:
            raise DataError("The part photos needs portraits: name a folder with pairs, data and models by --photos.")
        check_photos(photos)
    return parts


def _photo_task(folder: Path, output: Path | None, temporary: Path) -> "PhotoTask":
    """What the part photos needs; without a folder for the report nothing of it is kept."""
    from facelab.evaluate.page import PICTURES
    from facelab.evaluate.run import PhotoTask

    def show(name: str, samples: "NDArray[np.uint8]") -> None:
        if output:
            make_folder(output / PICTURES)
            _write_picture(output, name, samples)

    return PhotoTask(folder, (output or temporary) / "photos", _half_way, show)


def _half_way(first: "Photo", second: "Photo") -> "Picture":
    from facelab.synthesis.interpolation import Interpolation
    from facelab.synthesis.sources import face_of_photo

    return Interpolation(first.original.engine, [face_of_photo(photo, 0, "") for photo in (first, second)]).photo(0.5)


def _write_picture(folder: Path, name: str, samples: "NDArray[np.uint8]") -> None:
    from facelab.evaluate.page import PICTURES
    from facelab.photo.picture import Picture
    from facelab.photo.write import write

    write(Picture(samples), folder / PICTURES / f"{name}.jpg", overwrite=True, quality=QUALITY)


def _write(folder: Path, report: "Report", pictures: "Pictures", against: "Report | None") -> None:
    from facelab.evaluate.edits import PART
    from facelab.evaluate.figures import to_csv, to_json, write_text
    from facelab.evaluate.limits import limits_of
    from facelab.evaluate.page import PICTURES, page
    from facelab.evaluate.photos.run import shown_in

    make_folder(folder / PICTURES)
    for name, samples in pictures.items():
        _write_picture(folder, name, samples)
    shown = {*pictures, *shown_in(folder / PICTURES)}
    write_text(folder / "report.json", to_json(report))
    write_text(folder / "report.csv", to_csv(report))
    write_text(folder / "report.html", page(report, shown, against))
    if any(figure.part == PART for figure in report.figures):
        write_text(folder / "limits.json", limits_of(report).model_dump_json(indent=1, by_alias=True) + "\n")


def _summary(report: "Report") -> str:
    """What concerns all faces, and the headlines of edits of photos, a line each."""
    from facelab.evaluate.photos.edits import AMOUNTS
    from facelab.evaluate.photos.measured import HEADLINES

    rows = [(figure.name, figure) for figure in report.figures if not figure.attribute]
    rows += [
        (f"{figure.attribute} {figure.way}{figure.amount:g}, {figure.name} {figure.method}", figure)
        for figure in report.figures
        if figure.part == PartOption.photos and figure.name in HEADLINES and figure.amount == AMOUNTS[-1]
    ]
    return "\n".join(f"{figure.part:<16} {name:<48} {figure.value:12.4f}" for name, figure in rows)
