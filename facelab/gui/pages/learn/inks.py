"""What lessons and their formulas are drawn in: two colours that the colour-blind tell apart, and the text's own."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

FIRST, SECOND = "first", "second"
ON_LIGHT: Mapping[str, str] = {FIRST: "#c24e00", SECOND: "#0068a8"}
ON_DARK: Mapping[str, str] = {FIRST: "#f2a154", SECOND: "#72bdf0"}
"""Vermilion and blue (Okabe & Ito 2008), darker or paler than theirs so that a line of text can be read in them."""


def is_dark(palette: QPalette) -> bool:
    """Whether text is pale on a dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def ink(palette: QPalette, name: str = "", alpha: float = 1.0) -> QColor:
    """A colour by its name, "" for that of the text, 0..1 opaque."""
    table = ON_DARK if is_dark(palette) else ON_LIGHT
    colour = QColor(table[name]) if name else QColor(palette.color(QPalette.ColorRole.WindowText))
    colour.setAlphaF(alpha)
    return colour
