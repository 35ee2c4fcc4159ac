"""What is alive in each lesson follows the hand."""

import numpy as np
import pytest
import torch

from facelab.gui.pages.learn import (
    anomaly,
    arithmetic,
    autoencoder,
    beta,
    blending,
    compression,
    conditional,
    elbo,
    generation,
    latent_space,
    likelihood,
    posterior,
    reparameterisation,
    three_spaces,
)
from facelab.gui.qt.images import samples_of
from facelab.latent.anomaly import anomaly_scores
from facelab.model.lecture.family import BETAS
from facelab.synthesis.lessons import crop_of, enlarged


def seen(tiles, number=0):
    return samples_of(tiles.images[number]).astype(int)


def alike(picture, other):
    """Whether two pictures are the same but for rounding: what should be equal is decoded in two batches."""
    return np.abs(picture - other).max() <= 1


def test_mixed_pixels_go_from_the_one_face_to_the_other(show, settled):
    scene = show(blending)
    for step, end in ((0, 0), (50, 3)):
        scene.slider.setValue(step)
        settled(scene)
        assert np.array_equal(seen(scene.tiles, 1), seen(scene.tiles, end))
    scene.other.click()
    settled(scene)
    assert not np.array_equal(seen(scene.tiles, 1), seen(scene.tiles, 0))


def test_a_bar_that_is_dragged_changes_the_picture_and_can_be_taken_back(show, settled):
    scene = show(autoencoder)
    before, code = seen(scene.after), scene.bars.values.copy()
    scene.bars.set_value(2, scene.bars.reach)
    settled(scene)
    assert not np.array_equal(seen(scene.after), before)
    scene.again.click()
    settled(scene)
    assert alike(seen(scene.after), before)
    assert np.allclose(scene.bars.values, code)


def test_what_lies_under_the_pointer_is_decoded(show, settled, lesson_lab):
    scene = show(latent_space)
    (own,) = lesson_lab.lecture.plane_autoencoder.encode(crop_of(lesson_lab, scene.face)).mode().tolist()
    assert scene.plane.place == pytest.approx(own, abs=1e-4), "the cross begins at the face"
    scene.plane._move(1.0, -2.0)
    settled(scene)
    wanted = enlarged(lesson_lab.lecture.plane_autoencoder.decode(torch.tensor([[1.0, -2.0]])))[0]
    assert alike(seen(scene.tiles), wanted.astype(int))


def test_points_are_coloured_by_the_attribute_that_is_chosen(show, settled, tiny_codes):
    scene = show(latent_space)
    scene.colour.setCurrentIndex(scene.colour.findData("Smiling"))
    scene.colour.chosen.emit()
    settled(scene)
    assert scene.plane._there.tolist() == tiny_codes.labels[:, 31].tolist()
    assert np.allclose(scene.plane._points, tiny_codes.means["autoencoder"])


def test_draws_of_a_face_lie_in_its_cloud(show, settled):
    scene = show(posterior)
    mean, std = map(np.array, scene.plane._cloud)
    assert (abs(scene.plane._drawn - mean) < 4 * std).all()
    before = scene.plane._drawn
    scene.again.click()
    settled(scene)
    assert not np.array_equal(scene.plane._drawn, before)


