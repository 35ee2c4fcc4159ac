"""How long work says how far it is."""

import pytest

from facelab.errors import Cancelled
from facelab.progress import counted, stages


def test_items_are_counted_once_they_are_done():
    told = []
    seen = [(item, list(told)) for item in counted("abcd", told.append)]
    assert seen == [("a", []), ("b", [0.25]), ("c", [0.25, 0.5]), ("d", [0.25, 0.5, 0.75])]
    assert told[-1] == 1


def test_stages_tell_of_the_whole():
    told = []
    first, second, third = stages(told.append, 1, 2, 1)
    for stage in (first, second, third):
        stage(0.5)
        stage(1)
    assert told == [0.125, 0.25, 0.5, 0.75, 0.875, 1]


def test_what_a_callback_raises_ends_the_work():
    def stop(_share):
        raise Cancelled("Enough.")

    done = []
    with pytest.raises(Cancelled):
        done.extend(counted("abcd", stop))
    assert done == ["a"]
