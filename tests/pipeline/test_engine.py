import numpy as np


def test_many_crops_are_encoded_as_one_by_one(lab):
    crops = np.random.default_rng(5).random((70, 128, 128, 3), np.float32)
    together = lab.encode(crops).mode()
    assert together.shape == (70, 12)
    assert np.allclose(together[66], lab.encode(crops[66:67]).mode(), atol=1e-4)


def test_a_reconstruction_is_encoded_and_decoded(lab):
    crops = np.random.default_rng(5).random((2, 128, 128, 3), np.float32)
    assert np.array_equal(lab.reconstruct(crops), lab.decode(lab.encode(crops).mode().numpy()))


def test_drawn_faces_are_pictures_and_repeat(lab):
    drawn = lab.sample(66, seed=3)
    assert drawn.shape == (66, 128, 128, 3)
    assert drawn.dtype == np.float32
    assert 0 <= drawn.min() <= drawn.max() <= 1
    assert np.array_equal(drawn, lab.sample(66, seed=3))
