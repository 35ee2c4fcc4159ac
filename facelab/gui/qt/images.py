"""Arrays as Qt images, and back."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

AS_THEY_ARE = "image/png", "image/bmp", "image/tiff"
"""Formats of the clipboard that keep a picture of any size as it is."""


def image_of(samples: NDArray[np.uint8]) -> QImage:
    """(H, W, 3) sRGB as an image of its own, in the format that is painted without being converted each time.

    A QImage over an array would not keep the array alive.
    """
    height, width = samples.shape[:2]
    rows = np.ascontiguousarray(samples)
    over = QImage(rows.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return over.convertToFormat(QImage.Format.Format_RGB32)


def image_in(data: QMimeData) -> QImage:
    """The picture that was dropped or pasted; a null one where there is none.

    A program that takes more than five seconds to offer a large one as PNG is asked by Qt for any other format, and one
    of them is that of icons, 1,024 pixels wide at most; so others that keep it as it is are asked for first.
    """
    for kind in AS_THEY_ARE:
        if data.hasFormat(kind) and not (image := QImage.fromData(data.data(kind))).isNull():
            return image
    return QImage(data.imageData()) if data.hasImage() else QImage()


def plain_icon(image: QImage) -> QIcon:
    """An image as an icon that stays as it is where it is chosen: Qt would tint it."""
    icon, pixmap = QIcon(), QPixmap.fromImage(image)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(pixmap, mode)
    return icon


def samples_of(image: QImage) -> NDArray[np.uint8]:
    """An image as (H, W, 3) sRGB; what is transparent is seen on white."""
    rgb = QImage(image.size(), QImage.Format.Format_RGB32)
    rgb.fill(0xFFFFFFFF)
    image = QImage(image)
    image.setDevicePixelRatio(1)  # a screenshot may have more, and would be drawn smaller
    painter = QPainter(rgb)
    painter.drawImage(0, 0, image)
    painter.end()
    rgb = rgb.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()
