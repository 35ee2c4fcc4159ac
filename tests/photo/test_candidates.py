import numpy as np
import pytest

from facelab import canonical
from facelab.photo.candidates import found, joined, placed, suppress


@pytest.mark.parametrize("turn", range(4))
def test_what_a_turned_picture_shows_is_put_back_into_the_photo(turn):
    photo = np.zeros((60, 100))
    photo[20, 70] = 1
    y, x = np.argwhere(np.rot90(photo, turn))[0] + 0.5
    seen = found(np.array([[x - 3, y - 2, x + 3, y + 2]]), np.ones(1), np.tile([x, y], (1, 5, 1)))
    back = placed(seen, turn, (100, 60), (200, 120))
    assert np.allclose(back.landmarks, np.tile([141.0, 41.0], (1, 5, 1)))
    assert np.allclose(back.centres, [[141.0, 41.0]])
    assert back.sides[0] == 12
    assert back.turns.tolist() == [turn]


def candidates(boxes, scores, landmarks=None):
    boxes = np.array(boxes, np.float64)
    return found(
        boxes, np.array(scores), np.tile(canonical.LANDMARKS, (len(boxes), 1, 1)) if landmarks is None else landmarks
    )


def test_duplicates_are_merged_and_neighbours_kept():
    boxes = [(0, 0, 10, 10), (1, 1, 11, 11), (2, 2, 6, 6), (9, 0, 19, 10)]
    kept = suppress(candidates(boxes, [0.8, 0.9, 0.7, 0.6]))
    assert kept.boxes.tolist() == [[1, 1, 11, 11], [9, 0, 19, 10]]


def test_a_better_face_beats_a_slightly_higher_score():
    collapsed = canonical.LANDMARKS[[0, 0, 2, 3, 4]]
    pair = candidates([(0, 0, 10, 10)] * 2, [0.9, 0.8], np.array([collapsed, canonical.LANDMARKS]))
    assert suppress(pair).scores.tolist() == [0.8]


def test_in_doubt_a_face_is_upright():
    turned = placed(candidates([(0, 0, 10, 10)], [0.82]), 3, (10, 10), (10, 10))
    assert suppress(joined([turned, candidates([(0, 0, 10, 10)], [0.8])])).turns.tolist() == [0]
