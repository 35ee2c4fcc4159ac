"""The page Learn: from lesson to lesson, with the face that is edited."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt

from facelab.gui.app.rail import LEARN
from facelab.gui.pages.learn import anomaly, blending, reparameterisation
from facelab.gui.pages.learn.lessons import LESSONS
from facelab.gui.pages.learn.page import LearnPage
from facelab.gui.pages.learn.tile import Tiles
from facelab.gui.qt.language import use_language
from facelab.photo.xmp import Mark


@pytest.fixture
def russian(qapp):
    use_language("ru")
    yield
    use_language("en")
    qapp.processEvents()


def pictures(scene):
    return [image for tiles in scene.findChildren(Tiles) for image in tiles.images]


def test_every_lesson_shows_pictures_that_a_model_made(learn, settled):
    for number, lesson in enumerate(LESSONS):
        learn.show_lesson(number)
        settled(learn.scene)
        assert learn.list.currentRow() == number
        if lesson is not anomaly.LESSON:  # this model has no percentiles
            assert pictures(learn.scene), number
            assert not any(image.isNull() for image in pictures(learn.scene)), number


def test_the_buttons_lead_through_all_lessons_and_end_at_the_ends(learn, settled):
    learn.show_lesson(0)
    assert not learn.back.isEnabled()
    for number, lesson in enumerate(LESSONS):
        assert learn.number == number
        assert learn.title.text() == lesson.title
        learn.next.click()
        settled(learn.scene)
    assert not learn.next.isEnabled()
    learn.back.click()
    settled(learn.scene)
    assert learn.number == len(LESSONS) - 2


def test_a_tall_lesson_makes_no_room_for_itself_in_another(learn, settled):
    learn.show_lesson(LESSONS.index(blending.LESSON))
    settled(learn.scene)
    least = learn.scenes.minimumSizeHint()
    learn.show_lesson(LESSONS.index(reparameterisation.LESSON))
    settled(learn.scene)
    assert learn.scenes.minimumSizeHint().height() > least.height()
    learn.show_lesson(LESSONS.index(blending.LESSON))
    settled(learn.scene)
    assert learn.scenes.minimumSizeHint() == least


def test_keys_lead_through_the_list(qtbot, learn, settled):
    learn.show_lesson(0)
    qtbot.keyClick(learn.list, Qt.Key.Key_Down)
    assert learn.number == 1
    settled(learn.scene)


def test_the_lesson_is_remembered(learn, settled):
    learn.show_lesson(3)
    settled(learn.scene)
    again = LearnPage(learn._source, learn._maker)
    assert again.number == 3
    again.stop()


def test_another_face_is_looked_at_in_the_lesson_that_is_seen(qtbot, learn, settled):
    learn.show_lesson(1)
    settled(learn.scene)
    before = learn.scene.bars.values.copy()
    assert before.any()
    with qtbot.waitSignal(learn.slots[0].taken):
        learn.slots[0].draw(5)
    settled(learn.scene)
    assert not np.allclose(learn.scene.bars.values, before)
    learn.stack.undo()
    settled(learn.scene)
    assert np.allclose(learn.scene.bars.values, before)


def test_the_edited_face_is_looked_at_first_else_one_of_nobody(qtbot, opened, learn, settled):
    assert learn.request.faces[0].drawn
    page = opened.rail.page(LEARN)
    with qtbot.waitSignal(page.slots[0].taken):
        opened.rail.show_page(LEARN)
    settled(page.scene)
    assert page.words == ("edited",)


@pytest.mark.parametrize("leave", [lambda page: page.hide(), lambda page: page.next.click()])
def test_what_goes_on_by_itself_rests_where_it_is_not_seen(learn, settled, leave):
    learn.show_lesson(LESSONS.index(reparameterisation.LESSON))
    scene = learn.scene
    scene.going.setChecked(True)
    leave(learn)
    settled(learn.scene)
    assert not scene.going.isChecked()
    assert not scene._timer.isActive()


def test_what_a_lesson_shows_is_saved_as_a_picture_that_a_model_made(qtbot, learn, accept, tmp_path):
    accept(tmp_path / "lesson.png")
    with qtbot.waitSignal(learn._maker.made):
        learn.save.click()
    with Image.open(tmp_path / "lesson.png") as made:
        assert made.size == (learn.scene.width(), learn.scene.height())
        assert Mark.GENERATED.value.encode() in made.info["xmp"]


def test_where_a_model_lacks_what_a_lesson_needs_it_is_said(qtbot, learn):
    with qtbot.waitSignal(learn.said) as said:
        learn.show_lesson(LESSONS.index(anomaly.LESSON))
    assert "tiny.anomaly.json is missing" in said.args[0]


@pytest.mark.usefixtures("russian")
def test_lessons_are_told_in_russian(qapp, learn):
    qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)
    learn.show_lesson(0)
    assert learn.list.item(0).text() == "1. Зачем нужен скрытый код"
    assert "призрак" in learn.text.text()
