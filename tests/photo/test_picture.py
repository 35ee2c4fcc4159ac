import numpy as np
import pytest

from facelab.photo.picture import Patch, Picture


@pytest.fixture
def picture(made):
    return Picture(made.noise(30, 40, 3), alpha=made.noise(30, 40, 1)[..., 0], data=b"file")


def patch(x0, y0, x1, y1, level):
    return Patch((x0, y0, x1, y1), np.full((y1 - y0, x1 - x0, 3), level, np.uint8))


def test_patches_take_the_place_of_samples_and_of_earlier_patches(picture):
    expected = picture.base.copy()
    expected[5:20, 10:30] = 1
    expected[0:10, 25:40] = 2
    edited = picture.patched([patch(10, 5, 30, 20, 1)]).patched([patch(25, 0, 40, 10, 2)])
    assert np.array_equal(edited.samples, expected)
    assert np.array_equal(edited.part((20, 3, 35, 18)), expected[3:18, 20:35])
    assert np.array_equal(edited.cut((20, 3, 35, 18)).samples, expected[3:18, 20:35])
    assert np.array_equal(edited.rows(slice(8, 99)).samples, expected[8:])
    assert not edited.data and picture.data and np.array_equal(picture.samples, picture.base)


def test_what_a_later_patch_hides_wholly_is_not_kept(picture):
    edited = picture.patched([patch(0, 0, 9, 9, 1)]).patched([patch(0, 0, 9, 9, 2)])
    assert len(edited.patches) == 1 and (edited.samples[:9, :9] == 2).all()


def test_patches_that_change_nothing_leave_the_very_picture(picture):
    same = Patch((3, 4, 20, 25), picture.samples[4:25, 3:20].copy())
    assert picture.patched([same]) is picture and picture.patched([]) is picture


def test_a_cut_has_its_own_alpha_and_is_no_file(picture):
    cut = picture.cut((3, 4, 20, 25))
    assert np.array_equal(cut.alpha, picture.alpha[4:25, 3:20]) and not cut.data
