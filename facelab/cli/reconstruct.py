"""``facelab reconstruct``: pictures encoded and decoded again."""

from pathlib import Path

from facelab.cli.many import each, finish
from facelab.cli.options import Aligned, Folder, Overwrite, Pictures, Weights


def reconstruct(
    pictures: Pictures, output: Folder, aligned: Aligned = False, overwrite: Overwrite = False, weights: Weights = None
) -> None:
    """Draw each picture's largest face as the model knows it: one 128 x 128 PNG each, named as the picture."""
    from facelab.cli.inputs import check_alone, crops_of
    from facelab.photo.outputs import OutputFolder, levels, write_drawn
    from facelab.pipeline.lab import begin

    folder = OutputFolder(output, pictures).check()
    check_alone(pictures, lambda path: folder.check_result(f"{path.stem}.png", overwrite=overwrite))
    lab = begin(weights)

    def work(path: Path) -> None:
        place = folder.place(path.stem, ".png", overwrite=overwrite)
        (drawn,) = levels(lab.reconstruct(crops_of(lab, path, aligned=aligned)))
        write_drawn(drawn, place, overwrite=overwrite)

    finish(each(pictures, work, "Reconstructing"))
