import numpy as np
import pytest

from facelab.errors import DataError
from facelab.synthesis.samples import SPREAD, SampleSpec
from facelab.synthesis.sources import encoded_face, encoded_faces, face_of_photo, sampled_face


def test_a_word_means_a_draw_a_crop_or_a_photo(lab, photo, noise_photo, tmp_path):
    drawn = encoded_face(lab, "seed:12")
    assert drawn.drawn
    assert np.array_equal(drawn.z, sampled_face(lab, SampleSpec(12)).z)
    assert np.array_equal(
        lab.decode_drawn(drawn.z[None]), lab.sample(1, seed=12, spread=SPREAD)
    )  # what "draw a face" opens
    crop = encoded_face(lab, str(noise_photo), aligned=True)
    assert crop.crop is None
    from facelab.project import storage

    storage.save(photo.edit(Smiling=1.0), tmp_path / "some.facelab", embed=True)
    edited = encoded_face(lab, str(tmp_path / "some.facelab"))
    assert not np.allclose(edited.z, face_of_photo(photo, 0, "noise").z)  # the face as it is edited
    with pytest.raises(DataError):
        encoded_faces(lab, [])
