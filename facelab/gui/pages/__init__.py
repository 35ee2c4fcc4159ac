"""The pages beside Edit: interpolate, grid, generate; and the slots for faces that they share."""
