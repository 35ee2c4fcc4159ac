"""tests/ mirrors facelab/: for facelab/ROOM/MODULE.py there is tests/ROOM/test_MODULE.py, or a line here."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE, TESTS = ROOT / "facelab", ROOT / "tests"
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
TEST_FILES = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}

ELSEWHERE = {
    "pipeline/beard_edit.py": "pipeline/test_parts.py",
    "pipeline/fringe_edit.py": "pipeline/test_parts.py",
    "pipeline/in_vain.py": "pipeline/test_parts.py",
    "pipeline/shading.py": "pipeline/test_skin_shading.py",
    "render/brows.py": "render/test_forehead.py",
    "render/hair_finding.py": "render/test_hair.py",
    "render/recolour.py": "render/test_hair.py",
    "render/sample_grid.py": "render/test_glasses.py",
    "model/lecture/elbo.py": "model/lecture/test_vae.py",
    "model/lecture/family.py": "train/test_lecture.py",
    "model/mixture.py": "model/test_flow.py",
    "train/latents.py": "train/test_prior.py",
    "cli/inputs.py": "cli/test_refusals.py",
    "synthesis/meeting.py": "synthesis/test_blends.py",
    "evaluate/tables.py": "evaluate/test_page.py",
    "evaluate/photos/measuring.py": "evaluate/photos/test_run.py",
    "gui/app/actions/action.py": "gui/app/test_actions.py",
    "gui/app/actions/edit.py": "gui/app/test_actions.py",
    "gui/app/actions/file.py": "gui/app/test_actions.py",
    "gui/app/actions/help.py": "gui/app/test_actions.py",
    "gui/app/actions/view.py": "gui/app/test_actions.py",
    "gui/pages/learn/arithmetic.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/autoencoder.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/beta.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/plane_scene.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/blending.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/compression.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/conditional.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/elbo.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/generation.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/latent_space.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/likelihood.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/posterior.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/reparameterisation.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/three_spaces.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/anomaly.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/lesson.py": "gui/pages/learn/test_formula.py",
    "gui/pages/learn/scene.py": "gui/pages/learn/test_page.py",
    "gui/pages/learn/inks.py": "gui/pages/learn/test_formula.py",
    "gui/pages/learn/choice.py": "gui/pages/learn/test_lessons.py",
    "gui/pages/learn/path.py": "gui/pages/learn/test_lessons.py",
    "gui/app/edit_page.py": "gui/app/test_window.py",
    "gui/app/film_menu.py": "gui/pages/test_face_menu.py",
    "gui/app/history.py": "gui/app/test_accessibility.py",
    "gui/app/frame_time.py": "gui/app/test_window.py",
    "gui/app/landmark_tool.py": "gui/canvas/test_points.py",
    "gui/app/actions/tools.py": "gui/app/test_actions.py",
    "gui/app/menus.py": "gui/app/test_actions.py",
    "gui/app/tool_bar.py": "gui/app/test_window.py",
    "gui/canvas/strip.py": "gui/canvas/test_face_strip.py",
    "gui/qt/file_writer.py": "gui/qt/test_worker.py",
    "gui/qt/context_menu.py": "gui/pages/test_face_menu.py",
    "gui/qt/drop_hint.py": "gui/app/test_dropping.py",
    "gui/canvas/film_strip.py": "gui/app/test_window.py",
    "gui/app/brush_tool.py": "gui/canvas/test_brush.py",
    "gui/canvas/brush_bar.py": "gui/canvas/test_brush.py",
    "gui/canvas/crop_preview.py": "gui/canvas/test_points.py",
    "gui/canvas/overlay.py": "gui/canvas/test_canvas.py",
    "gui/canvas/photo_view.py": "gui/canvas/test_canvas.py",
    "gui/canvas/painted_photo.py": "gui/canvas/test_canvas.py",
    "gui/dialogs/help.py": "gui/qt/test_language.py",
    "gui/dialogs/animation.py": "gui/app/test_saving.py",
    "gui/dialogs/save_preview.py": "gui/app/test_saving.py",
    "gui/pages/attribute_choice.py": "gui/pages/test_grid.py",
    "gui/dialogs/save.py": "gui/app/test_saving.py",
    "gui/pages/conditions_form.py": "gui/pages/test_generate.py",
    "gui/pages/wall.py": "gui/pages/test_generate.py",
    "gui/pages/face_source.py": "gui/pages/test_face_slots.py",
    "gui/pages/face_wall.py": "gui/qt/test_picture_delegate.py",
    "gui/qt/plate.py": "gui/canvas/test_banner.py",
    "gui/qt/share_bar.py": "gui/panel/test_meter_bar.py",
    "gui/pages/page.py": "gui/pages/test_interpolate.py",
    "gui/qt/picture.py": "gui/pages/test_interpolate.py",
    "gui/pages/requests.py": "gui/pages/test_grid.py",
    "gui/panel/amount_slider.py": "gui/panel/test_sliders.py",
    "gui/app/looks.py": "gui/panel/test_looks_bar.py",
    "gui/panel/attribute_row.py": "gui/panel/test_sliders.py",
    "gui/panel/heading.py": "gui/panel/test_looks_bar.py",
    "gui/qt/flow_layout.py": "gui/panel/test_asked_bar.py",
    "gui/qt/numbers.py": "gui/panel/test_asked_bar.py",
    "gui/session/look_maker.py": "gui/panel/test_looks_bar.py",
    "gui/panel/synonyms.py": "gui/app/test_window.py",
    "gui/qt/colours.py": "gui/canvas/test_canvas.py",
    "gui/qt/file_dialogs.py": "gui/app/test_saving.py",
    "gui/qt/retranslate.py": "gui/qt/test_language.py",
    "gui/qt/titles.py": "gui/qt/test_language.py",
    "gui/session/aimed_preset.py": "gui/app/test_submenus.py",
    "gui/session/background_maker.py": "gui/app/test_saving.py",
    "gui/session/editor.py": "gui/app/test_window.py",
    "gui/session/opened_photo.py": "gui/session/test_recovery.py",
    "gui/session/photo_session.py": "gui/app/test_window.py",
    "gui/session/photo_writer.py": "gui/app/test_saving.py",
    "latent/locks.py": "latent/test_edits.py",
    "model/precision.py": "model/test_compiled.py",
    "model/residual.py": "model/test_judges.py",
    "photo/av1.py": "photo/test_cicp.py",
    "photo/bmp.py": "photo/test_cicp.py",
    "photo/boxes.py": "photo/test_cicp.py",
    "photo/decode.py": "photo/test_read.py",
    "photo/encode.py": "photo/test_write.py",
    "photo/icc.py": "photo/test_colour.py",
    "photo/containers.py": "photo/test_metadata_pairs.py",
    "photo/ifd.py": "photo/test_metadata_pairs.py",
    "photo/iptc.py": "photo/test_metadata_pairs.py",
    "photo/jpeg_segments.py": "photo/test_metadata_pairs.py",
    "photo/metadata.py": "photo/test_metadata_pairs.py",
    "photo/png_chunks.py": "photo/test_metadata_pairs.py",
    "photo/vp8l.py": "photo/test_webp_bands.py",
    "photo/webp_chunks.py": "photo/test_webp_bands.py",
    "photo/xmp_properties.py": "photo/test_metadata_pairs.py",
    "photo/refused.py": "photo/test_hostile_photos.py",
    "photo/stored.py": "photo/test_read.py",
    "photo/tiff.py": "photo/test_read.py",
    "pipeline/batch.py": "gui/dialogs/test_batch.py",
    "pipeline/crops.py": "pipeline/test_edited_photo.py",
    "pipeline/encoded_crop.py": "pipeline/test_edited_photo.py",
    "pipeline/located_crop.py": "pipeline/test_editing.py",
    "pipeline/source_photo.py": "pipeline/test_edited_photo.py",
    "pipeline/export.py": "gui/app/test_saving.py",
    "pipeline/layers.py": "pipeline/test_editing.py",
    "project/edit.py": "project/test_file.py",
    "project/history.py": "gui/session/test_recovery.py",
    "project/pages.py": "gui/pages/test_interpolate.py",
    "render/hair_preview.py": "render/test_hair.py",
    "render/hair_tone.py": "render/test_hair.py",
    "render/lighter_hair.py": "render/test_hair.py",
    "synthesis/cells.py": "synthesis/test_grids.py",
    "train/adversarial.py": "train/test_upsampler.py",
    "train/attribute_network.py": "train/test_stages.py",
    "train/files.py": "cli/test_train.py",
    "train/stage.py": "train/test_loop.py",
}
"""Where a module without a test file of its name is tested."""

ACROSS = {
    "cli/test_file_names.py": "files whose names are no UTF-8, or in another script, in every command",
    "cli/test_refusals.py": "what every command refuses at once",
    "evaluate/test_photos.py": "composites of the shared photos: nothing outside the masks, no visible border",
    "gui/app/test_accessibility.py": "names, values, hints and languages, over all pages and dialogues",
    "gui/app/test_actions.py": "the tables of actions, over all menus",
    "gui/app/test_stopping.py": "what takes long and is stopped, over the photo and the pages",
    "gui/app/test_dropping.py": "what is dragged over the photo, the slots and the film strip",
    "gui/app/test_sizes.py": "the window on small screens, over all pages",
    "model/test_hostile_weights.py": "damaged checkpoints and attributes files",
    "photo/test_hostile_photos.py": "damaged and hostile photos",
    "photo/test_large_photos.py": "the memory that photos near the limit take, read and written",
    "photo/test_metadata_pairs.py": "metadata between all pairs of formats",
    "photo/test_read_fuzz.py": "any bytes as a photo",
    "photo/test_read_turned.py": "orientation and metadata of photos read",
    "project/test_version_1.py": "a project file of the first build that wrote any",
    "pipeline/test_skin_edit.py": "age and gender on skin, in photos of 8 and 16 bits",
    "photo/test_webp_bands.py": "large WebP files, written in two parts and read in bands",
    "photo/test_write_metadata.py": "metadata of photos written",
    "test_contracts.py": "imports run downwards only",
    "test_desktop.py": "what is put into a desktop's menu",
    "test_docs.py": "the documents",
    "test_imports.py": "what is imported when",
    "test_mirror.py": "this",
    "test_names.py": "names and citations",
    "test_wheel.py": "the package as it is installed",
}
"""Test files that mirror no module, and what they are about."""


def mirror(module: Path) -> str:
    return module.with_name(f"test_{module.stem.strip('_')}.py").as_posix()


MIRRORS = {module.as_posix(): mirror(module) for module in MODULES}


def test_every_module_has_a_test_file_of_its_name_or_is_tested_elsewhere():
    assert [module for module, test in MIRRORS.items() if test not in TEST_FILES and module not in ELSEWHERE] == []


def test_what_is_tested_elsewhere_has_no_file_of_its_own_and_is_tested_there():
    assert sorted(ELSEWHERE.keys() - MIRRORS.keys()) == [], "modules that are gone"
    assert [module for module in ELSEWHERE if MIRRORS[module] in TEST_FILES] == [], "modules with a file of their own"
    assert sorted(set(ELSEWHERE.values()) - TEST_FILES) == [], "test files that are gone"


def test_every_test_file_mirrors_a_module_or_is_named():
    assert sorted(TEST_FILES - set(MIRRORS.values()) - ACROSS.keys()) == []
    assert sorted(ACROSS.keys() & set(MIRRORS.values()) | ACROSS.keys() - TEST_FILES) == [], "stale lines"
