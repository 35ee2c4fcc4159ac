"""How long work says how far it is."""

from collections.abc import Callable

Told = Callable[[int], None]
"""Told how much is done."""


def quiet(_done: int) -> None:
    """Tell nobody."""
