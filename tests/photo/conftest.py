"""Pictures, colour profiles and HEIC files made from nothing, for the tests of photos in and out."""

import base64
import io
import struct
import zlib
from pathlib import Path
from types import SimpleNamespace

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from facelab.photo.read import read

SRGB = np.array([[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]])
P3 = np.array([[0.51512, 0.29198, 0.15710], [0.24120, 0.69225, 0.06657], [-0.00105, 0.04189, 0.78407]])
ADOBE = np.array([[0.60974, 0.20528, 0.14919], [0.31111, 0.62567, 0.06322], [0.01947, 0.06087, 0.74457]])
PROPHOTO = np.array([[0.79767, 0.13519, 0.03134], [0.28804, 0.71188, 0.00009], [0.0, 0.0, 0.82491]])


def icc(model: str, tags: dict[str, bytes], connection: str = "XYZ ") -> bytes:
    """An ICC profile of version 2 or 4: header, tag table, tags."""
    at = 132 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, tag in tags.items():
        table += struct.pack(">4sII", name.encode(), at + len(body), len(tag))
        body += tag + bytes(-len(tag) % 4)
    header = bytearray(128)
    struct.pack_into(
        ">I4sI4s4s4s", header, 0, at + len(body), b"test", 0x04200000, b"mntr", model.encode(), connection.encode()
    )
    header[36:40] = b"acsp"
    struct.pack_into(">3i", header, 68, 63190, 65536, 54061)
    return bytes(header) + table + body


def xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))


def gamma(value: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def sampled(values: np.ndarray) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(
        f">I{len(values)}H", len(values), *np.rint(np.clip(values, 0, 1) * 65535).astype(int)
    )


def parametric(kind: int, *numbers: float) -> bytes:
    return b"para\0\0\0\0" + struct.pack(f">HH{len(numbers)}i", kind, 0, *(round(n * 65536) for n in numbers))


def rgb_profile(colorants: np.ndarray, curve: bytes) -> bytes:
    columns = {f"{name}XYZ": xyz(*colorants[:, index]) for index, name in enumerate("rgb")}
    return icc("RGB ", {"wtpt": xyz(0.9642, 1, 0.8249), **columns, **{f"{name}TRC": curve for name in "rgb"}})


def grey_profile(curve: bytes) -> bytes:
    return icc("GRAY", {"wtpt": xyz(0.9642, 1, 0.8249), "kTRC": curve})


def srgb_curve(points: int) -> np.ndarray:
    x = np.linspace(0, 1, points)
    return np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)


ENCODED_XYZ = 32768 / 65535  # how ICC writes 1.0 in 16 bits of XYZ
SRGB_PARAMETERS = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def lut16(inputs: np.ndarray, corners: np.ndarray, matrix: np.ndarray | None = None) -> bytes:
    """A lut16 tag of two grid points an axis: (n) input curves, alike, and (2, ..., 2, 3) corners, 0..1."""
    axes = corners.ndim - 1
    head = struct.pack(">4sIBBBB", b"mft2", 0, axes, 3, 2, 0)
    numbers = [round(v * 65536) for v in (np.eye(3) if matrix is None else matrix).ravel()]
    entries = np.concatenate([np.tile(inputs, axes), np.clip(corners, 0, 1).ravel(), np.tile([0.0, 1.0], 3)])
    body = np.rint(entries * 65535).astype(">u2").tobytes()
    return head + struct.pack(">9iHH", *numbers, len(inputs), 2) + body


def corners_of(colour, axes: int) -> np.ndarray:
    return np.array([colour(np.array(bits)) for bits in np.ndindex(*(2,) * axes)]).reshape(*(2,) * axes, 3)


def table_profile() -> bytes:
    """P3 with gamma 2, as tables in both directions."""
    levels = np.linspace(0, 1, 4096)
    there = lut16(levels**2, corners_of(lambda rgb: P3 @ rgb * ENCODED_XYZ, 3))
    back = lut16(np.sqrt(np.clip(levels / ENCODED_XYZ, 0, 1)), corners_of(lambda rgb: rgb, 3), np.linalg.inv(P3))
    return icc("RGB ", {"wtpt": xyz(0.9642, 1, 0.8249), "A2B0": there, "B2A0": back})


def ink_profile() -> bytes:
    """Inks of which the first is red, so that none can take them for cyan."""

    def colour(ink: np.ndarray) -> np.ndarray:
        red, magenta, yellow, black = ink
        rgb = np.array([1.0, (1 - red) * (1 - magenta), (1 - red) * (1 - yellow)]) * (1 - black)
        return SRGB @ rgb * ENCODED_XYZ

    return icc("CMYK", {"wtpt": xyz(0.9642, 1, 0.8249), "A2B0": lut16(np.linspace(0, 1, 2), corners_of(colour, 4))})


