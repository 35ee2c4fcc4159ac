"""Bars to scroll with, as narrow and pale as what they lie beside can bear."""

from PySide6.QtWidgets import QAbstractScrollArea

SHEET = """
QScrollBar { background: transparent; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: rgba(128, 128, 128, 120); border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: rgba(128, 128, 128, 200); }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
"""
"""Of the bars alone: a sheet for the whole program would hold on to the colours of the theme before."""


def slim(area: QAbstractScrollArea) -> None:
    """Give what can be scrolled bars without arrows, seen well on a light and a dark ground."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyleSheet(SHEET)
