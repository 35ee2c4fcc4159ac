"""The dialog that asks how a picture is saved, and what of it is remembered."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facelab.gui.dialogs.save_preview import SavePreview
from facelab.gui.qt.fields import ChoiceBox, WholeNumberField
from facelab.gui.qt.slider import Slider
from facelab.gui.qt.spacing import space_out
from facelab.pipeline.edited_photo import Photo
from facelab.pipeline.export import Export, What, full_width

ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WebP": ".webp", "AVIF": ".avif", "TIFF": ".tif"}
"""Formats by what they are called, and the ending of a file in each."""
LEAST_WIDTH, MOST_WIDTH = 16, 65_500
LOSSY = {".jpg", ".jpeg", ".webp", ".avif"}


def remembered() -> Export:
    """How a person saved last."""
    settings = QSettings()
    what, quality = str(settings.value("save/what", "photo")), settings.value("save/quality", 95, int)
    return Export(
        what=next((known for known in get_args(What) if known == what), "photo"),
        quality=min(max(int(str(quality)), 1), 100),
        strip_gps=bool(settings.value("save/strip_gps", False, bool)),
    )


def remember(how: Export) -> None:
    """Save so the next time, too."""
    settings = QSettings()
    settings.setValue("save/what", how.what)
    settings.setValue("save/quality", how.quality)
    settings.setValue("save/strip_gps", how.strip_gps)


class SaveDialog(QDialog):
    """Asks where a picture goes, what of it, and in which format."""

    def __init__(self, path: Path, parent: QWidget | None = None, *, photo: Photo | None = None, face: int = 0) -> None:
        """``photo``: what is saved, where it is to be shown how; ``face``: whose part of it."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save the edited photo"))
        how = remembered()
        self.name, self.what, self.form = QLineEdit(str(path)), ChoiceBox(), ChoiceBox()
        self.quality, self._value = Slider(), QLabel()
        self._photo, self._face = photo, face
        self.width_field, self._full = WholeNumberField(), MOST_WIDTH
        self.width_field.setSuffix(self.tr(" pixels"))
        self.preview = SavePreview(photo, face, self) if photo else None
        self.strip_gps = QCheckBox(self.tr("Leave out where the photo was taken"))
        texts = self.tr("Whole photo"), self.tr("Face alone"), self.tr("Before beside after")
        for text, what in zip(texts, get_args(What), strict=True):
            self.what.addItem(text, what)
        self.what.setCurrentIndex(self.what.findData(how.what))
        for form, ending in ENDINGS.items():
            self.form.addItem(form, ending)
        self.quality.setRange(1, 100)
        self.quality.setValue(how.quality)
        self.strip_gps.setChecked(how.strip_gps)
        browse = QPushButton(self.tr("Browse…"))
        browse.clicked.connect(self.browse)
        place = QHBoxLayout()
        place.addWidget(self.name, 1)
        place.addWidget(browse)
        fine = QHBoxLayout()
        fine.addWidget(self.quality, 1)
        fine.addWidget(self._value)
        self._value.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 "))
        rows = QFormLayout()
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for text, field, widget in (
            (self.tr("File"), place, self.name),
            (self.tr("What"), self.what, self.what),
            (self.tr("Format"), self.form, self.form),
            (self.tr("Quality"), fine, self.quality),
            (self.tr("Width"), self.width_field, self.width_field),
        ):
            rows.addRow(text, field)
            widget.setAccessibleName(text)
        self.quality.setToolTip(self.tr("To the right a file looks better and is larger"))
        rows.addRow("", self.strip_gps)
        buttons = QDialogButtonBox()
        self.save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(rows)
        if self.preview is not None:
            column.addWidget(self.preview)
        column.addWidget(buttons)
        space_out(self)
        self.resize(560, self.sizeHint().height())
        self.form.activated.connect(self._take_form)
        self.name.textChanged.connect(self._follow)
        self.quality.valueChanged.connect(self._follow)
        self.what.activated.connect(self._take_what)
        self.width_field.valueChanged.connect(self._follow)
        self._take_what()

    @property
    def path(self) -> Path:
        """Where it goes."""
        return Path(self.name.text().strip())

    @property
    def how(self) -> Export:
        """What of it, and how."""
        width = self.width_field.value()
        return Export(
            self.what.currentData(),
            self.quality.value(),
            self.strip_gps.isChecked(),
            width if width < self._full else None,
        )

    def stop(self) -> None:
        """It is answered: what is tried is no longer wanted."""
        if self.preview is not None:
            self.preview.stop()

    def browse(self) -> None:
        """Ask for the file in the system's dialog."""
        patterns = " ".join(f"*{ending}" for ending in ENDINGS.values())
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.windowTitle(),
            self.name.text(),
            self.tr("Pictures ({0})").format(patterns),
            options=QFileDialog.Option.DontConfirmOverwrite,  # asked once, when it is saved
        )
        if name:
            self.name.setText(name)

    def _take_what(self) -> None:
        """How wide it is depends on what it is: as wide as that is, at first."""
        if self._photo is not None:
            self._full = full_width(self._photo, self.what.currentData(), self._face)
            self.width_field.setRange(min(LEAST_WIDTH, self._full), self._full)
            self.width_field.setValue(self._full)
        self._follow()

    def _take_form(self) -> None:
        self.name.setText(str(self.path.with_suffix(self.form.currentData())) if self.path.name else "")

    def _follow(self) -> None:
        """The format is what the file's ending says."""
        ending = self.path.suffix.lower()
        known = {".jpeg": ".jpg", ".tiff": ".tif"}.get(ending, ending)
        self.form.setCurrentIndex(self.form.findData(known))
        self.quality.setEnabled(ending in LOSSY)
        self._value.setText(str(self.quality.value()) if ending in LOSSY else "—")
        known_form = self.form.currentIndex() >= 0
        self.save.setEnabled(known_form)
        if self.preview is not None and known_form:
            self.preview.show_trial(ending, self.how)
