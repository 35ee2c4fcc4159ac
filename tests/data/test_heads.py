"""Folders of heads, as the parser's training reads them."""

import numpy as np
import pytest

from facelab.data.heads import open_heads
from facelab.errors import DataError


def test_a_folder_gives_its_heads_in_order(heads_folder, drawn_head):
    heads = open_heads(heads_folder, "train")
    assert len(heads) == 8
    assert np.array_equal(heads.row(7)[0], drawn_head(7)[0])


def test_a_folder_without_heads_is_refused(tmp_path):
    with pytest.raises(DataError, match="no heads"):
        open_heads(tmp_path, "train")
