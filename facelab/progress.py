"""The callbacks by which work that takes a while says how far it is; what they raise ends the work."""

from collections.abc import Callable

CountCallback = Callable[[int], None]
"""Called with how much is done, of a number that the caller knows."""
ShareCallback = Callable[[float], None]
"""Called with the share that is done, 0..1."""


def quiet(_done: float) -> None:
    """Report nothing."""
