"""Looks: has the pictures of presets made for the face that is open, and asks for the one that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from facelab.gui.app.submenus import all_presets
from facelab.gui.panel.looks_bar import LooksBar
from facelab.gui.qt.titles import preset_title
from facelab.gui.session.editor import Editor
from facelab.gui.session.look_maker import Look, LookMaker
from facelab.pipeline.edited_photo import Photo


class Looks(QObject):
    """Tells the bar what there is, and the editor what is wanted."""

    def __init__(self, editor: Editor, bar: LooksBar, say: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._bar, self._say = editor, bar, say
        self.maker = LookMaker(self)
        self._presets = all_presets(say)
        self._looks: dict[int, Look] = {}
        self.maker.made.connect(self._made)
        for other in (editor.opened, editor.chosen, editor.placed):
            other.connect(self._begin)
        editor.changed.connect(self.maker.rest)
        editor.renderer.prepared.connect(self._prepared)
        bar.asked.connect(self._ask)
        bar.share_asked.connect(self._ask_share)

    def stop(self) -> None:
        """Wait for the maker."""
        self.maker.stop()

    def retranslate(self) -> None:
        """Call the looks by their names in the current language."""
        if all_presets(self._say) != self._presets or not self._bar.list.count():
            self._begin()
        else:
            self._bar.rename(self._names)

    @property
    def _names(self) -> list[str]:
        return [preset_title(preset.name) for preset in self._presets]

    def _begin(self) -> None:
        """Another face: its looks are not known yet."""
        self.maker.forget()
        self._presets, self._looks = all_presets(self._say), {}
        self._bar.show_names(self._names)

    def _prepared(self, photo: Photo, face: int) -> None:
        now = self._editor.model
        if now.photo is not None and now.face == face and now.photo.original is photo.original:
            self.maker.begin(photo, face, self._presets)

    def _made(self, number: int, look: Look) -> None:
        self._looks[number] = look
        self._bar.show_look(number, look)

    def _ask(self, number: int) -> None:
        self._editor.ask_preset(self._presets[number])

    def _ask_share(self, number: int, share: float) -> None:
        self._editor.set_share(self._looks[number].preset, share)
