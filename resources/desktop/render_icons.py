"""Draws the program's icon in the sizes that desktops want: QT_QPA_PLATFORM=offscreen python render_icons.py"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
NAME = "org.facelab.FaceLab"
SIZES = (16, 24, 32, 48, 64, 128, 256)

app = QGuiApplication([])
drawing = QSvgRenderer(str(HERE / f"{NAME}.svg"))
for size in SIZES:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    path = HERE / "hicolor" / f"{size}x{size}" / "apps" / f"{NAME}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
