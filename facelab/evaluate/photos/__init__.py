"""Edits of photos at their own resolution: how sharp, what changed elsewhere, how like a photograph."""
