import numpy as np
from PIL import Image

from facelab.attributes import ATTRIBUTES
from facelab.cli.options import PLAIN
from facelab.photo.xmp import Mark
from facelab.pipeline.lab import load
from facelab.synthesis.samples import SPREAD
from facelab.synthesis.sources import encoded_face


def pixels(path):
    with Image.open(path) as image:
        return np.asarray(image)


def test_samples_say_that_they_were_made(facelab, weights, tmp_path):
    facelab("sample", "--n", 1, "-o", tmp_path / "grid.png", *weights)
    assert Mark.GENERATED.value.encode() in (tmp_path / "grid.png").read_bytes()


def test_the_same_seed_draws_the_same_faces(facelab, weights, tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        facelab("sample", "--n", 5, "--seed", seed, "-o", tmp_path / f"{name}.png", *weights)
    a, b, c = (pixels(tmp_path / f"{name}.png") for name in "abc")
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)
    assert a.shape[1] > 3 * 128 > a.shape[0]


def test_faces_are_searched_for_what_is_wanted(facelab, weights, tmp_path):
    lab = load(weights[1])
    number = ATTRIBUTES.index("Smiling")
    smiles = bool(lab.seen(lab.decode_drawn(encoded_face(lab, "seed:4").z[None]))[0][number] > 0)
    out = tmp_path / "found.png"
    made = facelab("sample", "--n", 3, "--seed", 4, "--with" if smiles else "--without", "Smiling", "-o", out, *weights)
    words = made.stdout.split()
    assert words
    for word in words:
        seen = lab.seen(lab.decode_drawn(encoded_face(lab, word).z[None]))[0][number]
        assert (seen > 0) == smiles, word
    assert Mark.GENERATED.value.encode() in out.read_bytes()
    unknown = facelab("sample", "--with", "Smyling", "-o", tmp_path / "no.png", *weights, code=2)
    assert "did you mean Smiling" in unknown.stderr
    both = facelab("sample", "--with", "Male", "--without", "Male", "-o", tmp_path / "no.png", *weights, code=2)
    assert "Male cannot be there and not be there" in both.stderr
    assert not (tmp_path / "no.png").exists()


def test_a_number_of_faces_below_one_is_refused(facelab, weights, tmp_path):
    facelab("sample", "--n", 0, "-o", tmp_path / "grid.png", *weights, code=2)


def test_faces_are_drawn_as_plainly_as_elsewhere():
    assert PLAIN == SPREAD
