"""Saving: the edited photo, projects, animations, whole folders; where to, and whether to replace."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from facelab.gui.canvas.canvas import Canvas
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.dialogs.save import ENDINGS, SaveDialog, remember, remembered
from facelab.gui.qt.file_dialogs import ask_path, last_folder, remember_folder
from facelab.gui.qt.images import image_of
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.gui.session.editor import Editor
from facelab.photo.outputs import spare, suffix_for
from facelab.photo.xmp import mark_of_edited
from facelab.pipeline.export import Export
from facelab.pipeline.live import LiveFace
from facelab.project import storage
from facelab.project.file import SUFFIX, StoredView
from facelab.project.pages import Pages

PREVIEW = 280
"""Pixels across the face in the preview of an animation."""


class Saver(QObject):
    """Asks where things go, and has them written."""

    def __init__(
        self, editor: Editor, canvas: Canvas, pages: Callable[[], Pages], maker: BackgroundMaker, window: QWidget
    ) -> None:
        """``pages`` gives what is asked of the other pages; ``maker`` makes what takes a while."""
        super().__init__(window)
        self._editor, self._canvas, self._pages, self._window = editor, canvas, pages, window
        self._maker = maker
        self._saved_to: Path | None = None
        self._saved_how: Export | None = None
        editor.opened.connect(self._forget)
        editor.saved.connect(self._remember)

    def _forget(self) -> None:
        self._saved_to = self._saved_how = None

    def _remember(self, path: Path) -> None:
        if path.suffix != SUFFIX:
            self._saved_to = path

    def keep(self) -> bool:
        """Write what is open into its project, if it has one, else as ``save`` does; whether it is being written."""
        project = self._editor.model.project
        if project is None:
            return self.save()
        self._editor.writer.save_project(project, self._view(), embed=storage.carries_photo(project))
        return True

    def save(self) -> bool:
        """Write the edited photo where it was written last, or ask where to; whether it is being written."""
        if self._saved_to is None:
            return self.ask_save()
        self._editor.writer.export(self._saved_to, self._saved_how or remembered())
        return True

    def ask_save(self) -> bool:
        """Ask where to write the edited photo, and how; whether it is being written."""
        photo = self._editor.model.photo
        if photo is None:
            return False
        picture = photo.original.picture
        suffix = suffix_for(picture.source, picture.format) if picture.source else ".png"
        suffix = suffix if suffix.lower() in {*ENDINGS.values(), ".jpeg", ".tiff"} else ".png"
        start = self._saved_to or Path(last_folder()) / f"{Path(self._editor.model.name).stem}-edited{suffix}"
        dialog = SaveDialog(start, self._window, photo=photo, face=max(self._editor.model.face, 0))
        wanted = dialog.exec()
        dialog.stop()
        dialog.deleteLater()
        if not wanted:
            return False
        remember(dialog.how)
        path = dialog.path
        if path != self._saved_to and path.exists() and not self._may_replace(path):
            return False
        remember_folder(path)
        self._saved_how = dialog.how
        self._editor.writer.export(path, dialog.how)
        return True

    def ask_face(self) -> None:
        """Ask where to write the chosen face alone, as it is edited."""
        stem = f"{Path(self._editor.model.name).stem}-face"
        path = ask_path(self._window, self.tr("Save this face"), stem, ".png", "*.png *.jpg *.webp *.tif *.avif")
        if path is not None:
            self._editor.writer.export(path, replace(remembered(), what="crop"))

    def ask_project(self, *, embed: bool = False) -> None:
        """Ask where to write the project."""
        start = self._editor.model.project or Path(last_folder()) / f"{Path(self._editor.model.name).stem}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save the project"),
            str(start),
            self.tr("FaceLab projects ({0})").format(f"*{SUFFIX}"),
        )
        path = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
        # The dialog has asked about the name that was typed, not about one that was completed here.
        if name and (str(path) == name or not path.exists() or self._may_replace(path)):
            self._editor.writer.save_project(path, self._view(), embed=embed)

    def _view(self) -> StoredView:
        zoom, centre = self._canvas.looked_at
        compare = self._canvas.chosen_compare.value
        return StoredView(face=self._editor.model.face, zoom=zoom, centre=centre, compare=compare, pages=self._pages())

    def ask_animation(self) -> None:
        """Ask where to write the photo with its edits growing from nothing, and back."""
        from facelab.gui.dialogs.animation import ask_animation, heights_up_to
        from facelab.synthesis.animations import (  # a second of imports that the window does not need
            as_high,
            edit_frames_in_photo,
            write_motion,
        )
        from facelab.synthesis.blends import scale_edit

        photo, face = self._editor.model.photo, self._editor.model.face
        if photo is None or face < 0:
            return
        small, edit = LiveFace.thumbnail(photo, face, PREVIEW), photo.edit_of(face)
        plan = ask_animation(
            lambda alpha: image_of(small.head(scale_edit(edit, alpha))),
            heights_up_to(photo.original.picture.height),
            self._window,
        )
        if plan is None:
            return
        motion = plan.motion
        stem, title = f"{Path(self._editor.model.name).stem}-edited", self.tr("Save the animation")
        path = ask_path(self._window, title, stem, ".mp4", "*.mp4 *.gif *.webp")
        if path is None:
            return
        mark = mark_of_edited(photo.original.picture.metadata.xmp)
        frames = as_high(edit_frames_in_photo(photo, motion), plan.height)
        self._maker.make(
            path,
            len(motion.alphas),
            lambda progress: write_motion(
                frames, spare(path, self._sources), motion, mark, overwrite=True, progress=progress
            ),
        )

    @property
    def _sources(self) -> list[Path]:
        photo = self._editor.model.photo
        source = photo.original.picture.source if photo is not None else None
        return [] if source is None else [source]

    def ask_batch(self, folder: Path | None = None) -> None:
        """Ask for a folder of photos to be edited like the chosen face, or about this one."""
        photo = self._editor.model.photo
        if photo is not None:
            strokes = {source.resolve(): photo.strokes for source in self._sources}
            edit = self._editor.model.edit
            dialog = BatchDialog(self._editor.lab, edit, photo.keep, folder, self._window, strokes=strokes)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("{0} exists already.").format(path.name))
        box.addButton(buttons.Save).setText(self.tr("Replace it"))
        box.addButton(buttons.Cancel)
        return QMessageBox.StandardButton(box.exec()) is buttons.Save
