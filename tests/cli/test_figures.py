def test_figures_want_faces_that_are_seen_to_be_so(facelab, weights, tmp_path):
    (tmp_path / "photos").mkdir()
    result = facelab("figures", "--from", tmp_path / "photos", "-o", tmp_path / "out", *weights, code=2)
    assert "holds no photo with a face" in result.stderr
