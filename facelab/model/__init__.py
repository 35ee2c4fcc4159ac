"""The networks, their distributions, losses and checkpoints."""

from facelab.model.checkpoint import load_network, save_network
from facelab.model.gaussian import DiagonalGaussian
from facelab.model.judges import AttributeNet
from facelab.model.vae import ConvVAE, VAEConfig

__all__ = ["AttributeNet", "ConvVAE", "DiagonalGaussian", "VAEConfig", "load_network", "save_network"]
