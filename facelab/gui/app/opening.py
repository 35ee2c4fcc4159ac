"""Opening: photos, projects, the clipboard, other weights, what a crash left over."""

from collections.abc import Callable, Sequence
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from facelab import files
from facelab.errors import FaceLabError, Message
from facelab.gui.qt.context_menu import show_in_folder
from facelab.gui.qt.file_dialogs import PHOTOS, last_folder, remember_folder
from facelab.gui.qt.images import image_in
from facelab.gui.qt.translation import in_words
from facelab.gui.qt.worker import LatestOnly, Outcome
from facelab.gui.session import recovery
from facelab.gui.session.editor import Editor
from facelab.gui.session.opened_photo import MissingSource
from facelab.pipeline.batch import photos_in
from facelab.project.file import SUFFIX
from facelab.synthesis.samples import SEEDS, SampleSpec
from facelab.synthesis.sources import FaceOfPhoto

if TYPE_CHECKING:
    from facelab.pipeline.lab import Lab

SAMPLE = "sample/astronaut.png"


class Opener(QObject):
    """Opens what a person asks for, unless that would lose edits that a person would rather keep.

    Signals:
        said: (str) a sentence for the person.
        listed: (list) the photos that were opened together, or lie in one folder.
        folder_dropped: (Path) a folder, while something is asked of a face.
    """

    said = Signal(str)
    listed = Signal(list)
    folder_dropped = Signal(Path)

    def __init__(
        self, editor: Editor, begin: "Callable[[Path | None], Lab]", save: Callable[[], bool], window: QWidget
    ) -> None:
        """``begin`` gives the model of a checkpoint; ``save`` has what is open saved, unless a person thinks better."""
        super().__init__(window)
        self._editor, self.begin, self._save, self._window = editor, begin, save, window
        self._listed: Sequence[Path] = ()
        self._once_saved: Callable[[], object] | None = None
        self.recovery = recovery.Recovery(editor, self)
        self.loader: LatestOnly[Lab] = LatestOnly(self)
        self.loader.done.connect(self._loaded)
        editor.source_missing.connect(self._ask_source)
        editor.recovered.connect(self.recovery.take_over)
        editor.saved.connect(self._go_on)
        editor.failed.connect(self._stay)

    def open(self, path: Path) -> None:
        """Open a photo or a project, unless a person would rather keep what is open."""
        if self.may_go(lambda: self.open(path)):
            if path.suffix.lower() == SUFFIX:
                self._editor.open_project(path)
            else:
                self._editor.open(path)

    def open_word(self, word: str) -> None:
        """Open the face of nobody, the photo or the project that a word means."""
        spec = SampleSpec.of(word)
        if spec is None:
            self.open(Path(word))
        else:
            self.open_random_face(spec)

    def open_sample(self) -> None:
        """Open the sample photo."""
        self.open(files.resource(SAMPLE))

    def open_random_face(self, spec: SampleSpec | None = None) -> None:
        """Open a face of nobody: another one each time, or a certain one."""
        if self.may_go(lambda: self.open_random_face(spec)):
            self._editor.open_random_face(spec or SampleSpec(randbelow(SEEDS)))

    def ask_open(self) -> None:
        """Ask which photo to open; several become a film strip."""
        kind = self.tr("Photos and projects ({0})").format(f"{PHOTOS} *{SUFFIX}")
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open photos"), last_folder(), kind)
        if names:
            remember_folder(Path(names[0]))
            self._open_first([Path(name) for name in names])

    def _ask_file(self, title: str, kind: str, patterns: str) -> str:
        name, _ = QFileDialog.getOpenFileName(self._window, title, last_folder(), kind.format(patterns))
        if name:
            remember_folder(Path(name))
        return name

    def _ask_source(self, missing: MissingSource) -> None:
        """A project's photo is gone or was changed: ask which to use."""
        project, changed = missing.project, missing.error.changed
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        if changed:
            box.setText(self.tr("{0} was changed since the project was saved.").format(changed.name))
            box.addButton(buttons.Open).setText(self.tr("Use it as it is now"))
        else:
            box.setText(self.tr("The photo of {0} is not where it was.").format(project.name))
        box.addButton(buttons.Retry).setText(self.tr("Choose another photo…"))
        box.addButton(buttons.Cancel)
        match QMessageBox.StandardButton(box.exec()):
            case buttons.Open:
                self._editor.open_project(project, changed, kept=missing.kept)
            case buttons.Retry:
                if name := self._ask_file(
                    self.tr("The photo of {0}").format(project.name), self.tr("Photos ({0})"), PHOTOS
                ):
                    self._editor.open_project(project, Path(name), kept=missing.kept)

    def paste(self) -> None:
        """Open what is on the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Open what was dropped or pasted, or say why not."""
        urls = data.urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths and paths[0].is_dir():
            self._take_folder(paths[0])
        elif paths:
            self._open_first(paths)
        elif not (image := image_in(data)).isNull():
            self._take_image(image)
        elif urls:
            self.said.emit(self.tr("That is a web address; save the picture first, then drop the file."))
        else:
            self.said.emit(self.tr("That is no photo; drop a picture file."))

    def promise(self, data: QMimeData) -> str:
        """What ``take`` would do, in a few words."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths and paths[0].is_dir():
            count = len(self._photos_in(paths[0]))
            edits = bool(self._editor.model.edit.amounts)
            return self.tr("Edit %n photo(s) like this face", "", count) if edits else self._opening(count)
        if paths:
            return self.tr("Open {0}").format(paths[0].name) if len(paths) == 1 else self._opening(len(paths))
        return self.tr("Open the picture") if data.hasImage() else self.tr("This is no photo")

    def _opening(self, count: int) -> str:
        return self.tr("Open %n photo(s)", "", count)

    def add(self, paths: Sequence[Path]) -> None:
        """Have more photos among those that were opened together; none of them is opened."""
        self._listed = list(dict.fromkeys([*self._listed, *paths]))
        self.listed.emit(list(self._listed))

    def remove(self, path: Path) -> None:
        """Have one photo less among them; its file stays."""
        self._listed = [other for other in self._listed if other != path]
        self.listed.emit(list(self._listed))

    def show_in_folder(self) -> None:
        """Show the photo that is open in the system's file manager."""
        photo = self._editor.model.photo
        if photo is not None and photo.original.picture.source is not None:
            show_in_folder(photo.original.picture.source)
        else:
            self.said.emit(self.tr("This picture is no file."))

    def _take_folder(self, folder: Path) -> None:
        """Where something is asked of a face, it may be meant for all of the folder; else its photos are to be seen."""
        if self._editor.model.edit.amounts:
            self.folder_dropped.emit(folder)
        elif photos := self._photos_in(folder):
            self._open_first(photos)
        else:
            self.said.emit(self.tr("There is no photo in {0}.").format(folder.name))

    def _photos_in(self, folder: Path) -> Sequence[Path]:
        try:
            return photos_in(folder)
        except FaceLabError as error:
            self.said.emit(in_words(error.message))
            return ()

    def _open_first(self, paths: Sequence[Path]) -> None:
        self._listed = paths
        self.listed.emit(list(paths))
        self.open(paths[0])

    def open_beside(self, step: int) -> None:
        """Open the photo so many after the one that is open, among those opened together or those of its folder."""
        photo = self._editor.model.photo
        path = photo.original.picture.source if photo is not None else None
        there = () if path is None else self._listed if path in self._listed else self._photos_in(path.parent)
        place = there.index(path) + step if path in there else -1
        if 0 <= place < len(there):
            self.open(there[place])
        else:
            self.said.emit(self.tr("There is no further photo."))

    def word_beside(self) -> str | None:
        """Another face at hand, as a word: of the next photo that was opened together, or the next of this photo."""
        model = self._editor.model
        path = model.photo.original.picture.source if model.photo is not None else None
        if path is None:
            return None
        if path in self._listed and len(self._listed) > 1:
            return str(self._listed[(self._listed.index(path) + 1) % len(self._listed)].absolute())
        count = model.faces
        return FaceOfPhoto((model.face + 1) % count, path.absolute()).word if count > 1 else None

    def _take_image(self, image: QImage) -> None:
        if self.may_go(lambda: self._take_image(image)):
            self._editor.open_image(image, self.tr("Pasted picture"))

    def offer_recovery(self) -> None:
        """Offer what a crash left over."""
        for path in recovery.left_over():
            buttons = QMessageBox.StandardButton
            box = QMessageBox(self._window)
            box.setIcon(QMessageBox.Icon.Question)
            box.setText(self.tr("FaceLab ended unexpectedly while a photo was being edited."))
            box.setInformativeText(self.tr("Go on where you were?"))
            box.addButton(buttons.Open).setText(self.tr("Recover the edits"))
            box.addButton(buttons.Discard).setText(self.tr("Throw them away"))
            box.addButton(buttons.Cancel).setText(self.tr("Ask me later"))
            answer = QMessageBox.StandardButton(box.exec())
            if answer is buttons.Open:
                self._editor.open_project(path, kept=False)
                return
            if answer is buttons.Discard:
                recovery.discard(path)

    def ask_weights(self) -> None:
        """Ask for another checkpoint, and open the photo anew with it."""
        name = self._ask_file(self.tr("Open other weights"), self.tr("Checkpoints ({0})"), "*.safetensors")
        if name:
            self.use_weights(Path(name))

    def use_weights(self, path: Path) -> None:
        """Work with another checkpoint from now on, if it can be used."""
        if not self.may_go(lambda: self.use_weights(path)):
            return
        lab = self.begin(path)

        def load() -> "Lab":
            _ = lab.vae, lab.attributes
            return lab

        self._editor.busy.emit(Message("Loading the model…"))
        self.loader.ask(load)

    def _loaded(self, outcome: "Outcome[Lab]") -> None:
        self._editor.busy.emit(None)
        if isinstance(outcome.error, FaceLabError):
            self.said.emit(in_words(outcome.error.message))
        else:
            self._editor.use_lab(outcome.result())
            self._editor.reopen()

    def stop(self) -> None:
        """Wait for what is loading."""
        self.loader.stop()

    def may_go(self, again: Callable[[], object]) -> bool:
        """Whether what is open may go: it is saved, or a person says so.

        Args:
            again: what was asked for; done once the edits are saved, where a person wants that first.
        """
        if not self._editor.model.modified:
            return True
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("The edits of {0} are not saved.").format(self._editor.model.name))
        box.setInformativeText(self.tr("Save them first?"))
        box.addButton(buttons.Save)
        box.addButton(buttons.Discard).setText(self.tr("Do not save"))
        box.addButton(buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = QMessageBox.StandardButton(box.exec())
        # Whatever was asked for before is no longer wanted.
        self._once_saved = again if answer is buttons.Save and self._save() else None
        return answer is buttons.Discard

    def _go_on(self) -> None:
        again, self._once_saved = self._once_saved, None
        if again is not None:
            again()

    def _stay(self) -> None:
        self._once_saved = None
