"""Looks: presets as pictures of the face that is open, made while nothing is asked."""

import pytest
from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Qt

from facelab.attributes import ATTRIBUTES
from facelab.edit import Edit
from facelab.gui.qt.language import use_language
from facelab.gui.session.aimed_preset import AimedPreset
from facelab.gui.session.look_maker import look
from facelab.pipeline.live import LiveFace
from facelab.project.presets import SHIPPED

SMILE, SERIOUS, GLASSES, BLOND, DARK = 0, 1, 4, 6, 7


@pytest.fixture
def has(monkeypatch):
    """Faces have nothing but half a smile."""
    seen = dict.fromkeys(ATTRIBUTES, 0.0) | {"Smiling": 0.5}
    monkeypatch.setattr("facelab.pipeline.crops.Crop.has", property(lambda _: seen))


@pytest.fixture
def looks(qtbot, has, opened):  # noqa: ARG001
    """The window with all looks of a face that has nothing but half a smile, pictured."""
    maker = opened.edit_page.looks.maker
    qtbot.waitUntil(lambda: maker._face is not None)
    maker._calm.setInterval(0)
    with qtbot.waitSignal(maker.made, check_params_cb=lambda number, _look: number == len(SHIPPED) - 1):
        maker.rest()
    return opened


def names(window):
    bar = window.panel.looks.list
    return [bar.item(number).text() for number in range(bar.count())]


def turned_on(window):
    return sorted(item.text() for item in window.panel.looks.list.selectedItems())


def turn(window, number):
    item = window.panel.looks.list.item(number)
    item.setSelected(not item.isSelected())


def test_the_slider_is_called_by_the_look_that_it_moves_which_is_in_view(looks):
    bar = looks.panel.looks
    assert bar.name.text() == "How much"
    turn(looks, DARK)
    assert bar.name.text() == bar.list.item(DARK).text()
    assert bar.list.viewport().rect().intersects(bar.list.visualItemRect(bar.list.item(DARK)))


def test_looks_are_offered_before_their_pictures_are_there(opened):
    assert names(opened)[:5] == ["A smile", "Serious", "Younger", "Older", "Glasses"]
    assert not opened.panel.looks.share.isEnabled()


def test_a_picture_is_of_this_very_face_with_the_preset(opened):
    photo = opened.editor.model.photo
    face = LiveFace.thumbnail(photo, 0, 96)
    made = look(face, SHIPPED[SMILE])
    assert made.preset.crop is photo.crop(0)
    assert 0 < made.image.width() <= 98
    plain, smiling = face.head(Edit()), face.head(Edit({"Smiling": 2}))
    assert plain.shape == smiling.shape
    assert (plain != smiling).any()


def test_a_click_adds_a_look_and_another_takes_it_back(looks):
    turn(looks, GLASSES)
    assert looks.editor.model.edit.amounts == {"Eyeglasses": 2.0}
    turn(looks, SMILE)
    assert looks.editor.model.edit.amounts == {"Eyeglasses": 2.0, "Smiling": 0.8}  # half of it is there
    assert turned_on(looks) == ["A smile", "Glasses"]
    turn(looks, GLASSES)
    assert looks.editor.model.edit.amounts == {"Smiling": 0.8}
    assert turned_on(looks) == ["A smile"]


def test_a_look_takes_the_place_of_one_that_speaks_of_the_same(looks):
    turn(looks, SMILE)
    turn(looks, SERIOUS)
    assert turned_on(looks) == ["Serious"]
    turn(looks, BLOND)
    turn(looks, DARK)  # hair has one colour
    assert looks.editor.model.edit.amounts == {"Smiling": -1.0, "Black_Hair": 2.0}


def test_the_slider_says_how_much_and_a_drag_is_one_step(looks):
    turn(looks, GLASSES)
    share = looks.panel.looks.share
    assert share.value() == 100
    share.setSliderDown(True)
    for value in (80, 60, 50):
        share.setValue(value)
    share.setSliderDown(False)
    assert looks.editor.model.edit.amounts == {"Eyeglasses": 1.0}
    stack = looks.editor.stack
    assert [stack.text(step) for step in range(stack.count())] == ["Glasses 100 %", "Glasses 50 %"]
    stack.undo()
    assert share.value() == 100


def test_a_look_shows_as_on_where_its_slider_was_moved(looks):
    looks.editor.set_amount("Eyeglasses", 1.0)
    assert turned_on(looks) == ["Glasses"]
    assert looks.panel.looks.share.value() == 50


def test_looks_are_chosen_by_keyboard(qtbot, looks):
    bar = looks.panel.looks.list
    bar.setFocus()
    bar.setCurrentItem(bar.item(GLASSES), QItemSelectionModel.SelectionFlag.NoUpdate)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(bar, key)
    assert looks.editor.model.edit.amounts == {}
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert looks.editor.model.edit.amounts == {"Eyeglasses": 2.0}


def test_no_picture_is_begun_during_a_drag(qtbot, opened):
    maker = opened.edit_page.looks.maker
    qtbot.waitUntil(lambda: maker._face is not None)
    maker._calm.setInterval(0)
    opened.panel.rows["Smiling"].slider.setSliderDown(True)
    with qtbot.assertNotEmitted(maker.made, wait=300):
        opened.panel.rows["Smiling"].slider.setValue(10)
    assert not maker._worker.busy
    with qtbot.waitSignal(maker.made):
        opened.panel.rows["Smiling"].slider.setSliderDown(False)
    maker.forget()


def test_a_look_that_would_change_nothing_says_so(looks):
    assert looks.panel.looks.list.item(5).toolTip() == "No glasses: it is so already"
    turn(looks, 5)
    assert turned_on(looks) == []


def test_another_face_has_looks_of_its_own(qtbot, looks):
    turn(looks, GLASSES)
    with qtbot.waitSignal(looks.editor.renderer.prepared):
        looks.editor.choose(1)
    assert turned_on(looks) == []
    assert looks.panel.looks._looks == {}


def test_how_much_of_a_preset_is_asked_is_read_off_an_edit():
    edit = Edit({"Heavy_Makeup": 1.5, "Wearing_Lipstick": 1.0})
    preset = AimedPreset(None, "", edit, ())
    assert preset.share_in(preset.beside(Edit(), 0.6)) == pytest.approx(0.6)
    assert preset.share_in(Edit({"Heavy_Makeup": 1.5})) == 0
    assert preset.share_in(Edit()) == 0
    assert preset.beside(Edit({"Smiling": 1, "Heavy_Makeup": 3}), 0).amounts == {"Smiling": 1}


def test_another_language_renames_looks_and_keeps_their_pictures(looks):
    bar, made = looks.panel.looks, dict(looks.edit_page.looks._looks)
    use_language("ru")
    QCoreApplication.processEvents()
    assert names(looks)[SMILE] == "Улыбка"
    assert {number: look.image for number, look in looks.edit_page.looks._looks.items()} == {
        number: look.image for number, look in made.items()
    }
    turn(looks, GLASSES)
    assert looks.editor.stack.undoText().startswith(names(looks)[GLASSES])
    use_language("en")
    QCoreApplication.processEvents()
    assert names(looks)[SMILE] == "A smile"
    assert bar.list.item(GLASSES).toolTip() == "Glasses"
