"""The lecture's models, small: autoencoder, variational autoencoder, conditional variational autoencoder."""
