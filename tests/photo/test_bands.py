import numpy as np

from facelab.photo import bands


def test_bands_cover_every_row_once():
    rows = np.concatenate([np.arange(7)[band] for band in bands.bands(7, bands.BAND // 3)])
    assert rows.tolist() == list(range(7))


def test_work_in_bands_is_the_work_on_the_whole(made):
    samples = made.noise(5, bands.BAND // 2, 2)
    doubled = bands.in_bands(lambda band: band[..., :1].astype(np.uint16) * 2, samples, 1, np.uint16)
    assert (doubled == samples[..., :1].astype(np.uint16) * 2).all()
