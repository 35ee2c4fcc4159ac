import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from facelab.gui.dialogs.crash_report import CrashReporter, crash_report_box, keep_log, log_path


@pytest.fixture
def shown(monkeypatch):
    """The reports that were shown."""
    reports = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: reports.append(box.detailedText()))
    return reports


@pytest.fixture
def crash_reporter(qapp):
    made = CrashReporter(qapp)
    yield made
    made.stop()


@pytest.mark.usefixtures("crash_reporter")
@pytest.mark.parametrize("where", ["window", "thread"])
def test_an_unexpected_error_is_shown_and_written_down(qtbot, shown, where, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    keep_log()

    def fail():
        raise RuntimeError("nobody expected this")

    if where == "thread":
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    else:
        try:
            fail()
        except RuntimeError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    assert "nobody expected this" in shown[0]
    assert "nobody expected this" in log_path().read_text()
    assert "nobody expected this" in capsys.readouterr().err


def test_the_report_can_be_copied(qtbot):
    box = crash_report_box("the report")
    qtbot.addWidget(box)
    box.show()
    copy = next(button for button in box.buttons() if "opy" in button.text())
    copy.click()
    assert "the report" in QGuiApplication.clipboard().text()
    assert box.isVisible()
