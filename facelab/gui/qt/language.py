"""The languages of the window: which is chosen, and how it is switched."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from facelab import files

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский"}
"""Codes of the languages, and what each calls itself."""

_installed: list[QTranslator] = []


def language() -> str:
    """The language that a person chose, or the system's if FaceLab speaks it, or English."""
    chosen = str(QSettings().value("language", ""))
    if chosen in LANGUAGES:
        return chosen
    return next((code for code in LANGUAGES if QLocale.system().name().startswith(code)), "en")


def choose_language(code: str) -> None:
    """Switch to another language, now and the next time."""
    QSettings().setValue("language", code)
    use_language(code)


def use_language(code: str) -> None:
    """Switch to a language; every widget sets its texts anew."""
    QLocale.setDefault(QLocale(code))
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    if code == "en":
        places = [("facelab_en", str(files.resource("translations")))]  # English has its plurals, too
    else:
        places = [
            (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (f"facelab_{code}", str(files.resource("translations"))),
        ]
    for name, folder in places:
        translator = QTranslator()
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)
