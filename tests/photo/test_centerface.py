"""The detector: how its outputs are read, and what it finds."""

import csv
import ctypes
import io
import tarfile

import cv2
import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from facelab.errors import Cancelled
from facelab.files import resource
from facelab.photo.align import Similarity
from facelab.photo.centerface import CenterFace, close_up, read_outputs, tensor

MIRRORED = [1, 0, 2, 4, 3]


@pytest.fixture(scope="module")
def detector():
    return CenterFace(threads=1)


@pytest.fixture(scope="module")
def astronaut():
    return np.asarray(Image.open(resource("sample/astronaut.png")).convert("RGB"))


@pytest.fixture(scope="module")
def portrait(detector, astronaut):
    """The astronaut's head and the longer side of her face's box."""
    box = np.array(detector.detect(astronaut, largest_only=True)[0].box)
    x0, y0, x1, y1 = (box + np.array([-40, -40, 40, 40])).astype(int)
    return astronaut[y0:y1, x0:x1], float(max(box[2:] - box[:2]))


def side(face):
    return max(face.box[2] - face.box[0], face.box[3] - face.box[1])


def pasted(canvas, portrait, longer, corner, turn=0):
    """The portrait put on a canvas with its face so long; and where its middle is."""
    head, face = portrait
    scale = longer / face
    small = cv2.resize(head, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = np.rot90(small, turn)
    x, y = corner
    canvas[y : y + small.shape[0], x : x + small.shape[1]] = small
    return np.array([x + small.shape[1] / 2, y + small.shape[0] / 2])


def grey(width, height):
    return np.full((height, width, 3), 120, np.uint8)


def test_the_network_gets_rgb_unscaled_and_padded_with_zeros():
    picture = np.zeros((40, 70, 3), np.uint8)
    picture[..., 0], picture[..., 2] = 255, 7
    batch = tensor([picture, picture[:, ::-1]])
    assert (batch.shape, batch.dtype) == ((2, 3, 64, 96), np.float32)
    assert (batch[:, 0, :40, :70] == 255).all()
    assert (batch[:, 1] == 0).all()
    assert (batch[:, 2, :40, :70] == 7).all()
    assert batch[:, :, 40:].sum() == batch[:, :, :, 70:].sum() == 0


def test_detect_hands_the_network_red_first(monkeypatch):
    seen = []

    class Session:
        def __init__(self, *_args, **_kwargs): ...

        def get_inputs(self):
            return [type("Input", (), {"name": "input"})]

        def run(self, _outputs, feed, _options):
            seen.append(feed["input"])
            n, _, h, w = feed["input"].shape
            return [np.zeros((n, channels, h // 4, w // 4), np.float32) for channels in (1, 2, 2, 10)]

    monkeypatch.setattr(onnxruntime, "InferenceSession", Session)
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[..., 0] = 200
    assert CenterFace().detect(picture) == []
    *looks, last = seen
    assert looks
    assert all(batch[:, 0].max() == 200 and batch[:, 1:].max() == 0 for batch in looks)
    assert last.max() == 0  # it sees nothing, so that memory is given back


def test_outputs_are_read_in_cells_of_four_pixels_y_before_x():
    heat, size, offset, marks = (np.zeros((channels, 10, 12), np.float32) for channels in (1, 2, 2, 10))
    heat[0, 4, 7], heat[0, 1, 1] = 0.75, 0.5
    size[:, 4, 7] = np.log([8, 6])  # height and width in cells of 4 pixels
    offset[:, 4, 7] = [0.25, -0.5]  # y and x
    marks[:, 4, 7] = [0.3, 0.2, 0.3, 0.8, 0.5, 0.5, 0.7, 0.3, 0.7, 0.7]
    read = read_outputs(heat, size, offset, marks)
    centre = np.array([(7 - 0.5 + 0.5) * 4, (4 + 0.25 + 0.5) * 4])
    assert len(read) == 1
    assert read.scores[0] == 0.75
    assert np.allclose(read.boxes[0], np.hstack([centre - [12, 16], np.add(centre, [12, 16])]), atol=1e-4)
    corner = centre - [12, 16]
    fractions = np.array([(0.2, 0.3), (0.8, 0.3), (0.5, 0.5), (0.3, 0.7), (0.7, 0.7)])
    assert np.allclose(read.landmarks[0], corner + fractions * [24, 32], atol=1e-4)


def test_a_second_look_is_black_outside_the_photo():
    photo = np.full((100, 100, 3), 200, np.uint8)
    picture = close_up(photo, photo, Similarity(np.array([[1.0, 0, 92], [0, 1, 92]])))
    assert picture[100:, 100:].min() == 200
    assert picture[:92].max() == picture[:, :92].max() == 0


@pytest.mark.parametrize("turn", range(4))
def test_the_astronaut_is_found_in_every_turn(detector, astronaut, turn):
    upright = detector.detect(astronaut, largest_only=True)[0]
    faces = detector.detect(np.rot90(astronaut, turn), largest_only=True)
    assert len(faces) == 1
    x, y = upright.landmarks.T
    expected = np.stack([(x, y), (y, 512 - x), (512 - x, 512 - y), (512 - y, x)][turn], axis=1)
    assert np.abs(faces[0].landmarks - expected).max() < 2
    assert faces[0].residual < 4


def test_the_sample_photo_has_one_face(detector, astronaut):
    faces = detector.detect(astronaut)
    assert len(faces) == 1
    (x0, y0, x1, y1), (left, right, nose, *mouth) = faces[0].box, faces[0].landmarks
    assert x0 < left[0] < nose[0] < right[0] < x1
    assert y0 < left[1] < nose[1] < mouth[0][1] < y1
    assert faces[0].score > 0.8


@pytest.mark.parametrize("turn", [0, 2])
@pytest.mark.parametrize("length", [900, 2400])
def test_a_face_of_one_sixtieth_is_found(detector, portrait, length, turn):
    canvas = grey(length, length * 3 // 4)
    middle = pasted(canvas, portrait, length / 60, (length // 3, length // 4), turn)
    faces = detector.detect(canvas)
    assert len(faces) == 1
    assert np.abs(faces[0].landmarks.mean(0) - middle).max() < length / 60 / 3
    eyes, mouth = faces[0].landmarks[:2].mean(0), faces[0].landmarks[3:].mean(0)
    assert (mouth[1] > eyes[1]) == (turn == 0)


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("margin", [40, 0], ids=["filled", "more than filled"])
def test_a_face_that_fills_the_picture_is_found(detector, portrait, turn, margin):
    head, _ = portrait
    cut = 40 - margin // 2
    full = np.rot90(cv2.resize(head[cut:-cut, cut:-cut], None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC), turn)
    faces = detector.detect(full, largest_only=True)
    assert len(faces) == 1
    assert side(faces[0]) > 0.6 * max(full.shape)


def test_faces_come_largest_first_and_largest_only_is_the_first(detector, portrait):
    canvas = grey(1200, 800)
    middles = [
        pasted(canvas, portrait, 60, (100, 100)),
        pasted(canvas, portrait, 240, (600, 200)),
        pasted(canvas, portrait, 110, (100, 500), 2),
    ]
    faces = detector.detect(canvas)
    assert len(faces) == 3
    for face, middle in zip(faces, [middles[1], middles[2], middles[0]], strict=True):
        assert np.abs(face.landmarks.mean(0) - middle).max() < 0.2 * side(face)
    alone = detector.detect(canvas, largest_only=True)
    assert len(alone) == 1
    assert np.allclose(alone[0].landmarks, faces[0].landmarks, atol=2)


def test_where_only_small_faces_are_largest_only_looks_for_them(detector, portrait):
    canvas = grey(1600, 1200)
    pasted(canvas, portrait, 27, (300, 300))
    assert len(detector.detect(canvas, largest_only=True)) == 1


@settings(max_examples=8, deadline=None, derandomize=True)
@given(left=st.integers(0, 150), top=st.integers(0, 60), scale=st.floats(0.6, 1.6))
def test_a_mirrored_photo_has_mirrored_faces(detector, astronaut, left, top, scale):
    cut = cv2.resize(astronaut[top:400, left:400], None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    face = detector.detect(cut, largest_only=True)[0]
    mirrored = detector.detect(np.ascontiguousarray(cut[:, ::-1]), largest_only=True)[0]
    back = (mirrored.landmarks * [-1, 1] + [cut.shape[1], 0])[MIRRORED]
    assert np.abs(back - face.landmarks).max() < 0.02 * side(face) + 0.5


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (2, 2), (31, 33), (0, 10)])
@pytest.mark.parametrize("value", [0, 255])
def test_empty_pictures_of_any_shape_have_no_face(detector, shape, value):
    assert detector.detect(np.full((*shape, 3), value, np.uint8)) == []


def test_grain_has_no_face(detector):
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), np.uint8)
    assert detector.detect(noise) == []


def photo(path):
    return np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))


@pytest.mark.parametrize(
    ("number", "count"), [("13", 10), ("14", 33), ("21", 2), ("30", 0), ("32", 0), ("33", 0), ("34", 0)]
)
def test_all_faces_of_the_shared_photos_are_found_and_no_more(detector, shared, number, count):
    (path,) = (shared / "photos").glob(f"{number}_*")
    assert len(detector.detect(photo(path))) == count


PORTRAITS = ["01", "03", "04", "05", "06", "09", "10", "11", "16", "17", "18", "19", "20", "22", "23"]


@pytest.mark.parametrize("number", PORTRAITS)
def test_the_face_of_every_shared_portrait_is_found(detector, shared, number):
    (path,) = (shared / "photos").glob(f"{number}_*")
    (face,) = detector.detect(photo(path), largest_only=True)
    assert face.residual < 13


def test_landmarks_agree_with_the_shared_ones(detector, shared):
    with (shared / "data" / "faces.csv").open() as stream:
        known = {row["file"]: row["landmarks"] for row in csv.DictReader(stream) if row["split"] == "test"}
    errors = []
    with tarfile.open(shared / "data" / "test-00.tar") as tar:
        for member in [member for member in tar if member.name.endswith(".webp")][:150]:
            picture = photo(io.BytesIO(tar.extractfile(member).read()))
            (face,) = detector.detect(picture, largest_only=True)
            expected = np.array(known[member.name].split(), np.float64).reshape(5, 2)
            errors.append(np.linalg.norm(face.landmarks - expected, axis=1).mean())
    assert len(errors) == 150
    assert np.mean(errors) < 1.0


def test_a_search_says_how_far_it_is_and_can_be_ended(detector, portrait):
    head, _ = portrait
    told = []
    faces = detector.detect(head, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def enough(share):
        if share > 0.5:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        detector.detect(head, progress=enough)
    assert [face.box for face in detector.detect(head)] == [face.box for face in faces]


MALLOC = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")


class Malloc(ctypes.Structure):
    """``mallinfo2`` of glibc."""

    _fields_ = [(name, ctypes.c_size_t) for name in MALLOC]


def in_use():
    """MB that were taken and not freed, in whatever way, by any library of this process."""
    told = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if told is None:
        pytest.skip("another C library")
    told.restype = Malloc
    found = told()
    return (found.uordblks + found.hblkhd) / 2**20


@pytest.mark.parametrize("heads", [1, 2, 9])
def test_no_memory_is_kept_of_a_picture(astronaut, heads):
    fresh = CenterFace(threads=1)
    before = in_use()
    assert fresh.detect(np.hstack([astronaut[:256, 64:320]] * heads))
    assert in_use() - before < 20


def test_no_memory_is_kept_of_a_search_that_was_stopped(astronaut):
    fresh = CenterFace(threads=1)
    before = in_use()

    def stop(_share):
        raise Cancelled("")

    with pytest.raises(Cancelled):
        fresh.detect(astronaut, progress=stop)
    assert in_use() - before < 20
