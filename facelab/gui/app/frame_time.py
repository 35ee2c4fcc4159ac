"""How long a frame takes, from the move of a slider until it is painted."""

from time import perf_counter

from PySide6.QtWidgets import QLabel, QWidget


class FrameTime(QLabel):
    """Shows the time of the last frame of a drag; hidden until a person asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._began = 0.0
        self.hide()

    def start(self) -> None:
        """A slider was moved."""
        self._began = perf_counter()

    def stop(self, new_frame: bool) -> None:
        """The canvas was painted; ``new_frame``: with a frame that it had not painted before."""
        if self._began and new_frame:
            self.setText(self.tr("Frame: {0} ms").format(round(1000 * (perf_counter() - self._began))))
            self._began = 0.0

    def toggle(self) -> None:
        """Show it, or hide it."""
        self.setVisible(not self.isVisible())
