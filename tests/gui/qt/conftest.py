"""What is laid over a widget has one to lie over."""

import pytest
from PySide6.QtWidgets import QWidget


@pytest.fixture
def over(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(300, 200)
    widget.show()
    return widget
