"""What lies around the photo, folded away: the sliders, or all of it, so that the photo is alone.

As in programs that photographers know: darktable, Krita and GIMP leave nothing but the picture at a press of Tab,
which here leads from face to face and through the window, as screen readers need it.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from facelab.gui.app.edit_page import EditPage
from facelab.gui.qt.complaint import Complaint


class Folding(QObject):
    """Hides and shows again; what was hidden before stays so.

    Attributes:
        sliders, alone: the switches of it, in the menu; on is that the sliders are there, that the photo is alone.
    """

    def __init__(
        self,
        page: EditPage,
        around: tuple[QWidget, ...],
        complaint: Complaint,
        parent: QObject | None = None,
    ) -> None:
        """``around``: what is hidden beside the page's own; ``complaint``: where a person is told how it comes back."""
        super().__init__(parent)
        self._page, self._around, self._complaint = page, around, complaint
        self._hidden: list[QWidget] = []
        self.sliders, self.alone = QAction(), QAction()

    def take(self, tools: QWidget, sliders: QAction, alone: QAction) -> None:
        """Let these be the switches; the tool bar has them, and is hidden with the rest."""
        self._around = *self._around, tools
        self.sliders, self.alone = sliders, alone
        self._page.splitterMoved.connect(self._mark_sliders)
        self._mark_sliders()

    @property
    def is_alone(self) -> bool:
        """Whether nothing is there but the photo."""
        return bool(self._hidden)

    def fold_sliders(self) -> None:
        """Fold the sliders away, or bring them back, be it from a splitter that was drawn shut."""
        there = self._page.sliders_there
        if self.is_alone:
            self.end()
        self._page.show_sliders(not there)
        self._mark_sliders()

    def fold_all(self) -> None:
        """Leave the photo alone, or bring all of it back."""
        if self.is_alone:
            self.end()
            return
        self._hidden = [widget for widget in (*self._around, *self._page.beside) if not widget.isHidden()]
        for widget in self._hidden:
            widget.hide()
        self._mark()
        self._page.canvas.setFocus()
        self._complaint.say(self.tr("Escape brings everything back."))

    def end(self) -> None:
        """Bring back what was hidden so that the photo was alone."""
        if self.is_alone:
            self._complaint.clear_away()
        hidden, self._hidden = self._hidden, []
        for widget in hidden:
            widget.show()
        self._mark()

    def _mark(self) -> None:
        self.alone.setChecked(self.is_alone)
        self._mark_sliders()

    def _mark_sliders(self) -> None:
        self.sliders.setChecked(self._page.sliders_there)
