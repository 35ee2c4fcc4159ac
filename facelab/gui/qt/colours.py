"""Colours that are the same on any ground, light or dark."""

from PySide6.QtGui import QColor

DOUBT = QColor(255, 196, 64)
"""What is not to be trusted."""
