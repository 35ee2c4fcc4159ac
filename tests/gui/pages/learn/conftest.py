"""Lessons, each shown with a face, on models that draw no faces."""

import pytest
from PySide6.QtCore import QSettings

import facelab
from facelab.gui.pages.face_source import FaceSource
from facelab.gui.pages.learn.page import LearnPage
from facelab.gui.session.background_maker import BackgroundMaker
from facelab.synthesis.samples import SampleSpec
from facelab.synthesis.sources import sampled_face


@pytest.fixture(scope="session")
def lesson_lab(tiny_lab_files, tiny_lecture, tiny_codes):
    """A lab with the lecture's models, without a window."""
    made = facelab.load(tiny_lab_files / "tiny.safetensors")
    made.__dict__.update(lecture=tiny_lecture, plane_codes=tiny_codes)  # as if they had been asked for before
    return made


@pytest.fixture(scope="session")
def face(lesson_lab):
    return sampled_face(lesson_lab, SampleSpec(3))


@pytest.fixture
def show(qtbot, settled, lesson_lab, face):
    """Makes the scene of a lesson's module, and waits until all of it is there."""
    made = []

    def lesson(module):
        scene = module.LESSON.scene(lambda: lesson_lab)
        qtbot.addWidget(scene)
        made.append(scene)
        scene.resize(600, 400)
        scene.show_face(face)
        settled(scene)
        return scene

    yield lesson
    for scene in made:
        scene.stop()


@pytest.fixture
def learn(qtbot, settled, lesson_lab, tmp_path):
    """The page Learn alone, with a face of nobody."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    maker = BackgroundMaker(None)
    page = LearnPage(FaceSource(lambda: lesson_lab, lambda: None), maker)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    with qtbot.waitSignal(page.slots[0].taken):
        page.begin()
    settled(page.scene)
    yield page
    page.stop()
    maker.close()
