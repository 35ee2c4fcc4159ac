"""What a context menu offers for a face of a slot or of a sheet of seeds."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from facelab.gui.qt.context_menu import MenuRow, copy_image
from facelab.gui.qt.file_dialogs import ask_path
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.photo.align import support_box
from facelab.photo.outputs import levels, write_drawn
from facelab.photo.write import write
from facelab.photo.xmp import Mark
from facelab.pipeline.lab import Lab
from facelab.synthesis.sources import EncodedFace, pixels_of

translate = QCoreApplication.translate  # a name that pyside6-lupdate knows
PATTERNS = "*.png *.jpg *.webp *.tif *.avif"


def use_rows(use: Callable[[int], object]) -> list[MenuRow]:
    """Rows that make a face one of the two of the page Interpolate; ``use`` takes the number of the slot."""
    return [
        MenuRow(translate("FaceMenu", "Use as face A"), lambda: use(0), icon="use-a"),
        MenuRow(translate("FaceMenu", "Use as face B"), lambda: use(1), icon="use-b"),
    ]


def picture_rows(image: QImage, save: Callable[[], object]) -> list[MenuRow]:
    """Rows that copy the picture of a face, and save it."""
    return [
        MenuRow(translate("FaceMenu", "Copy picture"), lambda: copy_image(image), icon="copy"),
        MenuRow(translate("FaceMenu", "Save this face…"), save, icon="save-face"),
    ]


def save_face(parent: QWidget, maker: BackgroundMaker, lab: Lab, face: EncodedFace) -> None:
    """Ask where a face shall go, and have it written."""
    path = ask_path(parent, translate("FaceMenu", "Save this face"), face.name, ".png", PATTERNS)
    if path is not None:
        maker.make(path, 1, lambda _: write_face(lab, face, path))


def write_face(lab: Lab, face: EncodedFace, path: Path) -> None:
    """Write a face alone: at its photo's resolution, or as the model draws it.

    Raises:
        OutputError: it cannot be written there.
    """
    if face.crop is None:
        write_drawn(levels(pixels_of(lab, face).clip(0, 1)), path, overwrite=True)
        return
    picture = face.crop.picture
    box = support_box(face.crop.similarity, (picture.width, picture.height))
    write(picture.cut(box), path, overwrite=True, mark=Mark.EDITED if picture.patches else None)
