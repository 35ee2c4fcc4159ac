"""Pictures out of what other programs offer."""

import numpy as np
from PySide6.QtCore import QBuffer, QMimeData
from PySide6.QtGui import QImage

from facelab.gui.qt.images import image_in, image_of, samples_of


def packed(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return buffer.data().data()


def offered(**kinds: bytes) -> QMimeData:
    data = QMimeData()
    for kind, of_it in kinds.items():
        data.setData(f"image/{kind}", of_it)
    return data


def test_a_picture_is_taken_as_it_is_and_not_as_an_icon():
    """As of a program that takes too long to offer it as PNG."""
    samples = np.random.default_rng(0).integers(0, 255, (20, 1100, 3), dtype=np.uint8)
    small = QImage(16, 16, QImage.Format.Format_RGB32)
    small.fill(0)
    data = offered(icns=packed(small, "ICO"), ico=packed(small, "ICO"), png=b"", bmp=packed(image_of(samples), "BMP"))
    assert np.array_equal(samples_of(image_in(data)), samples)


def test_what_a_program_offers_itself_is_taken():
    image = image_of(np.full((4, 6, 3), 99, np.uint8))
    data = QMimeData()
    data.setImageData(image)
    assert image_in(data) == image
    assert image_in(offered(plain=b"no picture")).isNull()
    assert image_in(QMimeData()).isNull()
