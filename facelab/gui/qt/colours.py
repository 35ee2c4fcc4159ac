"""Colours that stay the same on a light and a dark ground."""

from PySide6.QtGui import QColor

DOUBT = QColor(255, 196, 64)
"""What is not to be trusted."""
