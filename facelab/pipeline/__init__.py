"""Photo editing end to end: open a photo, find and encode its faces, edit them, composite, export."""
