from facelab.evaluate.figures import Figure, Report
from facelab.evaluate.photos.page import photo_sections
from facelab.evaluate.tables import Cells

OF = "Smiling", "+", 2.0, "pairs"
REPORT = Report({}, [Figure("photos", "identity", 0.81, *OF), Figure("photos", "identity, male", 0.92, *OF)])


def test_the_page_has_the_figures_the_groups_and_the_pictures_that_are_there():
    shown = "".join(photo_sections(REPORT, Cells(REPORT.values, {}), {"photos-Smiling-adding-001"}))
    assert "0.810" in shown and "0.920" in shown and "<th>male</th>" in shown
    assert shown.count("<img") == 1 and "pictures/photos-Smiling-adding-001.jpg" in shown


def test_nothing_is_shown_of_what_was_not_measured():
    assert photo_sections(Report({}, []), Cells({}, {}), {"photos-Smiling-adding-001"}) == []
