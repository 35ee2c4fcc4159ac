"""Locks of hair where a photo shows none."""

import numpy as np
import pytest

from facelab.render.locks import directions, locks

ACROSS = np.arange(160, dtype=np.float32)
HAIR = np.ones((160, 160), np.float32)
NO_SKIN = np.zeros_like(HAIR)


def stripes(turned=0.0):
    """Hair that lies at an angle, 0 is down; strands 6 pixels apart."""
    rows, columns = np.indices(HAIR.shape)
    across = columns * np.cos(turned) - rows * np.sin(turned)
    return (30 + 10 * np.sin(across * (2 * np.pi / 6))).astype(np.float32)


def flat_below(lightness):
    seen = np.clip((90 - np.arange(160, dtype=np.float32)) / 60, 0, 1)[:, None]
    return (3 + seen * (lightness - 3)).astype(np.float32)


@pytest.mark.parametrize("turned", [0.0, 0.5, -1.0])
def test_the_way_of_hair_is_along_its_strands_and_carried_to_where_none_are_seen(turned):
    found = directions(flat_below(stripes(turned)), HAIR)
    way = np.array([np.sin(turned), np.cos(turned)])
    assert (np.abs(found[20:50, 30:130] @ way) > 0.98).all()
    assert (np.abs(found[95:110, 50:110] @ way) > 0.9).all()


def test_flat_hair_gets_locks_along_its_way_and_hair_with_strands_none():
    found = locks(flat_below(stripes()), HAIR, NO_SKIN)
    assert np.abs(found[10:40]).max() < 0.1
    bare = found[100:150, 20:140]
    assert bare.std() > 0.4
    assert np.abs(np.diff(bare, axis=1)).mean() > 3 * np.abs(np.diff(bare, axis=0)).mean()


def test_without_an_own_way_locks_follow_the_outline():
    hair = np.zeros_like(HAIR)
    hair[:, 60:100] = 1
    along = directions(np.full_like(HAIR, 3), hair)
    assert (np.abs(along[40:120, 64:96, 1]) > 0.95).all()


def test_the_edge_of_flat_hair_lies_in_shadow():
    hair = np.zeros_like(HAIR)
    hair[20:140, 20:140] = 1
    found = locks(np.full_like(HAIR, 3), hair, NO_SKIN)
    assert found[20:140, 22:25].mean() < found[60:100, 60:100].mean() - 0.5


def test_dark_hair_lies_in_shadow_beside_skin_and_light_hair_as_it_is():
    skin = np.zeros_like(HAIR)
    skin[100:] = 1
    added = [
        locks(np.full_like(HAIR, level), HAIR, skin) - locks(np.full_like(HAIR, level), HAIR, NO_SKIN)
        for level in (3, 50)
    ]
    assert added[0][95:99].max() < -0.5
    assert np.abs(added[0][:60]).max() < 0.05
    assert not added[1].any()


def test_the_same_photo_has_the_same_locks():
    np.testing.assert_array_equal(
        locks(flat_below(stripes()), HAIR, NO_SKIN), locks(flat_below(stripes()), HAIR, NO_SKIN)
    )
