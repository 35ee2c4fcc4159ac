"""The callbacks by which work that takes a while says how far it is; what they raise ends the work."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")

CountCallback = Callable[[int], None]
"""Called with how much is done, of a number that the caller knows."""
ShareCallback = Callable[[float], None]
"""Called with the share that is done, 0..1."""


def quiet(_done: float) -> None:
    """Report nothing."""


def counted(items: Sequence[T], progress: ShareCallback) -> Iterator[T]:
    """The items one by one; ``progress`` is told how many of them are done, each time another is asked for."""
    for done, item in enumerate(items, 1):
        yield item
        progress(done / len(items))


def stages(progress: ShareCallback, *weights: float) -> Sequence[ShareCallback]:
    """A callback for each stage of a work, which tells ``progress`` of the whole; ``weights``: how long each takes."""
    ends = [end / sum(weights) for end in accumulate(weights)]

    def stage(begin: float, end: float) -> ShareCallback:
        return lambda share: progress(begin + (end - begin) * share)

    return [stage(begin, end) for begin, end in zip([0.0, *ends[:-1]], ends, strict=True)]
