"""The theme of the window: which is chosen, and how it is switched.

Some desktops, and none at all, do not hear which scheme a program asks for, so that a chosen theme's colours are set.
"""

from collections.abc import Mapping

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

Role = QPalette.ColorRole

THEMES: Mapping[str, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
LIGHT: Mapping[Role, str] = {
    Role.Window: "#f0f0f0", Role.WindowText: "#1a1a1a", Role.Base: "#ffffff", Role.AlternateBase: "#f6f6f6",
    Role.Text: "#1a1a1a", Role.PlaceholderText: "#6b6b6b", Role.Button: "#f0f0f0", Role.ButtonText: "#1a1a1a",
    Role.BrightText: "#ffffff", Role.Light: "#ffffff", Role.Midlight: "#e3e3e3", Role.Mid: "#b8b8b8",
    Role.Dark: "#9f9f9f", Role.Shadow: "#767676", Role.Highlight: "#2f79b9", Role.HighlightedText: "#ffffff",
    Role.Link: "#1f5f99", Role.LinkVisited: "#6b4a94", Role.ToolTipBase: "#ffffff", Role.ToolTipText: "#1a1a1a",
}  # fmt: skip
DARK: Mapping[Role, str] = {
    Role.Window: "#323232", Role.WindowText: "#e8e8e8", Role.Base: "#1c1c1c", Role.AlternateBase: "#242424",
    Role.Text: "#e8e8e8", Role.PlaceholderText: "#a0a0a0", Role.Button: "#414141", Role.ButtonText: "#e8e8e8",
    Role.BrightText: "#ffffff", Role.Light: "#525252", Role.Midlight: "#484848", Role.Mid: "#646464",
    Role.Dark: "#1a1a1a", Role.Shadow: "#0d0d0d", Role.Highlight: "#3d86c6", Role.HighlightedText: "#ffffff",
    Role.Link: "#7db8ea", Role.LinkVisited: "#b99be0", Role.ToolTipBase: "#383838", Role.ToolTipText: "#e8e8e8",
}  # fmt: skip
TICK = "#565656"
"""Of a dark theme's boxes to tick: Qt draws no line around them that can be seen."""
PALE = Role.WindowText, Role.Text, Role.ButtonText, Role.PlaceholderText
"""What is written, paler where it cannot be used."""
PALER = {"light": "#969696", "dark": "#868686"}
"""So pale."""


def theme() -> str:
    """The theme that a person chose, or the system's."""
    chosen = str(QSettings().value("theme", ""))
    return chosen if chosen in THEMES else "system"


def choose_theme(name: str) -> None:
    """Switch to another theme, now and the next time."""
    QSettings().setValue("theme", name)
    use_theme(name)


def use_theme(name: str) -> None:
    """Switch to a theme; all is painted anew."""
    QGuiApplication.styleHints().setColorScheme(THEMES[name])
    made = palette(name)
    QApplication.setPalette(made)
    if name == "dark":
        made.setColor(Role.Base, QColor(TICK))
        # The stubs ask for bytes, which are refused.
        QApplication.setPalette(made, "QCheckBox")  # type: ignore[arg-type]


def palette(name: str) -> QPalette:
    """The colours of a theme; the system's are left to the system."""
    made = QPalette()
    if name == "system":
        return made
    colours = DARK if name == "dark" else LIGHT
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in PALE:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(PALER[name]))
    return made
