import pytest

import facelab
from facelab.attributes import ATTRIBUTES
from facelab.errors import WeightsError
from facelab.latent.limits import FAR, Limit, Limits, LimitsFile, limits_path, read_limits


@pytest.fixture
def path(tmp_path):
    path = limits_path(tmp_path / "some.safetensors")
    made = LimitsFile(checkpoint="abc", limits={"Bangs": Limits(more=Limit(reach=2, safe=1.5), less=Limit(reach=2.5))})
    path.write_text(made.model_dump_json())
    return path


def test_they_lie_beside_the_weights(path):
    assert path.name == "some.limits.json"


def test_what_was_measured_holds_and_the_rest_is_free(path):
    limits = read_limits(path, "abc")
    assert set(limits) == set(ATTRIBUTES)
    assert limits["Bangs"].reach == (-2.5, 2.5)  # as far either way
    assert limits["Bangs"].safe == (-FAR, 1.5)
    assert limits["Smiling"] == Limits()


def test_a_face_that_is_so_already_bears_the_average_difference_less():
    limits = Limits(more=Limit(safe=1.5), less=Limit(safe=2.2))
    assert limits.safe_for(0.0) == pytest.approx((-1.2, 1.5))
    assert limits.safe_for(1.0) == pytest.approx((-2.2, 0.5))
    assert Limits(more=Limit(safe=0.4)).safe_for(1.0)[1] == 0


def test_those_of_other_weights_do_not_count(path):
    assert read_limits(path, "xyz")["Bangs"] == Limits()


def test_without_a_file_all_is_free(tmp_path):
    assert read_limits(tmp_path / "none.limits.json", "abc")["Bangs"] == Limits()


@pytest.mark.parametrize("text", ["", "{}", '{"checkpoint": "abc", "limits": {"Bangs": {"more": {"reach": 9}}}}'])
def test_a_damaged_file_is_said(path, text):
    path.write_text(text)
    with pytest.raises(WeightsError, match=r"some\.limits\.json is damaged"):
        read_limits(path, "abc")


def test_the_shipped_limits_are_those_of_the_shipped_weights():
    lab = facelab.load()
    assert lab.limits["Eyeglasses"].safe != Limits().safe
    assert all(least <= -1 and most >= 1 for least, most in (limits.reach for limits in lab.limits.values()))
