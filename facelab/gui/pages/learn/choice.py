"""Which attribute points are coloured by, and what the colours mean."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facelab.gui.pages.learn.inks import FIRST, SECOND, ink
from facelab.gui.qt.fields import ChoiceBox
from facelab.gui.qt.retranslate import RetranslatedWidget
from facelab.gui.qt.spacing import GAP
from facelab.gui.qt.titles import attribute_title

PLAIN = (
    "Male", "Smiling", "Young", "Blond_Hair", "Black_Hair", "Bangs", "Eyeglasses", "No_Beard", "Wearing_Lipstick",
    "Pale_Skin",
)  # fmt: skip
"""Attributes that are seen in small pictures."""
DOT = 4.0


class AttributeBox(ChoiceBox):
    """A choice among attributes.

    Signals:
        chosen: another one is chosen.
    """

    chosen = Signal()

    def __init__(self, names: tuple[str, ...] = PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for name in names:
            self.addItem("", name)
        self.activated.connect(lambda _: self.chosen.emit())

    def retranslate(self) -> None:
        """Set every text in the current language."""
        for row in range(self.count()):
            self.setItemText(row, attribute_title(self.itemData(row)))
        self.setAccessibleName(self.tr("Attribute"))

    @property
    def attribute(self) -> str:
        """The attribute, by CelebA's name."""
        return str(self.currentData())


class Legend(RetranslatedWidget):
    """Tells which colour is with, and which without."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def retranslate(self) -> None:
        """Its words are written anew."""
        self.updateGeometry()
        self.update()

    @property
    def _words(self) -> tuple[tuple[str, str], ...]:
        return (FIRST, self.tr("with")), (SECOND, self.tr("without"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as what it says."""
        width = sum(self.fontMetrics().horizontalAdvance(words) + 3 * GAP + 2 for _, words in self._words)
        return QSize(width, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """A dot and a word, twice."""
        painter, x, middle = QPainter(self), 0.0, self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, words in self._words:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink(self.palette(), name))
            painter.drawEllipse(QPointF(x + DOT, middle), DOT, DOT)
            painter.setPen(ink(self.palette()))
            x += 2 * DOT + GAP / 2
            painter.drawText(QPointF(x, middle + self.fontMetrics().ascent() / 2 - 1), words)
            x += self.fontMetrics().horizontalAdvance(words) + 2 * GAP
