import pytest

from facelab.train import loop, stages
from facelab.train.files import STATE, WEIGHTS


@pytest.fixture
def config(tmp_path, noise_data):
    path = tmp_path / "tiny.toml"
    path.write_text(f'stage = "structure"\nrun = "{tmp_path / "run"}"\ndata = "{noise_data}"\n')
    return path


@pytest.fixture
def told(monkeypatch):
    """What ``stages.run`` is asked, in place of training."""
    calls = []

    def run(config, *, resume, overwrite, dry_run, progress):
        calls.append({"config": config, "resume": resume, "overwrite": overwrite, "dry_run": dry_run})
        if progress:
            progress(loop.Progress(1, 2, {}))
        return config.seed != 99

    monkeypatch.setattr(stages, "run", run)
    return calls


def test_options_replace_what_the_configuration_says(facelab, config, told, noise_data, tiny_lab_files):
    given = {"init": tiny_lab_files / "tiny.safetensors", "data": noise_data, "run": config.parent / "other"}
    facelab("train", config, *(word for name, path in given.items() for word in (f"--{name}", path)), "--dry-run")
    (call,) = told
    assert {name: getattr(call["config"], name) for name in given} == given
    assert call["dry_run"]


def test_without_options_the_configuration_holds(facelab, config, told, tmp_path):
    facelab("train", config)
    assert told[0]["config"].run == tmp_path / "run"
    assert not told[0]["resume"]


@pytest.mark.usefixtures("told")
def test_a_run_that_was_stopped_says_how_to_go_on(facelab, config):
    config.write_text(config.read_text() + "seed = 99\n")
    assert "--resume" in facelab("train", config, code=130).stderr


def test_a_shipped_configuration_is_known_by_its_name(facelab, told, noise_data, tmp_path):
    facelab("train", "structure", "--data", noise_data, "--run", tmp_path / "run")
    assert told[0]["config"].stage == "structure"


def test_what_learns_from_no_data_folder_asks_for_no_manifest(facelab, config, told, tmp_path):
    config.write_text(f'stage = "parser"\nrun = "{tmp_path / "run"}"\n')
    facelab("train", config, "--data", tmp_path)
    assert told[0]["config"].data == tmp_path


@pytest.mark.parametrize(
    "text, said", [("stage = 1", "stage"), ("stage", "TOML"), ('stage = "structure"\nrun = "r"\nlayers = 3', "layers")]
)
def test_a_configuration_that_makes_no_sense_is_refused(facelab, config, noise_data, text, said):
    config.write_text(text)
    result = facelab("train", config, "--data", noise_data, code=2)
    assert str(config) in result.stderr
    assert said in result.stderr


def test_a_missing_configuration_names_the_shipped_ones(facelab, tmp_path):
    assert "structure" in facelab("train", tmp_path / "none", code=2).stderr


def test_missing_data_are_said_before_anything_is_trained(facelab, config):
    assert "facelab prepare" in facelab("train", config, "--data", config.parent / "none", code=2).stderr


def test_missing_weights_are_said_before_anything_is_trained(facelab, config):
    config.write_text(config.read_text() + 'init = "none.safetensors"\n')
    assert "none.safetensors cannot be read" in facelab("train", config, code=2).stderr


@pytest.mark.parametrize("name", [STATE, WEIGHTS])
def test_an_earlier_run_is_replaced_only_when_asked(facelab, config, told, name):
    left = config.parent / "run" / name
    left.parent.mkdir()
    left.write_bytes(b"hours of work")
    said = facelab("train", config, code=2).stderr
    assert "--resume" in said
    assert "--overwrite" in said
    assert told == []
    assert left.read_bytes() == b"hours of work"
    facelab("train", config, "--overwrite")
    assert told[0]["overwrite"]


def test_a_dry_run_replaces_nothing_and_needs_no_leave(facelab, config, told):
    (config.parent / "run").mkdir()
    (config.parent / "run" / STATE).write_bytes(b"")
    facelab("train", config, "--dry-run")
    assert told[0]["dry_run"]


def test_what_is_gone_on_with_is_not_replaced(facelab, config, told):
    (config.parent / "run").mkdir()
    (config.parent / "run" / STATE).write_bytes(b"")
    facelab("train", config, "--resume")
    assert told[0]["resume"]
    assert "either" in facelab("train", config, "--resume", "--overwrite", code=2).stderr


def test_where_there_is_no_state_there_is_nothing_to_resume(facelab, config):
    assert "nothing to resume" in facelab("train", config, "--resume", code=2).stderr
