"""The dialog that asks how a picture is saved, and what of it is remembered."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from facelab.pipeline.export import Export, What

ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WebP": ".webp", "AVIF": ".avif", "TIFF": ".tif"}
"""Formats by what they are called, and the ending of a file in each."""
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

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save the edited photo"))
        how = remembered()
        self.name, self.what, self.form = QLineEdit(str(path)), QComboBox(), QComboBox()
        self.quality, self._value = QSlider(Qt.Orientation.Horizontal), QLabel()
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
        ):
            rows.addRow(text, field)
            widget.setAccessibleName(text)
        rows.addRow("", self.strip_gps)
        buttons = QDialogButtonBox()
        self.save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(rows)
        column.addWidget(buttons)
        self.resize(560, self.sizeHint().height())
        self.form.activated.connect(self._take_form)
        self.name.textChanged.connect(self._follow)
        self.quality.valueChanged.connect(self._follow)
        self._follow()

    @property
    def path(self) -> Path:
        """Where it goes."""
        return Path(self.name.text().strip())

    @property
    def how(self) -> Export:
        """What of it, and how."""
        return Export(self.what.currentData(), self.quality.value(), self.strip_gps.isChecked())

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

    def _take_form(self) -> None:
        self.name.setText(str(self.path.with_suffix(self.form.currentData())) if self.path.name else "")

    def _follow(self) -> None:
        """The format is what the file's ending says."""
        ending = self.path.suffix.lower()
        known = {".jpeg": ".jpg", ".tiff": ".tif"}.get(ending, ending)
        self.form.setCurrentIndex(self.form.findData(known))
        self.quality.setEnabled(ending in LOSSY)
        self._value.setText(str(self.quality.value()) if ending in LOSSY else "—")
        self.save.setEnabled(self.form.currentIndex() >= 0)
