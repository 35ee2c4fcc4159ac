def test_the_first_screen_invites(window):
    assert window.pages.currentWidget() is window.first
    assert window.windowTitle() == "FaceLab"
    assert not window.panel.isEnabled()
