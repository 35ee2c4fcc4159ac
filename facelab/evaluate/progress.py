"""How long work says how far it is."""

from collections.abc import Callable

ProgressCallback = Callable[[int], None]
"""Called with how much is done."""


def quiet(_done: int) -> None:
    """Report nothing."""
