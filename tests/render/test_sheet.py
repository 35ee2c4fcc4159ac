import io
import re
import subprocess
import sys
import zlib

import numpy as np
import pytest
from PIL import Image, ImageFont

from facelab.errors import DataError
from facelab.files import resource
from facelab.photo.encode import png_by_strips
from facelab.photo.xmp import Mark, packet
from facelab.render.sheet import FONT, Sheet, Style, Text, pictures_of, strips_of, strips_with_text, to_pdf, with_text

PICTURES = np.random.default_rng(0).integers(0, 256, (6, 64, 64, 3)).astype(np.uint8)


def sheet(**style) -> Sheet:
    return Sheet(
        Style(**{"cell": 64, "title": "Улыбка", **style}),
        2,
        3,
        heads=["−1", "0", "+1"],
        sides=["первое лицо", "second"],
        under=[f"{n} %" for n in range(6)],
    )


def test_every_picture_is_where_it_belongs_and_none_is_written_over():
    plan = sheet()
    drawn = with_text(plan, pictures_of(plan, [PICTURES[:4], PICTURES[4:]]))
    for index, picture in enumerate(PICTURES):
        x, y = plan.place(*divmod(index, 3))
        assert np.array_equal(drawn[y : y + 64, x : x + 64], picture)


def test_by_strips_it_is_the_same_sheet_also_in_a_file():
    plan = sheet(margin=3)
    whole = with_text(plan, pictures_of(plan, [PICTURES]))
    strips = list(strips_with_text(plan, [PICTURES[:4], PICTURES[4:]]))
    assert [len(strip) for strip in strips] == np.diff(plan.edges).tolist()
    assert np.array_equal(np.concatenate(strips), whole)
    note = packet(None, Mark.GENERATED)
    with Image.open(io.BytesIO(b"".join(png_by_strips((plan.width, plan.height), strips, note)))) as made:
        made.load()
        assert np.array_equal(np.asarray(made), whole)
        assert made.mode == "RGB"
        assert Mark.GENERATED.value in made.info["XML:com.adobe.xmp"]


def test_all_pictures_are_told_of_when_they_are_there():
    told = []
    pictures_of(sheet(), [PICTURES[:4], PICTURES[4:]], told.append)
    assert told == [4, 6]


def test_captions_are_written_beside_the_pictures():
    plan = sheet()
    bare = pictures_of(plan, [PICTURES])
    written = with_text(plan, bare.copy())
    assert len(plan.texts) == 1 + 3 + 2 + 6
    for text in plan.texts:
        y = slice(round(text.y) - text.size, round(text.y) + text.size)
        assert (written[y] != bare[y]).any(), text.words


def test_captions_lie_on_the_sheet_and_beside_one_another():
    plan = sheet(margin=0)
    boxes = [box(text) for text in plan.texts]
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= plan.width
        assert 0 <= top < bottom <= plan.height
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def box(text: Text) -> tuple[float, float, float, float]:
    width = ImageFont.truetype(resource(FONT), text.size).getlength(text.words)
    left = text.x - {"left": 0, "middle": width / 2, "right": width}[text.anchor]
    return left, text.y - text.size / 2, left + width, text.y + text.size / 2


def test_what_is_too_long_under_a_picture_is_cut():
    plan = Sheet(Style(cell=64), 1, 1, under=["a very long word about nothing at all"])
    assert plan.texts[0].words.endswith("…")


def test_cells_are_resampled_to_their_size():
    plan = Sheet(Style(cell=100, margin=0), 1, 2)
    drawn = pictures_of(plan, [PICTURES[:2]])
    x, y = plan.place(0, 1)
    assert drawn[y : y + 100, x : x + 100].std() > 10


def test_dark_and_light():
    for dark in (False, True):
        plan = sheet(dark=dark)
        assert (with_text(plan, pictures_of(plan, [PICTURES]))[0, 0] == plan.style.ground).all()


@pytest.mark.parametrize("style", [{"cell": 63}, {"cell": 513}, {"margin": -1}, {"margin": 65}])
def test_a_style_beyond_its_limits_is_refused(style):
    with pytest.raises(DataError):
        Style(**style)


def test_a_sheet_too_large_for_memory_is_refused_before_any_work():
    with pytest.raises(DataError, match="too large"):
        Sheet(Style(cell=512), 100, 100)
    assert Sheet(Style(cell=128), 100, 100).rows == 100


def test_a_caption_for_some_is_refused():
    with pytest.raises(DataError, match="every column"):
        Sheet(Style(), 2, 3, heads=["one"])


def test_a_pdf_holds_text_pictures_and_the_mark_and_is_the_same_every_time():
    plan = sheet()
    drawn = pictures_of(plan, [PICTURES])
    page = to_pdf(plan, [drawn[:50], drawn[50:]], packet(None, Mark.GENERATED))
    assert page == to_pdf(plan, [drawn], packet(None, Mark.GENERATED))
    assert page.startswith(b"%PDF-")
    assert b"trainedAlgorithmicMedia" in page
    assert b"/FontFile2" in page or b"/FontFile3" in page  # the font travels along
    streams = [zlib.decompress(s) for s in re.findall(rb"/FlateDecode.*?stream\n(.*?)\nendstream", page, re.S)]
    rows = np.pad(drawn.reshape(len(drawn), -1), ((0, 0), (1, 0))).tobytes()  # each after the number of its filter
    assert rows in streams  # pictures without loss, no text in them


def test_a_pdf_of_a_large_sheet_holds_a_jpeg_of_every_strip(monkeypatch):
    monkeypatch.setattr("facelab.render.sheet.LOSSLESS", 1000)
    plan = sheet()
    strips = list(strips_of(plan, [PICTURES]))
    page = to_pdf(plan, strips, packet(None, Mark.GENERATED))
    coded = re.findall(rb"/DCTDecode.*?stream\n(.*?)\nendstream", page, re.S)
    assert len(coded) == len(strips) == plan.rows + 1
    for found, strip in zip(coded, strips, strict=True):
        picture = np.asarray(Image.open(io.BytesIO(found)))
        assert picture.shape == strip.shape
        assert np.abs(picture.astype(int) - strip).mean() < 3


def test_a_sheet_too_large_to_be_encoded_as_a_whole_is_refused():
    with pytest.raises(DataError, match=r"too large for \.jpg"):
        Sheet(Style(cell=128), 100, 100).check_whole(".jpg")
    Sheet(Style(cell=64), 100, 100).check_whole(".jpg")


def test_no_library_talks_of_signs_that_no_font_has():
    # In a process of its own, for the test runner has handlers of its own for what libraries log.
    code = (
        "import numpy as np; from facelab.render.sheet import Sheet, Style, to_pdf;"
        "pictures = np.zeros((1, 64, 64, 3), np.uint8);"
        "plan = Sheet(Style(cell=64, title='\U0001f600 \u6f22'), 1, 1, heads=[], sides=[], under=[]);"
        "to_pdf(plan, [np.zeros((plan.height, plan.width, 3), np.uint8)], None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
