"""Where Tab goes: what is made later goes where it is seen, not to the end."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_before(widget: QWidget, following: QWidget) -> None:
    """Let Tab reach a widget just before another."""
    put_after(widget, following.previousInFocusChain() or following)


def put_last(widget: QWidget) -> None:
    """Let Tab reach a widget after all others of its window."""
    if (last := widget.window().previousInFocusChain()) is not None and last is not widget:
        put_after(widget, last)


def put_after(widget: QWidget, former: QWidget) -> None:
    """Let Tab reach a widget just after another, or after what it reaches before that."""
    first = former
    while former is widget or not former.focusPolicy() & Qt.FocusPolicy.TabFocus:  # Qt would not hear of such
        before = former.previousInFocusChain()
        if before is None or before is first:  # the chain is a ring, and Tab reaches nothing in it
            return
        former = before
    QWidget.setTabOrder(former, widget)