@pytest.fixture(scope="session")
def profiles() -> dict[str, bytes]:
    """Profiles of curves and a matrix, or of a grey curve (their names begin with grey)."""
    return {
        "sRGB, parametric": rgb_profile(SRGB, parametric(3, *SRGB_PARAMETERS)),
        "sRGB, 1024 points": rgb_profile(SRGB, sampled(srgb_curve(1024))),
        "Display P3": rgb_profile(P3, parametric(3, *SRGB_PARAMETERS)),
        "P3, 4096 points": rgb_profile(P3, sampled(srgb_curve(4096))),
        "Adobe RGB": rgb_profile(ADOBE, gamma(563 / 256)),
        "ProPhoto": rgb_profile(PROPHOTO, gamma(1.8)),
        "linear": rgb_profile(SRGB, parametric(0, 1)),
        "grey, gamma 2.2": grey_profile(gamma(2.2)),
        "grey, gamma 1.8": grey_profile(parametric(0, 1.8)),
        "grey, sRGB's curve": grey_profile(sampled(srgb_curve(1024))),
    }


class Made(SimpleNamespace):
    """What this file makes, by name."""

    def __repr__(self) -> str:
        return "made"


@pytest.fixture(scope="session")
def made() -> Made:
    return Made(**globals())


@pytest.fixture
def photo(profiles, tmp_path):
    """A photo on disk with everything that a photo may carry."""
    path = tmp_path / "отпуск.jpg"
    exif = exif_block(6, place=True, thumbnail=b"small picture")
    xmp = xmp_block('exif:GPSLatitude="59,56.1N"')
    told = {"exif": b"Exif\0\0" + exif, "xmp": xmp, "icc_profile": profiles["Display P3"]}
    path.write_bytes(picture_file(quarters(), "JPEG", quality=95, **told))
    return read(path)


def picture_file(array: np.ndarray, name: str, **options: object) -> bytes:
    """A file that Pillow writes."""
    stream = io.BytesIO()
    Image.fromarray(array).save(stream, name, **options)
    return stream.getvalue()


def quarters(dtype: type = np.uint8, height: int = 48, width: int = 64) -> np.ndarray:
    """Four colours, one in each quarter: red, green; blue, light grey."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[: height // 2, : width // 2] = 200, 40, 40
    picture[: height // 2, width // 2 :] = 40, 180, 60
    picture[height // 2 :, : width // 2] = 50, 60, 200
    picture[height // 2 :, width // 2 :] = 220, 220, 220
    return picture.astype(dtype) * (257 if dtype == np.uint16 else 1)


def noise(*shape: int, dtype: type = np.uint8, seed: int = 0) -> np.ndarray:
    """Samples of every level, alike in every run."""
    return np.random.default_rng(seed).integers(0, np.iinfo(dtype).max + 1, shape, dtype)


def exif_block(orientation: int = 1, *, place: bool = False, thumbnail: bytes = b"", order: str = "<") -> bytes:
    """Exif data (a TIFF structure): make, orientation, a maker's note, a place, a thumbnail."""

    def entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
        return struct.pack(order + "HHI", tag, kind, count) + value.ljust(4, b"\0")

    def number(value: int) -> bytes:
        return struct.pack(order + "I", value)

    count = 4 if place else 3
    start = 8 + 2 + 12 * count + 4
    exif_at, make_at = start + 8, start
    note_at = exif_at + 2 + 12 + 4
    gps_at = note_at + 8
    degrees_at = gps_at + 2 + 2 * 12 + 4
    end = degrees_at + 24 if place else gps_at
    first = struct.pack(order + "H", count) + entry(0x010F, 2, 8, number(make_at))
    first += entry(0x0112, 3, 1, struct.pack(order + "H", orientation)) + entry(0x8769, 4, 1, number(exif_at))
    first += entry(0x8825, 4, 1, number(gps_at)) if place else b""
    first += number(end if thumbnail else 0)
    body = b"Pinhole\0" + struct.pack(order + "H", 1) + entry(0x927C, 7, 8, number(note_at)) + number(0) + b"makernot"
    if place:
        body += struct.pack(order + "H", 2) + entry(1, 2, 2, b"N\0") + entry(2, 5, 3, number(degrees_at)) + number(0)
        body += struct.pack(order + "6I", 59, 1, 56, 1, 1234, 100)
    if thumbnail:
        body += struct.pack(order + "H", 2) + entry(0x0201, 4, 1, number(end + 30))
        body += entry(0x0202, 4, 1, number(len(thumbnail))) + number(0) + thumbnail
    head = (b"II*\0" if order == "<" else b"MM\0*") + number(8)
    return head + first + body


