import json


def test_prepare_lists_what_it_skips(facelab, tmp_path, astronaut):
    source = tmp_path / "source"
    source.mkdir()
    (source / "face.png").write_bytes(astronaut.read_bytes())
    (source / "bad.jpg").write_bytes(b"no picture")
    result = facelab("prepare", source, "-o", tmp_path / "data")
    assert "bad.jpg was skipped" in result.stderr
    assert "1 faces" in result.stdout
    assert json.loads((tmp_path / "data" / "manifest.json").read_text())["skipped"][0]["name"] == "bad.jpg"


def test_prepare_wants_a_folder(facelab, tmp_path):
    result = facelab("prepare", tmp_path / "none", "-o", tmp_path / "data", code=2)
    assert "no folder" in result.stderr
