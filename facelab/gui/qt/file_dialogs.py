"""Asking for files: the folder that is remembered, the photos that can be opened, where a file shall go."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

PHOTOS = "*.jpg *.jpeg *.png *.webp *.avif *.heic *.heif *.tif *.tiff *.bmp *.gif"


def last_folder() -> str:
    """Where a person opened or saved last; at first, or where that is gone, where the system keeps pictures."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    kept = str(QSettings().value("folder", ""))
    return next((folder for folder in (kept, pictures) if folder and Path(folder).is_dir()), str(Path.home()))


def remember_folder(file: Path) -> None:
    """A person opened or saved a file: begin beside it the next time."""
    QSettings().setValue("folder", str(file.parent))


def ask_path(parent: QWidget, title: str, stem: str, suffix: str, patterns: str) -> Path | None:
    """Ask where a file shall go; the dialog asks before one is replaced.

    Args:
        parent: whose dialog it is. title: of the dialog.
        stem: how the file may be called. suffix: its ending where a person types none.
        patterns: the endings there are, as "*.png *.jpg".
    """
    start = Path(last_folder()) / f"{stem.replace('/', '-')}{suffix}"
    dialog = QFileDialog(parent, title, str(start.parent), patterns)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(start.name)
    if not dialog.exec():
        return None
    path = Path(dialog.selectedFiles()[0])
    remember_folder(path)
    return path
