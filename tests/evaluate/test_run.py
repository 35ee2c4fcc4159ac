import numpy as np

from facelab.evaluate.run import PARTS


def test_a_part_alone_is_measured(evaluation):
    report = evaluation.report(["latent"])
    assert {figure.part for figure in report.figures} == {"latent"}
    assert report.about["split"] == "test"
    assert report.about["faces"] == "12"
    assert 0 <= report.value("latent", "identity judge auc") <= 1


def test_pictures_are_faces_side_by_side(evaluation):
    report = evaluation.report(["reconstruction", "samples"])
    assert {figure.part for figure in report.figures} == {"reconstruction", "samples"}
    shown = evaluation.pictures["reconstruction"]
    assert shown.shape == (256, 12 * 128, 3)  # twelve faces, what comes back below
    crops = next(iter(evaluation.faces.crops()))[0]
    first = (crops[0].permute(1, 2, 0) * 255).round().byte().numpy()
    assert np.array_equal(shown[:128, :128], first)
    worst = evaluation.pictures["reconstruction-worst"]
    assert not np.array_equal(worst, shown)


def test_nothing_chosen_on_the_split_that_is_reported(evaluation):
    from facelab.evaluate.judging import standard

    seen = evaluation.judges.see_all(evaluation.valid.crops())
    expected = standard(seen.log_odds, evaluation.valid.labels.numpy())
    np.testing.assert_allclose(evaluation.standard.thresholds, expected.thresholds, atol=1e-5)


def test_strangeness_is_measured_and_kept_for_these_weights(evaluation):
    report = evaluation.report(["anomaly"])
    assert report.value("anomaly", "AUC", method="typicality") >= 0
    assert evaluation.references[-1].checkpoint == report.about["SHA-256"]


def test_parts_are_all_there():
    assert PARTS == (
        "reconstruction",
        "latent",
        "samples",
        "edits",
        "locks",
        "anomaly",
        "compression",
        "lecture",
        "photos",
    )
