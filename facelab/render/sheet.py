"""Sheets of pictures with captions: planned once, then drawn as pixels or as a page of PDF.

Text is DejaVu Sans, which has Latin, Greek and Cyrillic; in PDF it is text and the pictures lie under it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from facelab.errors import DataError, Message
from facelab.files import resource
from facelab.photo.encode import jpeg
from facelab.photo.picture import Picture
from facelab.photo.write import FORMATS
from facelab.progress import CountCallback, quiet

Pixels = NDArray[np.uint8]

PDF, PNG = ".pdf", ".png"
SUFFIXES = (*FORMATS, PDF)
"""What a sheet is written as, by extension."""
FONT = "fonts/DejaVuSans.ttf"
CELLS = 64, 512
"""Least and greatest side of a cell, in pixels."""
MOST = 600_000_000
"""Samples of a sheet."""
WHOLE = 150_000_000
"""Samples of a sheet that is encoded as a whole: with the model and the encoder, that stays within a gigabyte."""
BORDER = 12
"""Pixels around all of it."""
LOSSLESS = 100_000_000
"""Samples of a sheet that are put into a PDF without loss; a larger page would fill memory, disk and viewer."""
JPEG_QUALITY = 95
"""Of what is put in with loss."""
POINTS_OF_A_PIXEL = 0.75
"""96 pixels are an inch."""
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""What a PDF says of when it was made: the same sheet is the same bytes."""


@dataclass(frozen=True)
class Style:
    """How a sheet looks.

    Attributes:
        cell: pixels along each side of a picture, 64..512.
        margin: pixels between pictures, 0..64.
        dark: a dark ground instead of a light one.
        title: above all; "" for none.
    """

    cell: int = 128
    margin: int = 4
    dark: bool = False
    title: str = ""

    def __post_init__(self) -> None:
        if not CELLS[0] <= self.cell <= CELLS[1]:
            raise DataError(
                "A cell must be {least} to {most} pixels, not {cell}.", least=CELLS[0], most=CELLS[1], cell=self.cell
            )
        if not 0 <= self.margin <= 64:
            raise DataError("A margin must be 0 to 64 pixels, not {margin}.", margin=self.margin)

    @property
    def ground(self) -> tuple[int, int, int]:
        """Colour behind everything."""
        return (30, 30, 32) if self.dark else (255, 255, 255)

    @property
    def ink(self) -> tuple[int, int, int]:
        """Colour of the text."""
        return (235, 235, 235) if self.dark else (25, 25, 25)

    @property
    def text(self) -> int:
        """Height of captions, in pixels."""
        return max(10, min(20, round(self.cell / 9)))


@dataclass(frozen=True)
class Text:
    """A caption.

    Attributes:
        words: the text. size: its height in pixels.
        x, y: where, in pixels of the sheet: the middle of the line's height, and its end by ``anchor``.
        anchor: "left", "middle" or "right" of the line.
    """

    words: str
    size: int
    x: float
    y: float
    anchor: Literal["left", "middle", "right"]


