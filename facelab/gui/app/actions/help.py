"""The menu Help."""

from PySide6.QtCore import QCoreApplication

from facelab.attributes import QT_TRANSLATE_NOOP
from facelab.gui.app.actions.action import Action, ActionContext, Menu, Needs
from facelab.gui.dialogs.help import HelpDialog, about_html, sheet_html

translate = QCoreApplication.translate  # a name that pyside6-lupdate knows


def show_shortcuts(on: ActionContext) -> None:
    """Show all shortcuts on a sheet."""
    HelpDialog(translate("Actions", "Shortcuts"), sheet_html(on.shortcuts()), on.window).open()


def show_about(on: ActionContext) -> None:
    """Show what FaceLab is."""
    HelpDialog(translate("Actions", "About FaceLab"), about_html(), on.window).open()


HELP_MENU = Menu(
    QT_TRANSLATE_NOOP("Actions", "&Help"),
    (
        Action(
            QT_TRANSLATE_NOOP("Actions", "&Shortcuts"),
            show_shortcuts,
            keys=("F1",),
            icon="shortcuts",
            needs=Needs.NOTHING,
        ),
        Action(QT_TRANSLATE_NOOP("Actions", "&About FaceLab"), show_about, icon="about", needs=Needs.NOTHING),
    ),
)
