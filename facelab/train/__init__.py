"""Training: data folders, configs, the loop and its stages."""
