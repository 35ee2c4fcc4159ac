"""The photo on the screen: zoom and pan, before and after, outlines of heads, the five points of a face."""