def xmp_block(*attributes: str, inside: str = "") -> bytes:
    """An XMP packet with a title and whatever else is wanted."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" {" ".join(attributes)}>'
        f'<dc:source>Grandmother’s album</dc:source>{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def deep_tiff(samples: np.ndarray, tags: dict[int, tuple[str, int, object]] | None = None, **options: object) -> bytes:
    """A TIFF file of any kind of samples, by tifffile; extra tags as {number: (type, count, value)}."""
    stream = io.BytesIO()
    extra = [(number, *rest, True) for number, rest in (tags or {}).items()]
    tifffile.imwrite(stream, samples, extratags=extra, metadata=None, **options)
    return stream.getvalue()


def deep_png(samples: np.ndarray, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG file of 8 or 16 bits with chunks put behind its header."""
    coded = bytes(imagecodecs.png_encode(samples))
    return coded[:33] + b"".join(png_chunk(*chunk) for chunk in chunks) + coded[33:]


def png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def coded_quarters(bits: int) -> list[bytes]:
    """quarters() coded by x265 at constant quality 8, of 8 or 10 bits: three parameter sets and one picture."""
    lines = (Path(__file__).parent / "quarters.hevc.txt").read_text().splitlines()
    units = {line.split()[0]: line.split()[1:] for line in lines}[str(bits)]
    return [base64.b85decode(unit) for unit in units]


def box(name: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), name) + body


def heic(
    bits: int = 8,
    *,
    turns: int = 0,
    mirror: int | None = None,
    exif: bytes = b"",
    xmp: bytes = b"",
    profile: bytes = b"",
    code_points: tuple[int, int] | None = None,
    size: tuple[int, int] = (64, 48),
    brands: bytes = b"heic\0\0\0\0mif1heic",
) -> bytes:
    """A HEIC file (ISO/IEC 23008-12) of quarters(); turned anticlockwise; mirror 0: top and bottom."""
    *parameters, coded = coded_quarters(bits)
    profile_tier_level = parameters[1].replace(b"\0\0\3", b"\0\0")[3:15]
    record = b"\1" + profile_tier_level + bytes.fromhex("f000fcfd") + bytes([0xF8 | bits - 8] * 2) + b"\0\0\x0f"
    record += bytes([len(parameters)])
    for unit in parameters:
        record += bytes([0x80 | unit[0] >> 1 & 63]) + struct.pack(">HH", 1, len(unit)) + unit
    properties = [box(b"hvcC", record), box(b"ispe", bytes(4), struct.pack(">II", *size))]
    if profile:
        properties.append(box(b"colr", b"prof", profile))
    if code_points:
        properties.append(box(b"colr", b"nclx", struct.pack(">HHHB", *code_points, 5, 0)))
    if turns:
        properties.append(box(b"irot", bytes([turns])))
    if mirror is not None:
        properties.append(box(b"imir", bytes([mirror])))
    items = [(b"hvc1", struct.pack(">I", len(coded)) + coded, b"")]
    if exif:
        items.append((b"Exif", struct.pack(">I", 6) + b"Exif\0\0" + exif, b""))
    if xmp:
        items.append((b"mime", xmp, b"application/rdf+xml\0"))
    return _heic_file(items, properties, brands)


def _heic_file(items: list[tuple[bytes, bytes, bytes]], properties: list[bytes], brands: bytes) -> bytes:
    def meta(start: int) -> bytes:
        offsets = np.cumsum([start] + [len(content) for _, content, _ in items])
        entries, places, links = b"", b"", b""
        for number, (kind, content, note) in enumerate(items, 1):
            entries += box(b"infe", b"\2\0\0\0", struct.pack(">HH4s", number, 0, kind), b"\0", note)
            places += struct.pack(">HHHII", number, 0, 1, int(offsets[number - 1]), len(content))
            links += box(b"cdsc", struct.pack(">HHH", number, 1, 1)) if number > 1 else b""
        associations = bytes([0x80 | index for index in range(1, len(properties) + 1)])
        ipma = box(b"ipma", bytes(4), struct.pack(">IHB", 1, 1, len(properties)), associations)
        return box(
            b"meta",
            bytes(4),
            box(b"hdlr", bytes(8), b"pict", bytes(13)),
            box(b"pitm", bytes(4), b"\0\1"),
            box(b"iloc", bytes(4), b"\x44\0", struct.pack(">H", len(items)), places),
            box(b"iinf", bytes(4), struct.pack(">H", len(items)), entries),
            box(b"iprp", box(b"ipco", *properties), ipma),
            box(b"iref", bytes(4), links) if links else b"",
        )

    head = box(b"ftyp", brands)
    start = len(head) + len(meta(0)) + 8
    return head + meta(start) + box(b"mdat", *(content for _, content, _ in items))
