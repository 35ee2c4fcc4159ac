"""Numbers as people of a language write them."""

from PySide6.QtCore import QLocale

MINUS = "\N{MINUS SIGN}"
"""As wide as a plus; a hyphen is no minus."""


def signed(amount: float) -> str:
    """An amount with its sign and one decimal, as "+1.5"; 0 has none."""
    return f"{'+' if amount > 0 else MINUS if amount < 0 else ''}{QLocale().toString(float(abs(amount)), 'f', 1)}"


class WrittenNumber(float):
    """A number that a sentence writes as it wishes, with the language's decimal sign and a true minus."""

    def __format__(self, how: str) -> str:
        """As ``how`` says, in the language of the time."""
        return super().__format__(how).replace("-", MINUS).replace(".", QLocale().decimalPoint())


def percent(share: float) -> str:
    """A share as "80 %"."""
    return f"{round(100 * share)} %"


def plain(number: float, decimals: int = 0) -> str:
    """A number with so many decimals, and thousands apart."""
    text = QLocale().toString(float(abs(number)), "f", decimals)
    return MINUS + text if number < 0 and text.strip("0.,") else text
