"""Data folders to train and measure on: their sources, how they are made, and how they are read."""
