import pytest

from facelab.train import loop, stages


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "tiny.toml"
    path.write_text(f'stage = "structure"\nrun = "{tmp_path / "run"}"\ndata = "nowhere"\n')
    return path


@pytest.fixture
def told(monkeypatch):
    """What ``stages.run`` is asked, in place of training."""
    calls = []

    def run(config, *, resume, dry_run, progress):
        calls.append({"config": config, "resume": resume, "dry_run": dry_run})
        if progress:
            progress(loop.Progress(1, 2, {}))
        return config.seed != 99

    monkeypatch.setattr(stages, "run", run)
    return calls


def test_options_replace_what_the_configuration_says(facelab, config, told):
    facelab("train", config, "--init", "a", "--data", "b", "--run", "c", "--resume", "--dry-run")
    (call,) = told
    assert [str(getattr(call["config"], name)) for name in ("init", "data", "run")] == ["a", "b", "c"]
    assert (call["resume"], call["dry_run"]) == (True, True)


def test_without_options_the_configuration_holds(facelab, config, told, tmp_path):
    facelab("train", config)
    assert told[0]["config"].run == tmp_path / "run"
    assert not told[0]["resume"]


@pytest.mark.usefixtures("told")
def test_a_run_that_was_stopped_says_how_to_go_on(facelab, config):
    config.write_text(config.read_text() + "seed = 99\n")
    assert "--resume" in facelab("train", config, code=130).stderr


def test_a_shipped_configuration_is_known_by_its_name(facelab, told):
    facelab("train", "structure")
    assert told[0]["config"].stage == "structure"


@pytest.mark.parametrize(
    "text, said", [("stage = 1", "stage"), ("stage", "TOML"), ('stage = "structure"\nrun = "r"\nlayers = 3', "layers")]
)
def test_a_configuration_that_makes_no_sense_is_refused(facelab, config, text, said):
    config.write_text(text)
    result = facelab("train", config, code=2)
    assert str(config) in result.stderr
    assert said in result.stderr


def test_a_missing_configuration_names_the_shipped_ones(facelab, tmp_path):
    assert "structure" in facelab("train", tmp_path / "none", code=2).stderr


def test_missing_data_are_said_before_anything_is_trained(facelab, config):
    assert "facelab prepare" in facelab("train", config, code=2).stderr
