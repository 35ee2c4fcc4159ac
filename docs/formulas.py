"""Sets docs/formulas.toml into resources/formulas, a drawing each.

Run it where matplotlib is (FaceLab does not need it): python docs/formulas.py
"""

import html
import tomllib
from pathlib import Path

import numpy as np
from matplotlib import rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath

ROOT = Path(__file__).resolve().parents[1]
SIZE = 20
"""Units of a drawing for an em."""
PAD = 1
COLOURS = {"": "currentColor"}

rcParams["mathtext.fontset"] = "stix"


def outline(tex: str) -> tuple[str, float, float, float]:
    """A part as an SVG path, y upwards from its baseline; its width, ascent and depth."""
    text, font = TextToPath(), FontProperties(size=SIZE)
    scale = SIZE / text.FONT_SCALE
    width, height, depth = text.get_text_width_height_descent(f"${tex}$", font, ismath=True)
    vertices, codes = text.get_text_path(font, f"${tex}$", ismath=True)
    steps = []
    for points, code in Outline(scale * np.array(vertices), codes).iter_segments(simplify=False):
        letter = {Outline.MOVETO: "M", Outline.LINETO: "L", Outline.CURVE3: "Q", Outline.CURVE4: "C"}.get(code, "Z")
        steps.append(letter if letter == "Z" else letter + " ".join(f"{value:.2f}" for value in points))
    return "".join(steps), width, height - depth, depth


def drawing(parts: list[list[str]]) -> str:
    """A formula as SVG: its parts side by side on one baseline."""
    drawn = [(*outline(tex), (colour or [""])[0]) for tex, *colour in parts]
    ascent, depth = max(row[2] for row in drawn), max(row[3] for row in drawn)
    x, groups = float(PAD), []
    for path, width, _, _, colour in drawn:
        fill = COLOURS.get(colour, colour)
        groups.append(f'<path fill="{fill}" transform="translate({x:.2f} {PAD + ascent:.2f}) scale(1 -1)" d="{path}"/>')
        x += width
    size = f"{x + PAD:.2f}", f"{ascent + depth + 2 * PAD:.2f}"
    words = html.escape(" ".join(part[0] for part in parts), quote=False)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"'
    return "\n".join([f'{head} viewBox="0 0 {size[0]} {size[1]}">', f"<desc>{words}</desc>", *groups, "</svg>", ""])


if __name__ == "__main__":
    table = tomllib.loads((ROOT / "docs" / "formulas.toml").read_text("utf-8"))
    for name, parts in table.items():
        (ROOT / "resources" / "formulas" / f"{name}.svg").write_text(drawing(parts), "utf-8")
