"""Sentences of the core, which knows no Qt, in the language of the window."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from facelab.attributes import QT_TRANSLATE_NOOP, TITLES
from facelab.gui.qt.titles import attribute_title

SENTENCES: Sequence[str] = (
    # Photos
    QT_TRANSLATE_NOOP("Sentences", "{0} does not exist; check its name."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be read ({1}); check its name and its permissions."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a folder; name the photos in it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no regular file; name a photo."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is empty; get a fresh copy of it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is {1}, which FaceLab does not read; use {2}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no picture that FaceLab knows; use {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has more than {1} MB; make it smaller first."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has more than {1} megapixels; make it smaller first."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{0} is damaged, cut short or an uncommon kind of {1}; get a fresh copy of it, or save it as PNG in another "
        "program.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} stores its samples in an uncommon way; save it as 8-bit or 16-bit RGB first."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} is a camera's raw file or a mere preview; develop it and save it as JPEG or TIFF first."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} has samples that are no whole numbers from 0 up; save it with 8 or 16 bits first."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} has neither 8 nor 16 bits a sample; save it with 8 or 16 bits first."),
    QT_TRANSLATE_NOOP("Sentences", "{0} needs more memory than there is; close other programs or make it smaller."),
    QT_TRANSLATE_NOOP("Sentences", "There is not enough memory for it; make it smaller."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be listed ({1})."),
    # Faces
    QT_TRANSLATE_NOOP(
        "Sentences", "No face was found in this photo; give its five landmarks with --landmarks x,y,x,y,..."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "No face was found in {0}; place one by hand in the window, and take the project that you save there.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "These landmarks lie outside the photo, which is {0} x {1} pixels large."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "These landmarks make no face; give left eye, right eye, nose, left and right mouth corner, in this order.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "its landmarks are far from a face's (turned away, or found wrongly); the edit may fail.",
    ),
    QT_TRANSLATE_NOOP("Sentences", "the model knows it worse than 95 of 100 faces; the edit may fail."),
    QT_TRANSLATE_NOOP("Sentences", "The lock on {0} takes away or replaces more than half of the edit."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be both asked for and locked; take the lock or the request away."),
    # Files
    QT_TRANSLATE_NOOP("Sentences", "{0} is the photo itself, which FaceLab never overwrites; choose another name."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} is itself given to be read, and FaceLab never overwrites that; choose another name."
    ),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no extension of a format to write; use one of {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be written, for {1} ends at {2} pixels a side; use .png."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be written, for its folder does not exist; make the folder first."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be written ({1}); choose another place or make room there."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a folder; name a file."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a file; name a folder."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no regular file; choose another name."),
    QT_TRANSLATE_NOOP("Sentences", "The folder {0} cannot be made ({1}); choose another place."),
    # Projects and presets
    QT_TRANSLATE_NOOP("Sentences", "{0} is no FaceLab project, or a damaged one; get a fresh copy of it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no project that FaceLab understands; get a fresh copy of it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} was saved by a later FaceLab; open it with that."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is damaged: its photo is not the one it was; get a fresh copy of it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is damaged; get a fresh copy of it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot hold this edit: a project holds amounts from -3 to 3."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be read ({1})."),
    QT_TRANSLATE_NOOP("Sentences", "{0} holds no presets; move it away and they begin anew."),
    QT_TRANSLATE_NOOP("Sentences", "This cannot be a preset; give it a name of 1 to 80 letters."),
    # Weights
    QT_TRANSLATE_NOOP("Sentences", "{0} is not a FaceLab weights file (safetensors); choose another."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is a safetensors file but not one of FaceLab's; choose another."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no file; name a FaceLab weights file (safetensors)."),
    QT_TRANSLATE_NOOP("Sentences", "{0} holds no {1}; choose weights of that kind."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has a version that this FaceLab does not know; use weights of version {1}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is damaged ({1}); get the file again."),
    QT_TRANSLATE_NOOP("Sentences", "{0} describes a network that this FaceLab does not know; update FaceLab."),
    QT_TRANSLATE_NOOP("Sentences", "{0} holds tensors that do not fit its own description; get the file again."),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} is missing, which belongs beside its checkpoint; make it with: facelab attributes build"
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "{0} was made for another checkpoint; make one for this with: facelab attributes build"
    ),
    QT_TRANSLATE_NOOP("Sentences", "FaceLab's own file {0} is missing; install FaceLab again."),
    # Grids, animations, draws
    QT_TRANSLATE_NOOP("Sentences", "A sheet of {0} × {1} pixels is too large; take smaller cells, or fewer."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no extension of an animation; use one of {1}."),
    QT_TRANSLATE_NOOP("Sentences", "No face that is {0} is found among {1} draws; ask for less."),
)
"""What the core says to a person at the window; {0} to {2} stand for what changes: names, numbers, reasons."""

PARTS: Sequence[str] = (
    QT_TRANSLATE_NOOP("Sentences", "This picture"),
    QT_TRANSLATE_NOOP("Sentences", "a PDF document"),
    QT_TRANSLATE_NOOP("Sentences", "a PostScript program"),
    QT_TRANSLATE_NOOP("Sentences", "a Photoshop document"),
    QT_TRANSLATE_NOOP("Sentences", "a JPEG XL picture"),
    QT_TRANSLATE_NOOP("Sentences", "a JPEG 2000 picture"),
    QT_TRANSLATE_NOOP("Sentences", "a camera's raw file"),
    QT_TRANSLATE_NOOP("Sentences", "an archive or a document"),
    QT_TRANSLATE_NOOP("Sentences", "an archive"),
    QT_TRANSLATE_NOOP("Sentences", "a video"),
    QT_TRANSLATE_NOOP("Sentences", "JPEG, PNG, WebP, AVIF, HEIC, TIFF, BMP or GIF"),
    QT_TRANSLATE_NOOP("Sentences", "permission denied"),
    QT_TRANSLATE_NOOP("Sentences", "no space left on device"),
    QT_TRANSLATE_NOOP("Sentences", "read-only file system"),
    QT_TRANSLATE_NOOP("Sentences", "file name too long"),
    QT_TRANSLATE_NOOP("Sentences", "not a directory"),
    QT_TRANSLATE_NOOP("Sentences", "is a directory"),
    QT_TRANSLATE_NOOP("Sentences", "no such file or directory"),
    QT_TRANSLATE_NOOP("Sentences", "device or resource busy"),
    QT_TRANSLATE_NOOP("Sentences", "input/output error"),
    QT_TRANSLATE_NOOP("Sentences", "not {0}"),
)
"""What may stand for {0} to {2}."""


def in_words(sentence: str) -> str:
    """A sentence of the core in the language of the time; one that is not known stays as it is."""
    for known in SENTENCES:
        if found := re.fullmatch(re.sub(r"\\\{\d\\\}", "(.*)", re.escape(known)), sentence, re.DOTALL):
            told = _translated(known).format(*map(_part, found.groups()))
            return told[:1].upper() + told[1:]
    return sentence[:1].upper() + sentence[1:]


def _part(text: str) -> str:
    if text in PARTS:
        return _translated(text)
    return ", ".join(_title(name) for name in text.split(", "))


def _title(name: str) -> str:
    bare = name.removeprefix("not ")
    if bare not in TITLES:
        return name
    return attribute_title(name) if bare == name else _translated("not {0}").format(attribute_title(bare))


def _translated(text: str) -> str:
    return QCoreApplication.translate("Sentences", text)
