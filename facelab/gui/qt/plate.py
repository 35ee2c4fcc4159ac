"""How what is said upon a picture looks: white on a dark plate, on any picture and in any theme."""

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