@dataclass(frozen=True)
class Sheet:
    """What is on a sheet.

    Attributes:
        style: how it looks.
        rows, columns: how many pictures each way.
        heads: above the columns; none, or one each.
        sides: left of the rows; none, or one each.
        under: under the pictures, row by row; none, or one each.
    """

    style: Style
    rows: int
    columns: int
    heads: Sequence[str] = ()
    sides: Sequence[str] = ()
    under: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.rows < 1 or self.columns < 1:
            raise DataError("A sheet needs at least one row and one column.")
        for given, wanted, what in (
            (self.heads, self.columns, Message("column")),
            (self.sides, self.rows, Message("row")),
            (self.under, self.rows * self.columns, Message("picture")),
        ):
            if given and len(given) != wanted:
                raise DataError(
                    "A sheet has a caption for every {what} or for none: {given} for {wanted}.",
                    what=what,
                    given=len(given),
                    wanted=wanted,
                )
        if 3 * self.width * self.height > MOST:
            raise DataError(
                "A sheet of {width} × {height} pixels is too large; take smaller cells, or fewer.",
                width=self.width,
                height=self.height,
            )

    def check_whole(self, form: str) -> None:
        """Raise a DataError where the sheet is too large for a format that is encoded as a whole."""
        if 3 * self.width * self.height > WHOLE:
            raise DataError(
                "A sheet of {width} × {height} pixels is too large for {form}; take smaller cells, fewer, "
                "or .png or .pdf, which are written row by row.",
                width=self.width,
                height=self.height,
                form=form,
            )

    @cached_property
    def _line(self) -> int:
        return round(1.6 * self.style.text)

    @cached_property
    def _left(self) -> int:
        widest = max((_width(self._cut_side(words), self.style.text) for words in self.sides), default=0)
        return BORDER + (widest + self.style.text if widest else 0)

    @cached_property
    def _top(self) -> int:
        title = round(2.4 * self.style.text) if self.style.title else 0
        return BORDER + title + (self._line if self.heads else 0)

    @property
    def _step(self) -> tuple[int, int]:
        under = self._line if self.under else 0
        return self.style.cell + self.style.margin, self.style.cell + self.style.margin + under

    @property
    def width(self) -> int:
        """Pixels across."""
        pictures = self.columns * self._step[0] - self.style.margin
        title = _width(self.style.title, self._title) if self.style.title else 0
        return max(self._left + pictures, BORDER + title) + BORDER

    @property
    def height(self) -> int:
        """Pixels down."""
        return self._top + self.rows * self._step[1] - self.style.margin + BORDER

    @property
    def _title(self) -> int:
        return round(1.4 * self.style.text)

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Left and top of a picture."""
        return self._left + column * self._step[0], self._top + row * self._step[1]

    @property
    def texts(self) -> list[Text]:
        """All captions; those under pictures are cut to the picture's width."""
        return [*self.texts_above(), *(text for row in range(self.rows) for text in self.texts_of(row))]

    def texts_above(self) -> list[Text]:
        """The captions above the first row of pictures."""
        size, half = self.style.text, self.style.cell / 2
        found = []
        if self.style.title:
            found.append(Text(self.style.title, self._title, BORDER, BORDER + self.style.text, "left"))
        for column, words in enumerate(self.heads):
            x = self.place(0, column)[0] + half
            found.append(Text(self._cut(words), size, x, self._top - self._line / 2, "middle"))
        return [text for text in found if text.words]

    def texts_of(self, row: int) -> list[Text]:
        """The captions beside and under a row of pictures."""
        size, half = self.style.text, self.style.cell / 2
        found = []
        if self.sides:
            words = self._cut_side(self.sides[row])
            found.append(Text(words, size, self._left - size, self.place(row, 0)[1] + half, "right"))
        for column, words in enumerate(self.under[row * self.columns : (row + 1) * self.columns]):
            x, y = self.place(row, column)
            found.append(Text(self._cut(words), size, x + half, y + 2 * half + self._line / 2, "middle"))
        return [text for text in found if text.words]

    @property
    def edges(self) -> list[int]:
        """Where strips of the sheet begin and the last ends: what is above the pictures, and every row of them."""
        return [0, *(self.place(row, 0)[1] for row in range(self.rows)), self.height]

    def _cut_side(self, words: str) -> str:
        """A caption beside a row is cut to twice a picture's width."""
        return self._cut(words, 2 * self.style.cell)

    def _cut(self, words: str, room: int | None = None) -> str:
        room = self.style.cell + self.style.margin - 2 if room is None else room
        if _width(words, self.style.text) <= room:
            return words
        while words and _width(words + "…", self.style.text) > room:
            words = words[:-1]
        return words + "…"


def pictures_of(sheet: Sheet, pictures: Iterable[Pixels], progress: CountCallback = quiet) -> Pixels:
    """A sheet with its pictures, without text.

    Args:
        sheet: the plan.
        pictures: chunks (n, H, W, 3) of pictures, row by row; resampled to the cells.
        progress: of the pictures done; what it raises stops the work.

    Returns:
        (height, width, 3).
    """
    drawn = np.empty((sheet.height, sheet.width, 3), np.uint8)
    for top, strip in zip(sheet.edges, strips_of(sheet, pictures, progress), strict=False):
        drawn[top : top + len(strip)] = strip
    return drawn


def strips_with_text(sheet: Sheet, pictures: Iterable[Pixels]) -> Iterator[Pixels]:
    """As ``strips_of``, with captions."""
    for number, (top, strip) in enumerate(zip(sheet.edges, strips_of(sheet, pictures), strict=False)):
        yield _written(sheet, strip, sheet.texts_of(number - 1) if number else sheet.texts_above(), top)


def strips_of(sheet: Sheet, pictures: Iterable[Pixels], progress: CountCallback = quiet) -> Iterator[Pixels]:
    """A sheet without text from top to bottom, (n, width, 3) at a time, so that a large one never lies in memory;
    arguments as those of ``pictures_of``."""
    edges, cell, drawn = sheet.edges, sheet.style.cell, _one_by_one(pictures, progress)
    for number, (top, bottom) in enumerate(pairwise(edges)):
        strip = np.empty((bottom - top, sheet.width, 3), np.uint8)
        strip[:] = sheet.style.ground
        for column, picture in zip(range(sheet.columns if number else 0), drawn, strict=False):
            x = sheet.place(0, column)[0]
            strip[:cell, x : x + cell] = _resampled(picture, cell)
        yield strip
    for _ in drawn:  # there are no more; but the progress of the last of them is still to be told
        pass


