"""Numbers as people of a language write them."""

from PySide6.QtCore import QLocale


def signed(amount: float) -> str:
    """An amount with its sign and one decimal, as "+1.5"; 0 has none."""
    return f"{'+' if amount > 0 else '−' if amount < 0 else ''}{QLocale().toString(float(abs(amount)), 'f', 1)}"


def percent(share: float) -> str:
    """A share as "80 %"."""
    return f"{round(100 * share)} %"
