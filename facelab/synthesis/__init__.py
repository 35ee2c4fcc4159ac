"""Generated faces: samples of the prior, interpolation, grids of faces and edits, figures, animations."""
