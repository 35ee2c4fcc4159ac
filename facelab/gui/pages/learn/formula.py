"""A formula, set by docs/formulas.py, in the colours of the window."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from facelab import files
from facelab.gui.pages.learn.inks import FIRST, SECOND, ink

EM = 20
"""Units of a drawing for an em."""
LARGER = 1.8
"""The formula's em for that of the text."""


@cache
def drawing(name: str) -> str:
    """The SVG of ``resources/formulas/NAME.svg``."""
    return files.resource(f"formulas/{name}.svg").read_text("utf-8")


class FormulaView(QWidget):
    """Shows a formula, smaller where there is no room for it; a screen reader is told it in words.

    Args:
        name: of its drawing. larger: its em for that of the text.
    """

    def __init__(self, name: str, larger: float = LARGER, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._larger = larger
        self.show_formula(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_formula(self, name: str) -> None:
        """Another drawing; "" shows nothing and takes no room."""
        self._name = name
        self._size = QSvgRenderer(QByteArray(drawing(name).encode())).defaultSize() if name else QSize()
        self.setHidden(not name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As large as it is drawn where there is room."""
        scale = self._larger * self.fontMetrics().height() * 0.8 / EM
        return QSize(round(self._size.width() * scale), round(self._size.height() * scale))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It can be smaller."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The drawing, in the middle."""
        palette = self.palette()
        svg = drawing(self._name).replace("currentColor", ink(palette).name())
        for role in (FIRST, SECOND):
            svg = svg.replace(f'"{role}"', f'"{ink(palette, role).name()}"')
        wanted = self.sizeHint()
        scale = min(1.0, self.width() / wanted.width())
        width, height = wanted.width() * scale, wanted.height() * scale
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, place)
