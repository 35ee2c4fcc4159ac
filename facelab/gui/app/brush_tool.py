"""The brush: has the editor protect what a person paints over on the canvas, and shows what is protected."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from facelab.edit import Stroke
from facelab.gui.canvas.brush import shield_of
from facelab.gui.canvas.brush_bar import BrushBar
from facelab.gui.canvas.canvas import Canvas
from facelab.gui.session.editor import Editor

LARGER = 1.25


class BrushTool(QObject):
    """Takes the brush up and puts it away."""

    def __init__(self, editor: Editor, canvas: Canvas, bar: BrushBar, parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._canvas, self._bar = editor, canvas, bar
        self._shown: tuple[Stroke, ...] | None = None
        canvas.stroke_painted.connect(editor.add_stroke)
        canvas.brush_left.connect(self.leave)
        canvas.brush_turned.connect(bar.turn)
        canvas.brush_resized.connect(lambda step: bar.resize_by(LARGER**step))
        bar.changed.connect(canvas.update)
        bar.clear_asked.connect(editor.clear_strokes)
        bar.left.connect(self.leave)
        editor.changed.connect(self._show)
        editor.opened.connect(self.leave)

    def toggle(self) -> None:
        """Take the brush up, or put it away."""
        if self._canvas.brush is None:
            self._canvas.leave_points()
            self._canvas.take_brush(self._bar.brush)
            self._bar.show()
            self._shown = None
            self._show()
        else:
            self.leave()

    def leave(self) -> None:
        """Put the brush away."""
        self._canvas.take_brush(None)
        self._bar.hide()

    def _show(self) -> None:
        """Tint what is protected, as long as the brush is at hand."""
        photo = self._editor.model.photo
        if photo is None or self._canvas.brush is None or photo.strokes is self._shown:
            return
        self._shown = photo.strokes
        self._bar.brush.shield = shield_of(photo.protection.mask) if photo.strokes else QImage()
        self._canvas.update()
