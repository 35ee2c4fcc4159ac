"""What a context menu offers for a photo of the film strip."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from facelab.gui.app.opening import Opener
from facelab.gui.app.rail import Rail
from facelab.gui.pages.face_menu import use_rows
from facelab.gui.qt.context_menu import MenuRow, show_in_folder

translate = QCoreApplication.translate  # a name that pyside6-lupdate knows


def film_rows(path: Path, opener: Opener, rail: Rail) -> list[MenuRow | None]:
    """What can be done with a photo of the film strip."""
    return [
        MenuRow(translate("FilmMenu", "Open"), lambda: opener.open(path), icon="open"),
        *use_rows(lambda slot: rail.use(str(path.absolute()), slot)),
        None,
        MenuRow(translate("FilmMenu", "Show in its folder"), lambda: show_in_folder(path), icon="folder"),
        MenuRow(translate("FilmMenu", "Remove from this row"), lambda: opener.remove(path), icon="reset"),
    ]
