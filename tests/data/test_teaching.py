"""What a teacher says of heads, and how it is stored."""

import numpy as np

from facelab.data.head_sources import CLOSE, WIDE, HeadPhoto
from facelab.data.heads import STORED, UNKNOWN, open_heads
from facelab.data.teaching import seen, sided, taught, teach
from facelab.photo.align import Similarity


def test_sides_are_told_by_the_middle():
    said = np.zeros((19, 8, 8), np.float32)
    said[2] = 0.75
    said[3] = 0.25
    assert sided(said)[2, :, :4].min() == 1 and said[3, :, 4:].min() == 1 and said[2, :, 4:].max() == 0


def test_a_head_is_taught_where_it_was_looked_at():
    photo = np.full((300, 200, 3), 128, np.uint8)
    place = Similarity(np.array([[0.8, 0.1, 5.0], [-0.1, 0.8, 10.0]]))

    def teacher(_picture: np.ndarray) -> np.ndarray:
        said = np.zeros((19, 448, 448), np.float32)
        said[0], said[17] = 0.2, 0.8
        return said

    for looks, side in (((CLOSE,), CLOSE), ((CLOSE, WIDE), WIDE)):
        picture, said = taught(HeadPhoto("one", photo, place, looks), teacher)
        known = said[..., 0] != UNKNOWN
        reach = (STORED - STORED * side // 320) // 2
        assert (said[known, 0] == 17).all() and (said[known, 1] == 0).all() and (said[known, 2] == 204).all()
        assert not known[:reach].any() and not known[said[..., 3] == 0].any() and known[200, 200]
        assert (picture[said[..., 3] == 0] == 0).all()


def test_a_photo_is_seen_where_it_is():
    photo = np.zeros((100, 100, 3), np.uint8)
    photo[40:60, 40:60] = 255
    for scale in (0.3, 1.0, 2.5):
        place = Similarity(np.array([[scale, 0, 64 - 50 * scale], [0, scale, 64 - 50 * scale]]))
        square, inside = seen(photo, place, 128)
        assert square[64, 64, 0] > 250 and abs(square[..., 0].mean() / 255 - (20 * scale / 128) ** 2) < 0.01
        assert abs(inside.mean() - min(1.0, (100 * scale / 128)) ** 2) < 0.02


def test_what_is_taught_already_is_passed_over(tmp_path):
    photo = np.zeros((64, 64, 3), np.uint8)
    place = Similarity(np.array([[1.0, 0, 32.0], [0, 1.0, 32.0]]))
    asked = []

    def teacher(picture: np.ndarray) -> np.ndarray:
        asked.append(picture.shape)
        return np.full((19, 448, 448), 1 / 19, np.float32)

    heads = [HeadPhoto(str(i), photo, place, (CLOSE,)) for i in range(2)]
    assert list(teach(tmp_path, "train", heads, teacher)) == [2]
    assert list(teach(tmp_path, "train", heads, teacher)) == [2]
    assert len(asked) == 2 and len(open_heads(tmp_path, "train")) == 2
