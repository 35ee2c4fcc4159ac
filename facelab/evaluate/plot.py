"""Curves as SVG on the report's page."""

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]
Place = Callable[[float, float], tuple[float, float]]
WIDTH, HEIGHT, LEFT, BELOW, RIGHT = 640, 340, 68, 44, 26
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#777777", "#e69f00")
"""Told apart by people who confuse colours, too (Okabe & Ito 2008)."""
TICKS = 5
"""Marks on an axis, at most."""
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_INK = 'fill="currentColor"'


def curves(series: Mapping[str, Points], across: str, up: str) -> str:
    """Lines through points with a legend; nothing where there is no point.

    Args:
        series: name -> points (x, y), in order. across, up: what the axes are.
    """
    points = [point for line in series.values() for point in line]
    if not points:
        return ""
    marks = [_marks(min(values), max(values)) for values in zip(*points, strict=True)]
    (left, right), (low, high) = ((row[0], row[-1]) for row in marks)

    def place(x: float, y: float) -> tuple[float, float]:
        along = LEFT + (WIDTH - LEFT - RIGHT) * (x - left) / (right - left)
        return along, HEIGHT - BELOW - (HEIGHT - BELOW - 12) * (y - low) / (high - low)

    parts = [_axes(marks, place), _titles(across, up)]
    for number, (name, line) in enumerate(series.items()):
        parts.append(_line(name, [place(*point) for point in line], COLOURS[number % len(COLOURS)], number))
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img" font-size="12">{"".join(parts)}</svg>'


def _line(name: str, places: Points, colour: str, number: int) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    y = HEIGHT - BELOW - 20 - 18 * number
    legend = f'<text x="{WIDTH - RIGHT - 4}" y="{y}" text-anchor="end" fill="{colour}">{escape(name)}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{legend}'


def _marks(low: float, high: float) -> list[float]:
    """Round numbers, equally far apart, from below the lowest to above the highest value."""
    span = (high - low or 1.0) / (TICKS - 2)
    power = 10.0 ** math.floor(math.log10(span))
    step = next(power * factor for factor in _ROUND if power * factor >= span)
    first = math.floor(low / step)
    return [step * number for number in range(first, max(math.ceil(high / step), first + 1) + 1)]


def _axes(marks: Sequence[Sequence[float]], place: Place) -> str:
    across, up = marks
    found = []
    for x in across:
        along, _ = place(x, up[0])
        found.append(f'<text x="{along:.0f}" y="{HEIGHT - BELOW + 18}" text-anchor="middle" {_INK}>{x:g}</text>')
    for y in up:
        _, level = place(across[0], y)
        found.append(f'<text x="{LEFT - 8}" y="{level + 4:.0f}" text-anchor="end" {_INK}>{y:.4g}</text>')
        found.append(f'<path d="M{LEFT} {level:.1f}H{WIDTH - RIGHT}" stroke="currentColor" opacity=".15"/>')
    return "".join(found)


def _titles(across: str, up: str) -> str:
    middle = LEFT + (WIDTH - LEFT) / 2
    return (
        f'<text x="{middle:.0f}" y="{HEIGHT - 6}" text-anchor="middle" {_INK}>{escape(across)}</text>'
        f'<text transform="translate(12 {HEIGHT / 2 - 20:.0f}) rotate(-90)" text-anchor="middle" {_INK}>{escape(up)}'
        "</text>"
    )
