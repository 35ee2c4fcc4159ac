"""One scale of distances, in the window and in its dialogues."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFormLayout, QGridLayout

from facelab.edit import Edit
from facelab.gui.dialogs.animation import AnimationDialog
from facelab.gui.dialogs.batch import BatchDialog
from facelab.gui.dialogs.help import HelpDialog, about_html
from facelab.gui.dialogs.save import SaveDialog
from facelab.gui.qt.spacing import GAP, LARGE, ROOM, SMALL, layouts_in

SCALE = {0, SMALL, GAP, ROOM, LARGE}


@pytest.fixture
def dialogues(qtbot, lab, noise_photo, tmp_path):
    made = [
        SaveDialog(tmp_path / "a.jpg", photo=lab.open(noise_photo)),
        BatchDialog(lab, Edit(), 1.0),
        AnimationDialog(lambda _: QImage(8, 8, QImage.Format.Format_RGB32), (220,)),
        HelpDialog("", about_html()),
    ]
    for dialog in made:
        qtbot.addWidget(dialog)
    yield made
    made[0].stop()
    made[2].stop()
    made[2]._worker.stop()


def distances(layout):
    margins = layout.contentsMargins()
    yield from (margins.left(), margins.top(), margins.right(), margins.bottom())
    if isinstance(layout, QFormLayout | QGridLayout):
        yield from (layout.horizontalSpacing(), layout.verticalSpacing())
    else:
        yield layout.spacing()


def test_dialogues_keep_to_the_scale(dialogues):
    for dialog in dialogues:
        found = {distance for layout in layouts_in(dialog.layout()) for distance in distances(layout)}
        assert found <= SCALE, type(dialog).__name__
        assert dialog.layout().contentsMargins().left() == ROOM
