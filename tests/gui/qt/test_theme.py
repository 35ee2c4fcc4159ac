"""Themes: light and dark are so on every desktop, can be read, and are kept."""

import pytest
from PySide6.QtGui import QGuiApplication, QPalette

from facelab.gui.qt.theme import THEMES, choose_theme, palette, theme, use_theme

Role = QPalette.ColorRole


@pytest.fixture(autouse=True)
def back():
    yield
    use_theme("system")


def luminance(colour):
    levels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels]
    return sum(weight * level for weight, level in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def corner(window):
    """How light the window is painted where it is empty."""
    return window.grab().toImage().pixelColor(2, window.height() - 4).lightness()


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.ButtonText, Role.Button),
        (Role.PlaceholderText, Role.Window),
        (Role.ToolTipText, Role.ToolTipBase),
    ],
)
def test_what_is_written_can_be_read(qapp, name, ink, ground):  # noqa: ARG001 colours need a program
    colours = palette(name)
    assert contrast(colours.color(ink), colours.color(ground)) >= 4.5  # WCAG 2.1, AA


def test_a_chosen_theme_is_seen_at_once_and_kept(qtbot, window):
    menu = window.menus.submenus["&Theme"]
    menu.retranslate()
    for name, action in zip(THEMES, menu.actions(), strict=True):
        action.trigger()
        assert theme() == name
        assert action.isChecked()
    grounds = {}
    for name in ("light", "dark"):
        choose_theme(name)
        grounds[name] = QGuiApplication.palette().color(Role.Window).lightness()
        qtbot.waitUntil(lambda name=name: abs(corner(window) - grounds[name]) < 16)
    assert grounds["dark"] < 64 < 192 < grounds["light"]
