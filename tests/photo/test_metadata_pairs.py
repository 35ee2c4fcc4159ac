"""Nothing that a person wrote is lost between formats that can hold it: all pairs of formats in and out."""

import io
import re
import struct
from pathlib import Path

import pytest
import tifffile
from PIL import Image, PngImagePlugin

from facelab.photo import exif, iptc
from facelab.photo.metadata import IN_EXIF, IN_XMP, KEPT
from facelab.photo.read import read, read_bytes
from facelab.photo.write import write
from facelab.photo.xmp import Mark

EXTENSIONS = {"JPEG": ".jpg", "PNG": ".png", "TIFF": ".tif", "WEBP": ".webp", "AVIF": ".avif"}
ARTIST = "Иван © Müller"
CAPTION, KEYWORDS, RIGHTS, COMMENT, TITLE = "Закат", ("море", "été"), "© Ivan", "ein schöner Tag", "Grüße"
SAYS = {
    "JPEG": {"Exif", "XMP", "IPTC", "comments", "resolution"},
    "PNG": {"Exif", "XMP", "IPTC", "comments", "other texts", "resolution"},
    "TIFF": {"Exif", "XMP", "IPTC", "resolution"},
    "WEBP": {"Exif", "XMP"},
    "AVIF": {"Exif", "XMP"},
    "HEIF": {"Exif", "XMP"},
    "BMP": {"resolution"},
    "GIF": {"comments"},
}
"""What the file made of each format says."""


def exif_data():
    return exif.with_tags(None, {315: exif.Value(2, ARTIST.encode() + b"\0")})


def iptc_data():
    said = [(1, 90, b"\x1b%G"), (2, 120, CAPTION.encode()), (2, 116, RIGHTS.encode())]
    said += [(2, 25, word.encode()) for word in KEYWORDS]
    return b"".join(struct.pack(">BBBH", 0x1C, record, number, len(value)) + value for record, number, value in said)


def file_of(made, name):
    """A file of a format that says all of SAYS, put together by others: Pillow and tifffile."""
    quarters, xmp, known = made.quarters(), made.xmp_block(), exif_data()
    block = iptc.as_block(iptc_data())
    if name == "HEIF":
        return made.heic(exif=known, xmp=xmp)
    if name == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        text.add_text("Raw profile type iptc", f"\niptc\n{len(block):8d}\n{block.hex()}\n", zip=True)
        text.add_itxt("Comment", COMMENT)
        text.add_itxt("Title", TITLE, zip=True)
        return made.picture_file(quarters, name, exif=known, pnginfo=text, dpi=(300, 300))
    if name == "TIFF":
        artist = ARTIST.encode() + b"\0"
        tags = {315: (2, len(artist), artist), 700: (1, len(xmp), xmp), 33723: (7, len(iptc_data()), iptc_data())}
        return made.deep_tiff(quarters, tags, photometric="rgb", resolution=(300, 300), resolutionunit="inch")
    options = {
        "JPEG": {"exif": exif.PREFIX + known, "xmp": xmp, "comment": COMMENT.encode(), "dpi": (300, 300)},
        "GIF": {"comment": COMMENT.encode()},
        "BMP": {"dpi": (300, 300)},
    }.get(name, {"exif": exif.PREFIX + known, "xmp": xmp})
    data = made.picture_file(quarters, name, **options)
    blocks = b"Photoshop 3.0\0" + block
    return data[:20] + struct.pack(">BBH", 255, 0xED, len(blocks) + 2) + blocks + data[20:] if name == "JPEG" else data


def places(path):
    """What other programs find in each place of a file: (bytes of Exif, XMP, IPTC, texts, dots per inch)."""
    if path.suffix == ".tif":
        with tifffile.TiffFile(path) as file:
            tags = file.pages.first.tags
            packet, blocks = tags.valueof(700, b""), tags.valueof(33723, b"")
            rational = tags.valueof(282, (0, 1))
        with Image.open(path) as image:
            return str(image.getexif().get(315, "")), packet.decode(), bytes(blocks), {}, rational[0] / rational[1]
    with Image.open(path) as image:
        image.load()
        info, known = image.info, image.getexif()
        packet = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
        texts = dict(getattr(image, "text", {}))
        if "comment" in info:
            texts["Comment"] = info["comment"].decode()
        blocks = info.get("photoshop", {}).get(0x0404, b"")
        if raw := texts.get("Raw profile type iptc"):
            blocks = bytes.fromhex("".join(raw.split()[2:]))
        # WebP and AVIF have no other place for it.
        own = info.get("dpi", (0,))[0] if path.suffix in (".jpg", ".png") else known.get(282, 0)
        artist = str(known.get(315, ""))
    return artist, packet if isinstance(packet, str) else packet.decode(), blocks, texts, float(own)


