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
