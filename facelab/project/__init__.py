"""What a person works on: sliders, faces with their edits."""
