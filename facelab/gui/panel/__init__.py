"""The panel of Edit: a slider for each attribute, and how edits are made."""
