from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

import facelab
from facelab.attributes import ATTRIBUTES
from facelab.edit import Edit
from facelab.errors import Cancelled, EditError, FaceError
from facelab.latent.anomaly import Reference, norms
from facelab.latent.limits import Limit, Limits
from facelab.photo import align
from facelab.photo.faces import Face
from facelab.photo.read import read
from facelab.pipeline.edited_photo import Photo
from facelab.progress import quiet


class Detector:
    """Finds the faces it was made with, largest first, and counts how often it is asked."""

    def __init__(self, *landmarks):
        self.faces = [Face((0, 0, 99, 99), 0.9, points, align.residual(points)) for points in landmarks]
        self.asked = []

    def detect(self, rgb, *, largest_only=False, progress=None):  # noqa: ARG002
        assert rgb.dtype == np.uint8
        self.asked.append(largest_only)
        return self.faces[:1] if largest_only else self.faces


@pytest.fixture
def detector(noise_landmarks):
    """Two faces in ``noise_photo``, side by side and overlapping."""
    return Detector(noise_landmarks * 0.5 + (0, 20), noise_landmarks * 0.5 + (90, 30))


@pytest.fixture
def lab(tiny_lab_files, detector):
    return facelab.load(tiny_lab_files / "tiny.safetensors", detector)


@pytest.fixture
def photo(lab, noise_photo):
    return lab.open(noise_photo)


def changed(photo):
    return (photo.picture.samples != photo.original.picture.samples).any(axis=2)


def test_an_edit_gives_a_new_photo_and_leaves_the_old_one(photo):
    edited = photo.edit(Smiling=+2)
    assert changed(edited).any()
    assert photo.edits == {}
    assert photo.picture is photo.original.picture


def test_a_mapping_serves_for_names_that_python_has_not(photo):
    edited = photo.edit({"5_o_Clock_Shadow": 1})
    assert edited.edits[0].amounts == {"5_o_Clock_Shadow": 1}


def test_nothing_is_looked_for_before_it_is_needed(photo, detector):
    assert detector.asked == []
    photo.edit(Smiling=1).edit(Male=1)
    assert detector.asked == [True]


def test_once_all_faces_are_known_none_is_looked_for_again(photo, detector, noise_landmarks):
    assert len(photo.faces) == 2
    assert photo.crop(0) is photo.original.crops[0]
    assert photo.edit(Smiling=1, landmarks=noise_landmarks, face=1).faces[0].face is detector.faces[0]
    assert detector.asked == [False]


def test_nothing_asked_is_the_very_picture(photo):
    assert photo.edit(Smiling=0).picture is photo.original.picture


def test_each_face_can_have_its_own_edit(photo):
    left, right = photo.edit(Smiling=2), photo.edit(Male=1, face=1)
    both = photo.edit(Smiling=2).edit(Male=1, face=1)
    assert both.edits.keys() == {0, 1}
    alone = changed(left) & ~changed(right)
    assert np.array_equal(both.picture.samples[alone], left.picture.samples[alone])


LIPSTICK = {"Wearing_Lipstick": 2}


def test_lipstick_leaves_all_but_the_lips(photo):
    def crop(**amounts):
        edited = photo.edit(amounts, face=0).picture
        return replace(photo.crop(0), picture=edited).pixels

    above, lips = np.s_[:70], np.s_[90:102, 56:72]
    plain, painted, pale, both = (crop(**a) for a in ({}, LIPSTICK, {"Pale_Skin": 2}, {**LIPSTICK, "Pale_Skin": 2}))
    np.testing.assert_array_equal(painted[above], plain[above])
    np.testing.assert_allclose(both[above], pale[above], atol=0.01)
    assert np.abs(painted[lips] - plain[lips]).max() > 0.01
    assert np.abs(both[lips] - pale[lips]).max() > 0.01


def test_all_faces_can_have_the_same(photo):
    assert photo.edit(Smiling=2, face="all").edits.keys() == {0, 1}


def test_amounts_of_one_attribute_add_up(photo):
    assert photo.edit(Smiling=2, Male=1).edit(Smiling=1).edits[0].amounts == {"Smiling": 3, "Male": 1}
    assert photo.edit(Smiling=2).edit(Smiling=-2).picture is photo.original.picture


def test_of_a_value_and_an_amount_the_later_holds(photo):
    value = float(photo.edit(Bangs=0).report()[0].before["Bangs"]) + 0.3
    edit = photo.edit(Bangs=1).edit(to={"Bangs": value}).edits[0]
    assert (edit.amounts, edit.to) == ({}, {"Bangs": value})
    edit = photo.edit(to={"Bangs": value}).edit(Bangs=1).edits[0]
    assert (edit.amounts, edit.to) == ({"Bangs": 1}, {})


