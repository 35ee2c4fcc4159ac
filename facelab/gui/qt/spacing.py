"""The one scale of distances in the window, in logical pixels: each is twice the one before, or half as much again."""

SMALL = 4
GAP = 8
"""Between what belongs together."""
ROOM = 16
"""Around a page, and between groups."""
LARGE = 24
"""Around what stands alone."""
