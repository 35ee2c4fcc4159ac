"""Menus that fill themselves: recent photos, presets, languages, themes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from facelab.errors import DataError, FaceLabError
from facelab.gui.qt.language import LANGUAGES, choose_language, language
from facelab.gui.qt.theme import THEMES, choose_theme, theme
from facelab.gui.qt.titles import preset_title
from facelab.gui.qt.translation import in_words
from facelab.gui.session.editor import Editor
from facelab.project.presets import SHIPPED, Preset, load_presets, named, save_presets

RECENT = 8


class RecentMenu(QMenu):
    """The photos that were open last; those that are gone are pale."""

    def __init__(self, open_path: Callable[[Path], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._open = open_path
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for path in map(Path, _recent()):
            action = self.addAction(path.name, partial(self._open, path))
            action.setToolTip(str(path))
            action.setEnabled(path.is_file())
        if self.isEmpty():
            self.addAction(self.tr("None yet")).setEnabled(False)


def remember_recent(path: Path) -> None:
    """A photo or a project was opened."""
    QSettings().setValue("recent", list(dict.fromkeys([str(path.resolve()), *_recent()]))[:RECENT])


def recent_files() -> list[Path]:
    """The photos and projects that were open last and are still there, the latest first."""
    return [path for path in map(Path, _recent()) if path.is_file()]


def _recent() -> list[str]:
    """The latest first."""
    found = QSettings().value("recent", [])
    if isinstance(found, str):  # a list of one is written like its only text
        return [found]
    return [str(text) for text in found] if isinstance(found, list) else []


class PresetsMenu(QMenu):
    """The shipped presets, a person's own, and the way to make one."""

    def __init__(self, editor: Editor, say: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._say = editor, say
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        there = self._editor.model.face >= 0
        for number, preset in enumerate(all_presets(self._say)):
            if number == len(SHIPPED):
                self.addSeparator()
            asked = self.addAction(preset_title(preset.name), partial(self._editor.ask_preset, preset))
            asked.setEnabled(there)
        self.addSeparator()
        keep = self.addAction(self.tr("&Keep this edit as a preset…"), self.keep)
        keep.setEnabled(there and bool(self._editor.model.edit.amounts))

    def keep(self) -> None:
        """Ask for a name, and keep the chosen face's edit under it, in place of one of that name."""
        name, given = QInputDialog.getText(self, self.tr("Keep as a preset"), self.tr("Name"))
        if not given:
            return
        try:
            made = named(name, self._editor.model.edit)
            others = [preset for preset in load_presets(_presets_file()) if preset.name != made.name]
            save_presets(_presets_file(), [*others, made])
        except FaceLabError as error:
            self._say(in_words(error.message))


def all_presets(say: Callable[[str], object]) -> tuple[Preset, ...]:
    """The shipped presets and a person's own; what is wrong with a file is said."""
    try:
        return SHIPPED + load_presets(_presets_file())
    except DataError as error:
        say(in_words(error.message))
        return SHIPPED


def _presets_file() -> Path:
    """Where a person's own presets are kept."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "presets.json"


class LanguageMenu(QMenu):
    """The languages, each as it calls itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        for code, name in LANGUAGES.items():
            action = self.addAction(name, partial(choose_language, code))
            action.setCheckable(True)
            action.setChecked(code == language())
            group.addAction(action)


class ThemeMenu(QMenu):
    """The themes: the system's, light, dark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        self._choices = {name: self.addAction("", partial(choose_theme, name)) for name in THEMES}
        for name, action in self._choices.items():
            action.setCheckable(True)
            action.setChecked(name == theme())
            group.addAction(action)
        self.aboutToShow.connect(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        names = self.tr("As the &system has it"), self.tr("&Light"), self.tr("&Dark")
        for action, name in zip(self._choices.values(), names, strict=True):
            action.setText(name)
