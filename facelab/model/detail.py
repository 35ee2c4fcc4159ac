"""The detail d of a face: what D(mu) leaves over, in face-weighted principal components."""

import torch
from torch import Tensor, nn

from facelab.canonical import face_weight


class Detail(nn.Module):
    """A whitened linear code of the residual picture: probabilistic principal components (Tipping & Bishop 1999).

    Buffers:
        components: (K, 3 * size * size), orthonormal rows of the *weighted* residual.
        scale: (K,), standard deviations of the training residuals along them.
        noise: (), standard deviation of what the components leave over, per weighted pixel and colour.
    """

    components: Tensor
    scale: Tensor
    noise: Tensor
    root_weight: Tensor

    def __init__(self, details: int, size: int, outside: float) -> None:
        super().__init__()
        self.size = size
        self.register_buffer("components", torch.zeros(details, 3 * size * size))
        self.register_buffer("scale", torch.ones(details))
        self.register_buffer("noise", torch.ones(()))
        weight = torch.from_numpy(face_weight(size, outside)).sqrt().expand(3, size, size).reshape(-1)
        self.register_buffer("root_weight", weight, persistent=False)

    def encode(self, residual: Tensor) -> Tensor:
        """Residual picture (N, 3, size, size) to d, (N, K), of variance about 1."""
        return (residual.flatten(1) * self.root_weight) @ self.components.T / self.scale

    def forward(self, d: Tensor) -> Tensor:
        """(N, K) to the detail picture (N, 3, size, size), centred on 0."""
        picture = (d * self.scale) @ self.components / self.root_weight
        return picture.view(-1, 3, self.size, self.size)

    def logvar(self) -> Tensor:
        """(K,), log of the posterior's variance of d: noise^2 / (scale^2 + noise^2) (ibid.)."""
        variance = self.noise.square()
        return torch.log(variance / (self.scale.square() + variance))
