"""Undo: steps, what is one of them, and that none keeps what it led between."""

import gc
import weakref

from shiboken6 import isValid

from facelab.errors import Message
from facelab.gui.session.undo import Steps, UndoStep


def test_one_drag_is_one_step_of_undo(opened, slide):
    slide(opened, "Smiling", *range(1, 20))
    slide(opened, "Male", 5, 10)
    assert opened.editor.stack.count() == 2
    opened.editor.stack.undo()
    assert opened.editor.model.edit.amounts == {"Smiling": 1.9}
    assert opened.panel.rows["Male"].slider.value() == 0
    opened.editor.stack.undo()
    assert opened.editor.model.edit.amounts == {}
    assert not opened.isWindowModified()
    opened.editor.stack.redo()
    assert opened.panel.rows["Smiling"].slider.value() == 19


def test_a_drag_that_ends_where_it_began_is_no_step(opened):
    row = opened.panel.rows["Smiling"]
    row.slider.setSliderDown(True)
    for value in (5, 9, 0):
        row.slider.setValue(value)
    row.slider.setSliderDown(False)
    assert opened.editor.stack.count() == 0
    assert not opened.isWindowModified()


def test_two_hundred_steps_and_more_can_be_undone(opened):
    for step in range(1, 251):
        opened.editor.set_amount("Smiling", (step % 30 + 1) / 10)
    assert opened.editor.stack.count() == 250
    for _ in range(250):
        opened.editor.stack.undo()
    assert opened.editor.model.edit.amounts == {}


class State:
    """Something heavy, as a photo is."""


def left(made):
    gc.collect()
    return sum(there() is not None for there in made)


def test_what_a_step_led_between_is_let_go_of_with_the_step(qapp):  # noqa: ARG001 commands need a program
    stack, made, held = Steps(), [], [State()]

    def push(key):
        after = State()
        made.append(weakref.ref(after))
        stack.push(UndoStep(Message("Points"), held.pop(), after, lambda _: None, key))
        held.append(after)

    for key in (1, 1, 1, 2, 2, 0):
        push(key)
    assert stack.count() == 3
    assert left(made) == 3  # of a drag the last move alone
    stack.undo()
    stack.undo()
    held[:] = [State()]
    push(0)
    assert stack.count() == 2
    assert left(made) == 2  # and of what was undone nothing, once something else is done
    stack.clear()
    held.clear()
    assert left(made) == 0


def test_photos_that_are_closed_leave_nothing_with_the_steps(qtbot, opened, slide, noise_photo):
    opened.opener.may_go = lambda _again: True
    slide(opened, "Smiling", 5, 10, 15)
    opened.editor.stack.undo()
    with qtbot.waitSignal(opened.editor.found), qtbot.waitSignal(opened.editor.renderer.screened):
        opened.opener.open(noise_photo)
    steps = [each for each in gc.get_objects() if type(each) is UndoStep]
    assert len(steps) >= 3  # PySide has them still
    assert not [step for step in steps if step.__dict__ and not isValid(step)]
