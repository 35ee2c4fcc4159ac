"""The networks, their distributions, losses and checkpoints."""

from facelab.model.checkpoint import load_network, save_network
from facelab.model.gaussian import DiagonalGaussian
from facelab.model.judges import AttributeNet
from facelab.model.vae import ConvVAE, VAEConfig
from facelab.model.vocabulary import ATTRIBUTES

__all__ = ["ATTRIBUTES", "AttributeNet", "ConvVAE", "DiagonalGaussian", "VAEConfig", "load_network", "save_network"]