def test_z_is_mu_and_sigma_times_epsilon_however_often_it_is_drawn(show, settled):
    scene = show(reparameterisation)
    for _ in range(3):
        scene.again.click()
        settled(scene)
        mu, sigma, eps, z = (scene.bars[name].values for name in ("mu", "sigma", "epsilon", "z"))
        np.testing.assert_allclose(z, mu + sigma * eps, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(scene.bars["by-sigma"].values, eps * scene.bars["by-mu"].values, rtol=1e-4)


def test_where_z_is_drawn_directly_no_gradient_comes_back(show, settled):
    scene = show(reparameterisation)
    assert scene.bars["by-mu"].values.any()
    scene.direct.click()
    settled(scene)
    assert not scene.bars["by-mu"].values.any()
    assert not scene.bars["by-sigma"].values.any()
    assert scene.path.blocked


def test_a_mean_that_is_dragged_moves_z(show, settled):
    scene = show(reparameterisation)
    before = scene.bars["z"].values.copy()
    scene.bars["mu"].set_value(0, scene.bars["mu"].values[0] + 1.0)
    settled(scene)
    assert scene.bars["z"].values - before == pytest.approx([1, 0, 0, 0, 0], abs=1e-5)


def test_epsilon_is_drawn_again_and_again(qtbot, show):
    scene = show(reparameterisation)
    before = scene.bars["epsilon"].values.copy()
    scene.going.setChecked(True)
    qtbot.waitUntil(lambda: not np.array_equal(scene.bars["epsilon"].values, before))
    scene.rest()


def test_a_wider_cloud_costs_less_divergence_and_loses_likelihood(show, settled, lesson_lab):
    scene = show(elbo)
    scene.chart._choose(2.0)
    settled(scene)
    posterior_ = lesson_lab.lecture.space("both").encode(crop_of(lesson_lab, scene.face))
    logvar = posterior_.logvar + 2 * np.log(4)
    kl = 0.5 * (posterior_.mean.square() + logvar.exp() - 1 - logvar).sum()
    assert scene._here[1] == pytest.approx(kl.item(), rel=1e-4)
    assert scene._made.likelihood[-1] < scene._made.likelihood[0]
    assert f"KL: {round(kl.item())} nats" in scene.numbers.text()


def test_each_of_three_planes_decodes_what_lies_under_its_own_cross(show, settled):
    scene = show(three_spaces)
    before = {name: seen(tiles) for name, tiles in scene.under.items()}
    scene.planes["both"]._move(1.5, 0.5)
    settled(scene)
    same = {name: alike(seen(tiles), before[name]) for name, tiles in scene.under.items()}
    assert same == {"reconstruction": True, "kl": True, "both": False}
    draws = seen(scene.draws["both"])
    scene.again.click()
    settled(scene)
    assert not np.array_equal(seen(scene.draws["both"]), draws)


def test_the_planes_of_three_spaces_have_one_scale(show):
    assert len({plane.reach for plane in show(three_spaces).planes.values()}) == 1


def test_a_slider_goes_from_one_beta_to_the_next(qtbot, show, settled, lesson_lab, tiny_codes):
    assert {**BETAS, "both": 1.0} == beta.BETAS
    scene = show(beta)
    assert scene.chosen == "both"
    for name in ("tenth", "thousand"):
        scene.slider.setValue(list(beta.BETAS).index(name))
        settled(scene)
        model = lesson_lab.lecture.beta(name)
        posterior_ = model.encode(crop_of(lesson_lab, scene.face))
        said = f"KL: {posterior_.kl().sum():.1f} nats"
        qtbot.waitUntil(lambda said=said: said in scene.numbers.text())
        drawn = enlarged(model.decode(posterior_.mode()))[0]
        assert alike(seen(scene.face_tiles, 1), drawn.astype(int))
        assert np.allclose(scene.plane._points, tiny_codes.means[name])
        assert np.allclose(scene.plane._cloud[1], (0.5 * posterior_.logvar[0]).exp())
    assert scene.value.text() == "β = 1,000"
    draws = seen(scene.draws)
    scene.again.click()
    settled(scene)
    assert not np.array_equal(seen(scene.draws), draws)


def test_without_noise_all_draws_are_one(show, settled):
    scene = show(generation)
    scene.spread.setValue(0)
    settled(scene)
    small = scene.tiles["small"]
    assert all(np.array_equal(seen(small), seen(small, n)) for n in range(1, len(small.images)))
    scene.spread.setValue(100)
    settled(scene)
    assert not np.array_equal(seen(small), seen(small, 1))


def test_the_vector_of_an_attribute_is_added_as_often_as_is_asked(show, settled):
    scene = show(arithmetic)
    for steps, at in ((0, 2), (20, 4), (-20, 0)):
        scene.slider.setValue(steps)
        settled(scene)
        assert alike(seen(scene.large), seen(scene.strip, at))
    assert not np.array_equal(seen(scene.strip, 0), seen(scene.strip, 4))


def test_a_label_that_is_ticked_changes_draws_and_the_face_but_not_its_reconstruction(show, settled):
    scene = show(conditional)
    before, draws = [seen(scene.tiles, n) for n in range(3)], seen(scene.draws)
    assert alike(before[1], before[2]), "at first its labels are its own"
    scene.boxes["Smiling"].click()
    settled(scene)
    assert [alike(seen(scene.tiles, n), before[n]) for n in range(3)] == [True, True, False]
    assert not np.array_equal(seen(scene.draws), draws)
    scene.own.click()
    settled(scene)
    assert alike(seen(scene.tiles, 2), before[2])


def test_emphasis_changes_draws_and_what_was_ticked_but_not_the_reconstruction(show, settled):
    scene = show(conditional)
    scene.boxes["Smiling"].click()
    settled(scene)
    before, draws = [seen(scene.tiles, n) for n in range(3)], seen(scene.draws)
    scene.emphasis.setValue(10)
    settled(scene)
    assert [alike(seen(scene.tiles, n), before[n]) for n in range(3)] == [True, True, False]
    assert not np.array_equal(seen(scene.draws), draws)
    assert scene.value.text().endswith("1.0")


def test_the_bound_grows_with_the_number_of_draws(show):
    scene = show(likelihood)
    assert (np.diff(scene._made.nats) >= 0).all()
    assert scene.numbers.text().startswith("K = 256")
    scene.chart._choose(0.0)
    assert scene.numbers.text().startswith("K = 1:")


def test_better_quality_costs_more_bytes(show, settled):
    scene = show(compression)
    sizes = []
    for quality in (0, 5):
        scene.slider.setValue(quality)
        settled(scene)
        sizes.append(scene._made.coded[0].size)
        assert str(sizes[-1]) in scene.tiles.captions[1]
    assert sizes[0] < sizes[1]


def test_each_picture_says_how_many_faces_are_less_strange_by_the_score_that_is_chosen(show, reference, lesson_lab):
    scene = show(anomaly)
    assert len(scene.tiles.images) == len(scene.tiles.captions) == 6
    assert scene.tiles.captions[0].startswith("this face\nstranger than ")
    by_typicality = scene.tiles.captions
    scene.score.setCurrentIndex(scene.score.findData("norm"))
    scene.score.activated.emit(scene.score.currentIndex())
    scores = anomaly_scores(
        lesson_lab.vae, lesson_lab.prior, crop_of(lesson_lab, scene.face), reference.log_sigma, reference.typical
    )
    percent = reference.percentiles(scores)["norm"][0]
    assert scene.tiles.captions[0] == f"this face\nstranger than {round(percent)} of 100"
    assert scene.tiles.captions != by_typicality
