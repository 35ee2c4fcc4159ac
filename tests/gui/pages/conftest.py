"""The pages beside Edit, each with something on it."""

import pytest
from PySide6.QtWidgets import QFileDialog

from facelab.gui.app.rail import GRID
from facelab.gui.dialogs.animation import AnimationDialog


@pytest.fixture
def accept(monkeypatch):
    """Accepts the dialog that asks where to, with another path."""

    def with_path(path):
        monkeypatch.setattr(AnimationDialog, "exec", lambda _dialog: True)
        monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: True)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(path)])

    return with_path


@pytest.fixture
def grid(qtbot, opened, settled):
    """The page Grid with the edited face on it."""
    page = opened.rail.page(GRID)
    with qtbot.waitSignal(page.slots[0].taken):
        opened.rail.show_page(GRID)
    settled(page)
    return page
