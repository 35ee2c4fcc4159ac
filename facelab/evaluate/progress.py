"""The callback by which a measurement that takes minutes reports its progress."""

from collections.abc import Callable

ProgressCallback = Callable[[int], None]
"""Called with how much is done."""


def quiet(_done: int) -> None:
    """Report nothing."""