def _one_by_one(pictures: Iterable[Pixels], progress: Callable[[int], None]) -> Iterator[Pixels]:
    done = 0
    for chunk in pictures:
        yield from chunk
        done += len(chunk)
        progress(done)


def with_text(sheet: Sheet, drawn: Pixels) -> Pixels:
    """The sheet's pixels with its captions written into them; changed in place."""
    return _written(sheet, drawn, sheet.texts, 0)


def _written(sheet: Sheet, drawn: Pixels, texts: Iterable[Text], above: int) -> Pixels:
    """Rows of the sheet from ``above`` on with captions written into them; changed in place."""
    for text in texts:
        font = _font(text.size)
        width, height = _width(text.words, text.size) + 4, 2 * text.size
        left = round(text.x - {"left": 0, "middle": width / 2, "right": width}[text.anchor])
        top = round(text.y - height / 2) - above
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + width, sheet.width), min(top + height, len(drawn))
        patch = Image.fromarray(drawn[y0:y1, x0:x1])  # only there: a large sheet is not copied
        at = width / 2 + left - x0, height / 2 + top - y0
        ImageDraw.Draw(patch).text(at, text.words, sheet.style.ink, font, anchor="mm")
        drawn[y0:y1, x0:x1] = np.asarray(patch)
    return drawn


def to_pdf(sheet: Sheet, strips: Iterable[Pixels], xmp: bytes | None) -> bytearray:
    """The sheet as one page of PDF: its pictures under text that can be searched and enlarged.

    Args:
        sheet: the plan.
        strips: its pictures without text, (n, width, 3) at a time from top to bottom. They are kept without loss in a
            sheet of at most ``LOSSLESS`` samples, and as JPEGs in a larger one.
        xmp: a packet of metadata.
    """
    from fpdf import FPDF

    for library in ("fontTools", "fpdf"):  # of signs that no font has they would talk on the terminal
        logging.getLogger(library).addHandler(logging.NullHandler())
    width, height = (POINTS_OF_A_PIXEL * length for length in (sheet.width, sheet.height))
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.set_creation_date(WRITTEN)
    pdf.set_margin(0)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_title(sheet.style.title or "FaceLab")
    pdf.set_fill_color(*sheet.style.ground)
    pdf.rect(0, 0, width, height, style="F")  # a viewer may leave a hairline between two pictures
    top = 0
    for strip, picture in _parts(sheet, strips):
        pdf.image(picture, 0, POINTS_OF_A_PIXEL * top, width, POINTS_OF_A_PIXEL * len(strip))
        top += len(strip)
    pdf.add_font("DejaVu", fname=resource(FONT))
    pdf.set_text_color(*sheet.style.ink)
    for text in sheet.texts:
        pdf.set_font("DejaVu", size=POINTS_OF_A_PIXEL * text.size)
        share = {"left": 0.0, "middle": 0.5, "right": 1.0}[text.anchor]
        x = POINTS_OF_A_PIXEL * text.x - share * pdf.get_string_width(text.words)
        pdf.text(x, POINTS_OF_A_PIXEL * (text.y + 0.36 * text.size), text.words)
    if xmp:
        pdf.set_xmp_metadata(_inside(xmp))
    return pdf.output()


def _parts(sheet: Sheet, strips: Iterable[Pixels]) -> Iterator[tuple[Pixels, Image.Image | BytesIO]]:
    """Strips, and as what each is put into a PDF: all as one, or each as a JPEG."""
    if 3 * sheet.width * sheet.height <= LOSSLESS:
        whole = np.concatenate(list(strips))
        yield whole, Image.fromarray(whole)
        return
    for strip in strips:
        coded = BytesIO()
        jpeg(Picture(strip), JPEG_QUALITY, coded)
        yield strip, coded


def _inside(packet: bytes) -> str:
    """What a packet of XMP holds: fpdf2 puts a wrapper of its own around it."""
    text = packet.decode()
    return text[text.index("<x:xmpmeta") : text.index("</x:xmpmeta>") + len("</x:xmpmeta>")]


def _resampled(picture: Pixels, cell: int) -> Pixels:
    if picture.shape[0] == cell:
        return picture
    return np.asarray(Image.fromarray(picture).resize((cell, cell), Image.Resampling.LANCZOS))


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resource(FONT), size)


def _width(words: str, size: int) -> int:
    return round(_font(size).getlength(words))
