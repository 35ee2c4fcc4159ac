"""Moving the five points of a face by hand, and putting a face where none was found."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF

from facelab.gui.canvas.canvas import Canvas
from facelab.gui.canvas.points import usual_points
from facelab.gui.session.editor import Editor


class LandmarkTool(QObject):
    """Shows the points of the chosen face on the canvas, and has the editor place the face where they are put."""

    def __init__(self, editor: Editor, canvas: Canvas, say: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._canvas, self._say = editor, canvas, say
        self._before = 0
        canvas.points_cancelled.connect(self._cancel)
        canvas.points_moved.connect(editor.renderer.align)
        canvas.points_placed.connect(lambda points: editor.place(editor.model.face, points))
        editor.renderer.aligned.connect(canvas.show_crop)
        editor.placed.connect(self._follow)
        editor.chosen.connect(self._follow)

    def toggle(self) -> None:
        """Let the five points of the chosen face be moved, or stop it."""
        if self._canvas.points is not None:
            self._canvas.leave_points()
        else:
            self._before = self._editor.stack.index()
            self._show_points()
            self._say_how()

    def add_face(self) -> None:
        """Put a face in the middle of what is seen, to be moved from there."""
        if self._editor.searching:  # it would take the place of one that is found
            self._say(self.tr("Faces are still being looked for; wait for it, or stop it."))
            return
        self._before = self._editor.stack.index()
        _, middle = self._canvas.looked_at
        size = self._editor.image.size()
        width = min(size.width(), size.height(), self._canvas.height() / max(self._canvas.zoom, 1e-6)) / 3
        self._editor.place(self._editor.model.faces, usual_points(QPointF(*middle), width))
        self._show_points()
        self._say_how()

    def _cancel(self) -> None:
        """Back to where the points were, or to no such face."""
        self._canvas.leave_points()
        self._editor.stack.setIndex(min(self._before, self._editor.stack.index()))

    def _follow(self) -> None:
        """Another face is the chosen one, or faces lie elsewhere: the points that are moved are those of the chosen."""
        if self._canvas.points is not None:
            self._show_points()

    def _say_how(self) -> None:
        self._say(self.tr("Drag the points to eyes, nose and mouth corners, then press Enter; Escape takes it back."))

    def _show_points(self) -> None:
        model = self._editor.model
        if model.photo is None or not 0 <= model.face < model.faces:
            self._canvas.leave_points()
            return
        landmarks = model.photo.faces[model.face].landmarks
        self._canvas.move_points([(x, y) for x, y in landmarks.tolist()])
