"""The tool bar above the photo: what is done most, and the zoom as a percentage."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from facelab.gui.app.actions.action import Action
from facelab.gui.app.actions.tools import PHOTO_MENU, TOOLS
from facelab.gui.app.actions.view import COMPARE, ZOOM_IN, ZOOM_OUT
from facelab.gui.canvas.photo_view import Compare
from facelab.gui.qt.icons import icon

ZOOMS = 25, 50, 100, 200, 400
"""Percentages to choose from."""
BESIDE = ZOOM_OUT, COMPARE[Compare.BOTH]
"""After these come the zoom, and what shows the photo as it was."""


class ToolBar(QToolBar):
    """Buttons of the menus' own actions."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        zoom_to: Callable[[float], object],
        hold_before: Callable[[bool], object],
        parent: QWidget | None = None,
    ) -> None:
        """``actions``: as ``Menus`` has them; ``zoom_to`` takes screen pixels for one of the photo's.

        ``hold_before``: whether the photo is to be seen as it was.
        """
        super().__init__(parent)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.zoom, menu = QToolButton(), QMenu(self)
        for percent in ZOOMS:
            menu.addAction(f"{percent} %", partial(zoom_to, percent / 100))
        self.zoom.setMenu(menu)
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("1600 %") + 28)
        self.before = QToolButton()
        self.before.setIcon(icon("before"))
        self.before.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has B, which can be held
        self.before.pressed.connect(lambda: hold_before(True))
        self.before.released.connect(lambda: hold_before(False))
        for beside in (self.zoom, self.before):
            actions[ZOOM_IN.text].enabledChanged.connect(beside.setEnabled)
        for action in TOOLS:
            _add(self, actions, action)
            if action in BESIDE:
                self.addWidget(self.zoom if action is ZOOM_OUT else self.before)
        self.show_zoom(1.0)
        self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Nothing but its buttons: Fusion would shade its ground."""

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setWindowTitle(self.tr("Tools"))
        self.before.setAccessibleName(self.tr("The photo as it was"))
        self.before.setToolTip(self.tr("Hold to see the photo as it was (B)"))
        self.zoom.setAccessibleName(self.tr("Zoom"))
        self.zoom.setToolTip(self.tr("Screen pixels for one of the photo's"))

    def show_zoom(self, scale: float) -> None:
        """Show how near the photo is, in screen pixels for one of its own."""
        percent = 100 * scale
        self.zoom.setText(f"{percent:.0f} %" if percent >= 10 else f"{percent:.1f} %")


def photo_menu(actions: Mapping[str, QAction], parent: QWidget) -> QMenu:
    """The menu of a photo and of the face that is chosen in it."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in PHOTO_MENU:
        _add(menu, actions, action)
    return menu


def _add(to: QToolBar | QMenu, actions: Mapping[str, QAction], action: Action | None) -> None:
    if action is None:
        to.addSeparator()
    else:
        to.addAction(actions[action.text])
