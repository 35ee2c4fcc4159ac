"""Judges and reports: how good a reconstruction, an edit, a composite is."""
