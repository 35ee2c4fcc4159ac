"""How what lies upon a picture looks: words, white on a dark plate in any theme; buttons on a bar."""

PLATE = """
#plate { background: rgba(20, 20, 20, 225); border-radius: 8px; }
#plate QLabel { color: white; background: transparent; }
"""
"""Of a widget that is called "plate", and the labels on it."""
BUTTON = """
QPushButton { color: white; background: rgba(255, 255, 255, 40); border: none; border-radius: 10px; padding: 3px 12px; }
QPushButton:hover { background: rgba(255, 255, 255, 80); }
QPushButton:focus { border: 1px solid white; }
"""
"""Of the buttons on it."""
BAR = "#bar { background: palette(window); border: 1px solid palette(mid); border-radius: 8px; }"
"""Of a widget that is called "bar", which has the system's own buttons on it."""
