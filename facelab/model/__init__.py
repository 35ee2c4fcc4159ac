"""The networks, their distributions, losses and checkpoints."""

from facelab.model.checkpoint import load_network, save_network
from facelab.model.gaussian import DiagonalGaussian
from facelab.model.vae import ConvVAE, VAEConfig
from facelab.model.vocabulary import ATTRIBUTES

__all__ = ["ATTRIBUTES", "ConvVAE", "DiagonalGaussian", "VAEConfig", "load_network", "save_network"]
