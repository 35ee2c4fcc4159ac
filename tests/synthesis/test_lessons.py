"""What the lessons compute."""

import numpy as np
import pytest
import torch

from facelab.attributes import index_of
from facelab.latent.compression import compress
from facelab.model.lecture.elbo import log_likelihood
from facelab.synthesis.lessons import (
    coded_as_latent,
    coded_as_picture,
    crop_of,
    drawn_between,
    enlarged,
    labels_with,
    reparameterised,
    squared_error,
    terms_over_width,
)
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import pixels_of, sampled_face


@pytest.fixture(scope="module")
def crop():
    coarse = torch.rand(1, 3, 8, 8, generator=torch.Generator().manual_seed(3))
    return torch.nn.functional.interpolate(coarse, size=(128, 128), mode="bilinear")


def test_a_face_as_networks_take_it(lab):
    face = sampled_face(lab, SampleSpec(3))
    crop = crop_of(lab, face)
    assert crop.shape == (1, 3, 128, 128)
    np.testing.assert_array_equal(crop[0].permute(1, 2, 0), np.clip(pixels_of(lab, face), 0, 1))
    assert crop_of(lab, face) is crop, "it is computed once"


def test_between_two_faces_are_their_drawings_at_the_ends(lab):
    one, other = (sampled_face(lab, SampleSpec(seed)) for seed in (3, 4))
    for t, face in ((0.0, one), (1.0, other)):
        torch.testing.assert_close(drawn_between(lab, one, other, t), crop_of(lab, face), rtol=0, atol=1e-5)


def test_small_pictures_are_enlarged_and_large_ones_stay():
    assert enlarged(torch.full((2, 3, 16, 16), 0.5)).tolist() == np.full((2, 256, 256, 3), 128).tolist()
    assert enlarged(torch.rand(1, 3, 512, 512)).shape == (1, 512, 512, 3)


def test_at_the_encoders_own_width_the_terms_are_those_of_the_bound(tiny_lecture, crop):
    model = tiny_lecture.space("both")
    eps = torch.randn(6, 5, generator=torch.Generator().manual_seed(1))
    terms = terms_over_width(model, crop, torch.tensor([0.5, 1.0]), eps)
    each = model.elbo(crop.expand(6, -1, -1, -1), eps)
    torch.testing.assert_close(terms.likelihood[1], each.likelihood.mean())
    torch.testing.assert_close(terms.kl[1], each.kl[0])
    assert terms.kl[0] > terms.kl[1], "a narrower cloud costs more, where sigma is below one"


def test_the_gradient_is_that_of_the_loss_and_comes_to_sigma_times_epsilon(tiny_lecture, crop):
    model = tiny_lecture.space("both")
    generator = torch.Generator().manual_seed(2)
    mean, std, eps = torch.randn(5, generator=generator), torch.full((5,), 0.3), torch.randn(5, generator=generator)
    made = reparameterised(model, crop, mean, std, eps)
    torch.testing.assert_close(made.z, mean + std * eps)
    torch.testing.assert_close(made.sigma, made.mu * eps)

    def loss(k, step):
        moved = mean.double().index_add(0, torch.tensor([k]), torch.tensor([step]).double())
        picture = model.decode((moved + std * eps).float()[None])
        return -log_likelihood(crop, picture, model.log_sigma).double().item()

    slope = (loss(1, 0.01) - loss(1, -0.01)) / 0.02
    assert made.mu[1].item() == pytest.approx(slope, rel=0.05, abs=0.05)


def test_gradients_flow_where_others_are_switched_off(tiny_lecture, crop):
    with torch.no_grad():
        assert reparameterised(tiny_lecture.space("both"), crop, *torch.ones(3, 5)).mu.any()


def test_the_error_of_a_picture_is_measured_at_its_size():
    crop = torch.zeros(1, 3, 128, 128)
    assert squared_error(crop, torch.full((1, 3, 16, 16), 0.5)) == 0.25


def test_labels_that_are_not_asked_come_along_as_on_the_most_alike_face_that_is_so():
    smile, bangs, hat = (index_of(name) for name in ("Smiling", "Bangs", "Wearing_Hat"))
    known = torch.zeros(3, 40)
    known[0, smile] = known[1, smile] = known[1, hat] = 1
    known[2, bangs] = -1
    like = torch.zeros(40)
    like[hat] = 1
    assert labels_with(known, {"Smiling": True}, like).tolist() == [known[1].tolist()]
    assert labels_with(known, {"Smiling": False}, like).tolist() == torch.zeros(1, 40).tolist()
    both = labels_with(known, {"Smiling": True, "Bangs": True}, like, 2)
    assert both[:, [smile, bangs]].tolist() == [[1, 1], [1, 1]], "as asked, though no face is so"
    assert both[:, hat].tolist() == [1, 0]


def test_a_face_is_coded_as_its_latent(lab, crop):
    coded = coded_as_latent(lab, crop[0], 3)
    head = 4 + 4 + 7
    assert coded.size == head + len(compress(lab.vae, crop[0], 3).latent)
    assert coded.psnr == pytest.approx(-10 * np.log10(float((coded.picture - crop[0]).square().mean())))


def test_formats_use_the_bytes_they_are_given(crop):
    rich, poor = (coded_as_picture(crop[0], "WebP", most) for most in (2000, 600))
    assert poor.size <= 600 < rich.size <= 2000
    assert rich.psnr > poor.psnr
    least = coded_as_picture(crop[0], "JPEG", 1)
    assert 1 < least.size < 2000, "as small as it gets"
