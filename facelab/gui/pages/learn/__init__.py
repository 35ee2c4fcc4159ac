"""The lessons of the page Learn: a lesson a file, and the widgets that they are made of."""
