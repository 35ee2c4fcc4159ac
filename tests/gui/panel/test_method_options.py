import numpy as np

from facelab.gui.qt.images import samples_of


def test_the_plain_average_moves_more_and_is_a_step(opened, slide):
    slide(opened, "Smiling", 20)
    delta = opened.editor.model.photo.moves[0].delta
    opened.panel.method_options.method.setCurrentIndex(1)
    opened.panel.method_options.method.activated.emit(1)
    assert opened.editor.model.edit.method == "mean"
    assert not np.array_equal(opened.editor.model.photo.moves[0].delta, delta)
    opened.editor.stack.undo()
    assert opened.editor.model.edit.method == "partial"
    assert opened.panel.method_options.method.currentData() == "partial"


def test_keeping_fewer_pixels_shows_the_model(qtbot, opened):
    keep = opened.panel.method_options.keep
    with qtbot.waitSignal(opened.editor.renderer.screened, check_params_cb=lambda _b, _a, finished: finished):
        keep.setSliderDown(True)
        for value in (70, 30, 0):
            keep.setValue(value)
        keep.setSliderDown(False)
    assert opened.editor.model.photo.keep == 0
    original = opened.editor.model.photo.original.picture.samples
    assert np.abs(samples_of(opened.canvas.edited).astype(int) - original).max() > 12
    assert opened.editor.stack.count() == 1
    with qtbot.waitSignal(opened.editor.renderer.screened, check_params_cb=lambda _b, _a, finished: finished):
        opened.editor.stack.undo()
    assert keep.value() == 100
    assert np.array_equal(samples_of(opened.canvas.edited), original)
