"""Every slider, on the model that is shipped and the sample photo: both its ends are seen, its middle is the photo."""

import numpy as np
import pytest

import facelab
from facelab.attributes import GROUPS
from facelab.files import resource
from facelab.gui.qt.images import samples_of
from facelab.photo.read import read

ATTRIBUTES = [name for group in GROUPS for name in group.attributes]


@pytest.fixture(scope="module")
def real() -> facelab.Lab:
    return facelab.load()


@pytest.fixture
def lab(real):
    """The window's model: the one that is shipped."""
    return real


@pytest.fixture
def face(qtbot, window):
    """The window with the sample photo at its own resolution, its face chosen."""
    with qtbot.waitSignal(window.editor.found):
        window.opener.open_sample()
    window.canvas.zoom_to(1.0)
    return window


def changed(qtbot, window, attribute, value):
    """By how many levels the pixels of the face's frame change when a slider goes to a value."""
    with qtbot.waitSignal(window.editor.renderer.framed) as framed:
        window.panel.rows[attribute].slider.setValue(value)
    frame = framed.args[0]
    x0, y0, x1, y1 = frame.box
    return np.abs(frame.samples.astype(int) - samples_of(window.editor.image)[y0:y1, x0:x1])


def test_both_ends_of_every_slider_are_seen(qtbot, face):
    found = {}
    for attribute in ATTRIBUTES:
        slider = face.panel.rows[attribute].slider
        slider.setSliderDown(True)
        for end in (slider.minimum(), slider.maximum()):
            found[attribute, end] = np.percentile(changed(qtbot, face, attribute, end), 99.7)  # lips are small
        assert not changed(qtbot, face, attribute, 0).any()
        slider.setSliderDown(False)
    assert len(found) == 80
    nothing = {where for where, change in found.items() if change < 12}
    rows = face.panel.rows  # she wears no glasses, and has a fringe already
    assert nothing == {("Eyeglasses", rows["Eyeglasses"].slider.minimum()), ("Bangs", rows["Bangs"].slider.maximum())}


def test_in_the_middle_is_the_photo_bit_for_bit(qtbot, face):
    photo = read(resource("sample/astronaut.png")).samples
    slider = face.panel.rows["Smiling"].slider
    for value in (slider.maximum(), 0):
        with qtbot.waitSignal(face.editor.renderer.screened, check_params_cb=lambda *made: made[2]):
            slider.setValue(value)
    assert np.array_equal(samples_of(face.canvas.edited), photo)
    assert face.editor.model.photo.picture is face.editor.model.photo.original.picture


def test_a_slider_touched_and_not_moved_changes_nothing(qtbot, face):
    slider = face.panel.rows["Smiling"].slider
    with qtbot.assertNotEmitted(face.editor.renderer.framed, wait=300):
        slider.setSliderDown(True)
        slider.setSliderDown(False)
    assert face.editor.stack.count() == 0
    assert not face.isWindowModified()
