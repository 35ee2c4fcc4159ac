import threading

import numpy as np
import pytest

import facelab
from facelab.errors import WeightsError
from facelab.photo.read import read
from facelab.photo.xmp import Mark
from facelab.pipeline.edited_photo import named
from facelab.pipeline.lab import begin
from facelab.synthesis import samples
from facelab.synthesis.samples import SampleSpec


def test_a_drawn_face_is_a_photo_that_says_so_even_edited(lab, tmp_path):
    photo = samples.sample_photo(lab, SampleSpec(7, spread=1))
    assert np.array_equal(photo.picture.samples, np.rint(255 * lab.sample(1, 7)[0]).astype(np.uint8))
    for name, made in (("plain.png", photo), ("edited.png", photo.edit(Smiling=2))):
        made.save(tmp_path / name)
        said = read(tmp_path / name).metadata.xmp.decode()
        assert Mark.GENERATED.value in said
        assert Mark.EDITED.value not in said
    assert (photo.edit(Smiling=2).picture.samples != photo.picture.samples).any()


def test_a_smiling_woman_is_seen_as_one(tiny_lab_files, astronaut):
    lab = facelab.load(tiny_lab_files / "tiny.safetensors")  # the network is of its own, whatever the model
    (crop,) = lab.open(astronaut).original.first
    pair = np.stack([crop.pixels, crop.pixels[:, ::-1]])
    seen = named(lab.seen(pair).mean(0))
    assert seen["Smiling"] > 2
    assert seen["Male"] < -2
    assert seen["Eyeglasses"] < -2
    assert np.allclose(lab.seen(pair[:1]), lab.seen(pair)[:1], atol=1e-4)


def test_weights_that_are_missing_are_refused_at_once(tmp_path):
    with pytest.raises(WeightsError):
        facelab.load(tmp_path / "none.safetensors")


def test_what_draws_for_the_screen_can_come_before_it_is_asked_for(tiny_lab_files, monkeypatch):
    asked = threading.Event()
    monkeypatch.setattr("facelab.model.compiled.compile_vae", lambda _vae: asked.set())
    begin(tiny_lab_files / "tiny.safetensors").loading.result()
    assert not asked.is_set()
    begin(tiny_lab_files / "tiny.safetensors", for_screen=True)
    assert asked.wait(30)
