"""Curves as SVG on the report's page."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]
Place = Callable[[float, float], tuple[float, float]]
WIDTH, HEIGHT, LEFT, BELOW = 620, 340, 52, 44
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#777777", "#e69f00")
"""Told apart by people who confuse colours, too (Okabe & Ito 2008)."""
TICKS = 5
_INK = 'fill="currentColor"'


def curves(series: Mapping[str, Points], across: str, up: str) -> str:
    """Lines through points with a legend; nothing where there is no point.

    Args:
        series: name -> points (x, y), in order. across, up: what the axes are.
    """
    points = [point for line in series.values() for point in line]
    if not points:
        return ""
    lows, highs = ([end(side) for side in zip(*points, strict=True)] for end in (min, max))
    spans = [high - low or 1.0 for low, high in zip(lows, highs, strict=True)]

    def place(x: float, y: float) -> tuple[float, float]:
        right = LEFT + (WIDTH - LEFT - 10) * (x - lows[0]) / spans[0]
        return right, HEIGHT - BELOW - (HEIGHT - BELOW - 12) * (y - lows[1]) / spans[1]

    parts = [_ticks(lows, spans, place), _titles(across, up)]
    for number, (name, line) in enumerate(series.items()):
        parts.append(_line(name, [place(*point) for point in line], COLOURS[number % len(COLOURS)], number))
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" role="img" font-size="12">{"".join(parts)}</svg>'


def _line(name: str, places: Points, colour: str, number: int) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    y = HEIGHT - BELOW - 20 - 18 * number
    legend = f'<text x="{WIDTH - 14}" y="{y}" text-anchor="end" fill="{colour}">{escape(name)}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{legend}'


def _ticks(lows: Sequence[float], spans: Sequence[float], place: Place) -> str:
    found = []
    for step in range(TICKS):
        x, y = (low + span * step / (TICKS - 1) for low, span in zip(lows, spans, strict=True))
        right, up = place(x, y)
        found.append(f'<text x="{right:.0f}" y="{HEIGHT - BELOW + 18}" text-anchor="middle" {_INK}>{x:.4g}</text>')
        found.append(f'<text x="{LEFT - 8}" y="{up + 4:.0f}" text-anchor="end" {_INK}>{y:.3g}</text>')
        found.append(f'<path d="M{LEFT} {up:.1f}H{WIDTH - 10}" stroke="currentColor" opacity=".15"/>')
    return "".join(found)


def _titles(across: str, up: str) -> str:
    middle = LEFT + (WIDTH - LEFT) / 2
    return (
        f'<text x="{middle:.0f}" y="{HEIGHT - 6}" text-anchor="middle" {_INK}>{escape(across)}</text>'
        f'<text transform="translate(12 {HEIGHT / 2 - 20:.0f}) rotate(-90)" text-anchor="middle" {_INK}>{escape(up)}'
        "</text>"
    )