@pytest.mark.parametrize("out", KEPT)
@pytest.mark.parametrize("name", SAYS)
def test_every_pair_of_formats_keeps_what_the_table_says(made, tmp_path, name, out):
    path = tmp_path / f"out{EXTENSIONS[out]}"
    write(read_bytes(file_of(made, name)), path, mark=Mark.EDITED)
    artist, packet, blocks, texts, dots = places(path)
    kept = KEPT[out]
    assert Mark.EDITED.value in packet
    if "Exif" in SAYS[name]:
        assert artist.encode("latin-1", "ignore").decode(errors="ignore") == ARTIST or artist == ARTIST
    if "XMP" in SAYS[name]:
        assert "Grandmother’s album" in packet
    if "resolution" in SAYS[name]:
        assert dots == pytest.approx(300, abs=0.1)
    for field, words in {"IPTC": (CAPTION, RIGHTS, *KEYWORDS), "comments": (COMMENT,), "other texts": (TITLE,)}.items():
        if field in SAYS[name]:
            own = blocks.decode(errors="replace") if field == "IPTC" else "\n".join(texts.values())
            assert all(word in (packet if kept[field] == IN_XMP else own) for word in words), field


def test_the_places_are_told_apart():
    assert {place for places in KEPT.values() for place in places.values()} >= {IN_XMP, IN_EXIF}
    assert len({tuple(places) for places in KEPT.values()}) == 1


def test_the_documents_say_what_the_table_says():
    text = (Path(__file__).parents[2] / "docs" / "file-formats.md").read_text()
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", text, re.MULTILINE)]
    start = next(index for index, row in enumerate(rows) if row[0] == "Photos")
    table = rows[start : start + 2 + len(KEPT["JPEG"])]
    said = {form: {row[0]: row[1 + at] for row in table[2:]} for at, form in enumerate(table[0][1:])}
    assert said == KEPT


@pytest.mark.parametrize("out", KEPT)
def test_what_the_packet_says_already_stays_and_the_rest_stands_beside_it(made, tmp_path, out):
    text = PngImagePlugin.PngInfo()
    inside = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Another</rdf:li></rdf:Alt></dc:title>'
    text.add_itxt("XML:com.adobe.xmp", made.xmp_block(inside=inside).decode())
    text.add_itxt("Title", TITLE)
    path = tmp_path / f"out{EXTENSIONS[out]}"
    write(read_bytes(made.picture_file(made.quarters(), "PNG", pnginfo=text)), path, mark=Mark.EDITED)
    _, packet, _, texts, _ = places(path)
    assert "Another" in packet
    assert texts["Title"] == TITLE if out == "PNG" else f"Title: {TITLE}" in packet


@pytest.mark.parametrize("out", KEPT)
def test_the_place_goes_from_iptc_and_texts_too(made, tmp_path, out):
    city = struct.pack(">BBBH", 0x1C, 2, 90, 6) + b"Geneva"
    text = PngImagePlugin.PngInfo()
    block = iptc.as_block(city + iptc_data())
    text.add_text("Raw profile type iptc", f"\niptc\n{len(block):8d}\n{block.hex()}\n")
    text.add_text("exif:GPSLatitude", "59/1")
    picture = read_bytes(made.picture_file(made.quarters(), "PNG", pnginfo=text))
    for strip in (False, True):
        path = tmp_path / f"{strip}{EXTENSIONS[out]}"
        write(picture, path, strip_gps=strip)
        _, packet, blocks, texts, _ = places(path)
        said = packet + blocks.decode(errors="replace") + str(texts)
        assert ("Geneva" in said, "59/1" in said) == (not strip, not strip)


def test_exif_in_pngs_raw_profile_turns_the_picture(made):
    known = exif.PREFIX + made.exif_block(6)
    for kind in ("exif", "APP1"):
        text = PngImagePlugin.PngInfo()
        text.add_text(f"Raw profile type {kind}", f"\n{kind}\n{len(known):8d}\n{known.hex()}\n", zip=True)
        picture = read_bytes(made.picture_file(made.quarters(), "PNG", pnginfo=text))
        assert picture.samples.shape == (64, 48, 3) and b"Pinhole" in picture.metadata.exif


def test_bigtiff_says_what_tiff_does(made):
    artist = ARTIST.encode() + b"\0"
    stream = io.BytesIO()
    tags = [(315, 2, len(artist), artist, True)]
    tifffile.imwrite(stream, made.quarters(), bigtiff=True, extratags=tags, photometric="rgb", metadata=None)
    assert ARTIST.encode() in read_bytes(stream.getvalue()).metadata.exif


def test_a_packet_longer_than_a_segment_comes_back_whole(made, tmp_path):
    long = made.xmp_block(inside=f"<dc:description>{'я' * 40_000}</dc:description>")
    data = made.picture_file(made.quarters(), "WEBP", xmp=long)
    write(read_bytes(data), tmp_path / "out.jpg", mark=Mark.EDITED)
    assert "я" * 40_000 in read(tmp_path / "out.jpg").metadata.xmp.decode()


@pytest.mark.parametrize("out", KEPT)
def test_a_resolution_that_is_no_number_makes_no_file_unreadable(made, tmp_path, out):
    broken = exif.with_tags(exif_data(), {tag: exif.Value(2, b"\0\0\1,\0\0") for tag in (282, 283)})
    path = tmp_path / f"out{EXTENSIONS[out]}"
    write(read_bytes(made.deep_png(made.quarters(), (b"eXIf", broken))), path, mark=Mark.EDITED)
    assert ARTIST.encode() in read(path).metadata.exif