def test_locks_add_up_and_the_method_stays(photo):
    edit = photo.edit(Smiling=1, lock="Male", method="mean").edit(lock=["Young"]).edits[0]
    assert (edit.locks, edit.method) == ({"Male", "Young"}, "mean")


def test_keep_is_the_whole_photos_and_stays(photo):
    assert photo.edit(Smiling=1, keep=0.5).edit(Male=1).keep == 0.5


REFUSED = {
    "an unknown attribute": ({"Smilling": 1}, EditError),
    "a lock on what is asked for": ({"Smiling": 1, "lock": ["Smiling"]}, EditError),
    "keep above 1": ({"keep": 2}, EditError),
    "an amount in words": ({"Smiling": "2"}, EditError),
    "landmarks of another shape": ({"landmarks": np.zeros(10)}, FaceError),
    "an unknown method": ({"Smiling": 1, "method": "median"}, EditError),
    "no such face": ({"Smiling": 1, "face": 2}, FaceError),
    "a negative face": ({"Smiling": 1, "face": -1}, FaceError),
    "landmarks of all faces": ({"landmarks": np.zeros((5, 2)), "face": "all"}, FaceError),
    "landmarks of a face far ahead": ({"landmarks": np.zeros((5, 2)), "face": 5}, FaceError),
}


