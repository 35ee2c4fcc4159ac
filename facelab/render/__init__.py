"""An edit put back into a photo, and pictures for looking at: sheets of faces."""
