"""Training: configs, sampling of batches, the loop, and one file a stage."""
