"""Arithmetic in the latent space: attributes, readouts and edits."""

from facelab.latent.attributes import Attributes, attributes_path, index_of, load_attributes, save_attributes
from facelab.latent.edits import Edit, Move, solve
from facelab.latent.reach import share_of_head
from facelab.latent.readout import log_odds

__all__ = [
    "Attributes",
    "Edit",
    "Move",
    "attributes_path",
    "index_of",
    "load_attributes",
    "log_odds",
    "save_attributes",
    "share_of_head",
    "solve",
]
