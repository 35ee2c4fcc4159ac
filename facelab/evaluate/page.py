"""The report as one HTML page that opens from disk, alone or beside another report."""

from collections.abc import Iterable
from html import escape

from facelab.attributes import ATTRIBUTES
from facelab.evaluate import anomalies, compression, edits, latent, lecture, locks, obedience, reconstruction, samples
from facelab.evaluate.figures import Figure, Report
from facelab.evaluate.photos.page import photo_sections
from facelab.evaluate.plot import curves
from facelab.evaluate.run import picture_name
from facelab.evaluate.tables import Cells, number, table
from facelab.latent.anomaly import SCORES

PICTURES = "pictures"
"""Folder beside the page."""

STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); } h3 { margin: 2rem 0 .3rem; }
table { margin: 1rem 0; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
thead th { vertical-align: bottom; white-space: normal; max-width: 8rem; }
.other { opacity: .55; padding-left: .4rem; }
.wide { overflow-x: auto; } .wide img { display: block; }
"""


def page(report: Report, pictures: Iterable[str] = (), against: Report | None = None) -> str:
    """The report.

    Args:
        report: what was measured.
        pictures: names of pictures, ``pictures/NAME.jpg`` beside the page.
        against: another report, whose values stand beside, paler.
    """
    there = set(pictures)
    cells = Cells(report.values, against.values if against else {})
    sections = [
        f"<h1>FaceLab: what was measured</h1><p>{_about(report)}</p>",
        f'<p class="other">Beside each value, paler: {_about(against)}</p>' if against else "",
        *_reconstruction(report, cells),
        _picture(there, "reconstruction", "Faces and what comes back of them (mu), at 100 %"),
        _picture(there, "reconstruction-worst", "The same of the worst by face PSNR"),
        *_latent(report, cells),
        *_samples(report, cells),
        _picture(there, "samples", "Drawn from the prior"),
        _picture(there, "samples-nearest", "Draws likest to a training face by identity, above that face"),
        *_edits(report, cells),
        *_edit_pictures(there),
        *_locks(report, cells),
        *_anomalies(report, cells),
        *_compression(report, cells),
        *_lecture(report, cells),
        *photo_sections(report, cells, there),
    ]
    body = "\n".join(section for section in sections if section)
    head = f'<meta charset="utf-8"><title>FaceLab: what was measured</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def _about(report: Report) -> str:
    return " · ".join(escape(f"{name}: {value}") for name, value in report.about.items())


def _section(report: Report, part: str, title: str, *content: str) -> list[str]:
    return [f"<h2>{title}</h2>", *content] if any(figure.part == part for figure in report.figures) else []


def _names(report: Report, part: str, attribute: str = "") -> list[str]:
    """Names of the figures of a part, in their order."""
    return list(dict.fromkeys(f.name for f in report.figures if (f.part, f.attribute) == (part, attribute)))


def _groups(report: Report, part: str) -> list[str]:
    return list(dict.fromkeys(f.attribute for f in report.figures if f.part == part and f.attribute))


def _reconstruction(report: Report, cells: Cells) -> list[str]:
    part, worst = reconstruction.PART, "worst tenth "
    names = [name for name in _names(report, part) if not name.startswith(worst)]
    whole = table(
        ("figure", "mean", "worst tenth"),
        ([name, cells(part, name), cells(part, worst + name)] for name in names),
    )
    columns = ("faces", *reconstruction.BY_ATTRIBUTE)
    groups = table(
        ("whom it knows", *columns),
        ([escape(group), *(cells(part, name, group) for name in columns)] for group in _groups(report, part)),
    )
    return _section(report, part, "Reconstruction from mu", whole, groups)


def _latent(report: Report, cells: Cells) -> list[str]:
    part = latent.PART
    names = _names(report, part, ATTRIBUTES[0])
    whole = table(("figure", "value"), ([name, cells(part, name)] for name in _names(report, part)))
    each = table(
        ("attribute", *names),
        ([attribute, *(cells(part, name, attribute) for name in names)] for attribute in ATTRIBUTES),
    )
    dimensions = sorted((f for f in report.figures if f.part == part and f.attribute.startswith("s ")), key=_value)
    nats = ", ".join(number(figure.value) for figure in reversed(dimensions))
    return _section(report, part, "Latent", whole, each, f"<p>KL of each dimension of s, in nats: {nats}</p>")


def _value(figure: Figure) -> float:
    return figure.value


def _samples(report: Report, cells: Cells) -> list[str]:
    part = samples.PART
    rows = ([name, cells(part, name)] for name in _names(report, part))
    return _section(report, part, "Samples", table(("figure", "value"), rows))


def _edits(report: Report, cells: Cells) -> list[str]:
    part = edits.PART
    tried = list(dict.fromkeys((f.attribute, f.way) for f in report.figures if f.part == part))
    amounts = edits.AMOUNTS
    head = ["edit", "faces", "enough for 90 of 100"]
    head += [f"success at {a:g}" for a in amounts] + [f"success of the mean vector at {a:g}" for a in amounts]
    head += ["leakage at equal change", "of the mean vector", "kernel distance at 2", "identity at 2"]
    head += ["change outside the region", "border before", "border after", "sharpness", "outside the mask"]
    shown = amounts[edits.LOOKED_AT]

    def row(attribute: str, way: str) -> list[str]:
        of = attribute, way
        return [
            f"{attribute} {'−' if way == '-' else '+'}",
            cells(part, "faces", *of),
            cells(part, "enough", *of, 0.0, "partial"),
            *(cells(part, "success", *of, a, method) for method in edits.METHODS for a in amounts),
            *(cells(part, "leakage at equal change", *of, 0.0, method) for method in edits.METHODS),
            *(cells(part, name, *of, shown, "partial") for name in ("kernel distance", "identity")),
            *(cells(part, name, *of, shown, "partial") for name in edits.IN_THE_PHOTO),
        ]

    return _section(report, part, "Edits of held-out faces", table(head, (row(*of) for of in tried)))


def _edit_pictures(there: set[str]) -> list[str]:
    titles = {"+": "added", "-": "taken away"}
    return [
        _picture(there, picture_name(attribute, way), f"{attribute} {title}, by 2, at 100 %")
        for attribute in ATTRIBUTES
        for way, title in titles.items()
    ]


def _locks(report: Report, cells: Cells) -> list[str]:
    part = locks.PART
    cases = list(dict.fromkeys((f.attribute, f.way, f.amount) for f in report.figures if f.part == part))
    names = sorted({f.name for f in report.figures if f.part == part})
    head = ["edit", *(f"{name}, {method}" for name in names for method in locks.METHODS)]
    rows = (
        [
            f"{about} {'−' if way == '-' else '+'}{amount:g}",
            *(cells(part, name, about, way, amount, method) for name in names for method in locks.METHODS),
        ]
        for about, way, amount in cases
    )
    return _section(report, part, "Locks", table(head, rows))


def _anomalies(report: Report, cells: Cells) -> list[str]:
    part = anomalies.PART
    rows = ([name, *(cells(part, name, method=score) for score in SCORES)] for name in _names(report, part))
    return _section(report, part, "Faces told from what is none", table(("figure", *SCORES), rows))


def _compression(report: Report, cells: Cells) -> list[str]:
    part = compression.PART
    rates = list(dict.fromkeys((f.method, f.amount) for f in report.figures if f.part == part))
    rows = (
        [escape(codec), *(cells(part, name, amount=rate, method=codec) for name in compression.NAMES)]
        for codec, rate in rates
    )
    plots = (_rates(report, rates, name) for name in compression.NAMES[1:])
    return _section(report, part, "Compression", *plots, table(("codec", *compression.NAMES), rows))


def _lecture(report: Report, cells: Cells) -> list[str]:
    part = lecture.PART
    models = dict.fromkeys(figure.method for figure in report.figures if figure.part == part and figure.method)
    rows = ([escape(name), *(cells(part, figure, method=name) for figure in lecture.NAMES)] for name in models)
    told = ([escape(name), *(cells(part, figure, name) for figure in obedience.FIGURES)] for name in obedience.ASKED)
    both = table(("model", *lecture.NAMES), rows), table(("conditional VAE", *obedience.FIGURES), told)
    return _section(report, part, "The lecture's models", *both)


def _rates(report: Report, rates: Iterable[tuple[str, float]], name: str) -> str:
    series: dict[str, list[tuple[float, float]]] = {}
    for codec, rate in rates:
        size, value = (
            report.value(compression.PART, figure, amount=rate, method=codec) for figure in (compression.NAMES[0], name)
        )
        series.setdefault(codec, []).append((size, value))
    return curves(series, "bytes a face", name)


def _picture(there: set[str], name: str, title: str) -> str:
    if name not in there:
        return ""
    return f'<h3>{escape(title)}</h3><div class="wide"><img loading="lazy" src="{PICTURES}/{name}.jpg" alt=""></div>'
