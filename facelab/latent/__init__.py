"""Arithmetic in the latent space: attributes, probes and edits."""

from facelab.edit import Edit
from facelab.files import attributes_path
from facelab.latent.attribute_file import Attributes, load_attributes, save_attributes
from facelab.latent.edits import Move, solve
from facelab.latent.probes import log_odds
from facelab.latent.scope import share_of_head

__all__ = [
    "Attributes",
    "Edit",
    "Move",
    "attributes_path",
    "load_attributes",
    "log_odds",
    "save_attributes",
    "share_of_head",
    "solve",
]