@pytest.mark.parametrize("words, error", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_done_is_refused_at_once(photo, words, error):
    for asked in (photo, photo.edit(Smiling=1)):
        with pytest.raises(error):
            asked.edit(**words)


def test_a_face_given_by_hand_takes_the_place_of_its_number(photo, detector, noise_landmarks):
    edited = photo.edit(Smiling=1, landmarks=noise_landmarks)
    assert detector.asked == []
    assert np.array_equal(edited.faces[0].landmarks, noise_landmarks)
    assert edited.faces[1].face is detector.faces[1]
    third = photo.edit(Smiling=1, landmarks=noise_landmarks, face=2)
    assert len(third.faces) == 3


def test_a_report_measures_the_finished_picture(photo, lab):
    edited = photo.edit(Smiling=+2, Male=-1)
    (report,) = edited.report()
    assert (report.index, report.amounts) == (0, {"Smiling": 2, "Male": -1})
    crop = edited.crop(0)
    again = type(crop)(lab, edited.picture, crop.face)
    assert report.after["Smiling"] == pytest.approx(float(again.probes[ATTRIBUTES.index("Smiling")]))


def test_the_others_that_moved_most_are_told_in_their_own_spread(photo, lab):
    (report,) = photo.edit(Smiling=+3).report()
    spread = dict(zip(ATTRIBUTES, lab.attributes.probe_std, strict=True))
    moved = {name: abs(report.after[name] - report.before[name]) / spread[name] for name in ATTRIBUTES}
    del moved["Smiling"]
    assert list(report.moved_most) == sorted(moved, key=moved.get, reverse=True)[:3]


@pytest.mark.parametrize(("aside", "told"), [(97.5, False), (98.5, True)])
def test_a_face_is_warned_about_where_it_is_stranger_than_98_of_100_others(photo, lab, aside, told):
    norm = float(norms(lab.vae, photo.crop(0).s)[0])
    percents = tuple(range(101))
    lab.__dict__["known_faces"] = Reference(
        checkpoint="", log_sigma=-2.0, typical=norm + aside, best="typicality", quantiles={"typicality": percents}
    )
    found = photo.edit(Smiling=0).warnings[0]
    assert ("it is stranger to the model than 98 of 100 faces" in " ".join(map(str, found))) == told == bool(found)


def test_a_face_known_badly_is_warned_about_where_nothing_better_tells(photo, lab):
    assert photo.edit(Smiling=0).warnings == {0: ()}
    lab.__dict__["attributes"] = type(lab.attributes)(**{**vars(lab.attributes), "poor_reconstruction": 99.0})
    (warning,) = photo.edit(Smiling=0).warnings[0]
    assert "unlike the faces" in str(warning)


@pytest.mark.parametrize(("side", "told"), [(39, True), (40, False)])
def test_a_face_under_40_pixels_is_warned_about(lab, noise_photo, detector, side, told):
    detector.faces = [replace(face, box=(5, 5, 5 + side, 5 + side)) for face in detector.faces]
    photo = lab.open(noise_photo).edit(Smiling=1)
    assert any(f"about {side} pixels" in str(warning) for warning in photo.warnings[0]) == told
    assert photo.doubts(0)[:1] == photo.warnings[0][:1]


def test_more_of_what_a_face_has_already_is_warned_about(photo, lab, monkeypatch):
    crop = photo.crop(0)
    name = ATTRIBUTES[int(crop.probes.argmax())]
    limits = {**dict.fromkeys(ATTRIBUTES, Limits()), name: Limits(more=Limit(safe=1.5), less=Limit(safe=1.5))}
    monkeypatch.setitem(lab.__dict__, "limits", limits)
    assert photo.edit({name: 0.5}).warnings == photo.edit({name: -1.5}).warnings == {0: ()}
    (warning,) = photo.edit({name: 0.6}).warnings[0]
    assert f"{name} +0.6 is beyond +0.5" in str(warning)


def test_what_a_lock_adds_is_none_of_what_is_asked(photo, lab, monkeypatch):
    """Of a face whose Male was to stay it had been said that it is so already."""
    name = ATTRIBUTES[int(photo.crop(0).probes.argmax())]
    limits = Limits(more=Limit(safe=0.1), less=Limit(safe=0.1))
    monkeypatch.setitem(lab.__dict__, "limits", dict.fromkeys(ATTRIBUTES, limits))
    for words, told in (({name: 0.5}, True), ({"lock": name}, False)):
        edited = photo.edit(**words)
        edited.__dict__["moves"] = {0: replace(edited.moves[0], amounts={name: 0.5})}
        assert any("is so already" in str(warning) for warning in edited.warnings[0]) == told


def test_saving_marks_what_was_edited_alone(photo, tmp_path):
    photo.edit(Smiling=2).save(tmp_path / "edited.png")
    photo.save(tmp_path / "same.png")
    assert b"compositeWithTrained" in read(tmp_path / "edited.png").metadata.xmp
    assert read(tmp_path / "same.png").data == photo.original.picture.data


def test_crop_and_latent_of_a_face_are_arrays_in_the_open(photo, lab):
    face = photo.faces[0]
    assert np.array_equal(face.latent, lab.encode(face.crop[None]).mode()[0])
    assert face.box == face.face.box
    face.crop[:] = 0
    face.latent[:] = 0
    assert face.crop.any()
    assert face.latent.any(), "what one writes to is a copy"


def test_a_photo_and_a_face_are_told_in_a_line(photo):
    assert repr(photo) == "<Photo of 240 x 220 pixels, not edited>"
    edited = photo.edit(Smiling=2, lock="Male").edit(Bangs=-0.5, face=1)
    assert repr(edited) == "<Photo of 240 x 220 pixels, face 0: Smiling +2, Male locked; face 1: Bangs -0.5>"
    assert repr(photo.faces[0]) == "<Face of 99 x 99 pixels at 0, 0>"
    assert repr(edited.moves[1]) == "<Move of Bangs -0.5>"
    assert repr(photo.picture) == "<Picture of 240 x 220 pixels, uint8>"


def test_a_notebook_shows_the_finished_photo_and_the_face(photo):
    edited = photo.edit(Smiling=2)
    with Image.open(BytesIO(edited._repr_png_())) as shown:
        assert np.array_equal(np.asarray(shown), edited.picture.samples)
    with Image.open(BytesIO(photo.faces[0]._repr_png_())) as shown:
        assert (shown.format, shown.size) == ("PNG", (128, 128))


def test_drawing_says_how_far_it_is_and_ended_early_keeps_nothing(photo):
    edited, told = photo.edit(Smiling=1, face="all"), []

    def enough(share):
        told.append(share)
        if share > 0.4:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        edited.draw(enough)
    assert told == sorted(told)
    assert len(told) == 5  # two faces become known, two are split, and one is drawn
    assert "picture" not in vars(edited)
    assert edited.draw(quiet) is edited.picture


def test_what_is_not_asked_for_is_no_part_of_what_is_done(astronaut):
    """Faces take the most where no hair is recoloured."""
    told = []
    facelab.load().open(astronaut).edit(Smiling=1).draw(told.append)
    known, split, drawn, *_ = told
    assert known == pytest.approx(split, abs=0.05)
    assert drawn > 0.8


def test_each_face_that_becomes_known_tells(photo):
    """Of a group that lasts: no share would be told before all of them were encoded."""
    crops, edited = photo.faces, Photo(photo.original, {0: Edit({"Smiling": 1.0}), 1: Edit({"Smiling": 1.0})})

    def at_first(share):
        assert 0 < share < 0.2
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        edited.draw(at_first)
    assert ["s" in vars(crop) for crop in crops] == [True, False]


def test_hair_is_recoloured_and_composites_are_made_tile_by_tile(astronaut):
    """Each tile tells, so that drawing ends at the next one."""
    edited = facelab.load().open(astronaut).edit(Blond_Hair=1, Smiling=1)

    def stop_after(share):
        def progress(done):
            if done > share:
                raise Cancelled("Stopped.")

        return progress

    told = []
    for share in (0.0, 0.2, 0.6):
        with pytest.raises(Cancelled):
            edited.draw(stop_after(share))
        assert "picture" not in vars(edited)
    edited.draw(told.append)
    assert len(told) >= 5  # preparing, faces, and a tile at a time
    assert told == sorted(told)
