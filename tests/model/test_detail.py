import torch

from facelab.model.structure import StructureConfig
from facelab.model.upsampler import UpsamplerConfig
from facelab.model.vae import ConvVAE, VAEConfig

TINY = VAEConfig(StructureConfig(latents=8, widths=(4, 4, 4, 4)), details=6, upsampler=UpsamplerConfig((4, 4, 4)))


def vae(config: VAEConfig = TINY) -> ConvVAE:
    torch.manual_seed(0)
    network = ConvVAE(config)
    if network.detail_code is not None:
        basis = torch.linalg.qr(torch.randn(3 * 64 * 64, config.details))[0]
        network.detail_code.components.copy_(basis.T)
    return network.eval().requires_grad_(False)


def test_the_detail_is_whitened() -> None:
    network = vae()
    code = network.detail_code
    assert code is not None
    code.scale.copy_(torch.arange(1, 7) / 10)
    d = torch.randn(5, 6, generator=torch.Generator().manual_seed(2))
    torch.testing.assert_close(code.encode(code(d)), d, atol=1e-4, rtol=1e-4)


def test_detail_posterior_is_that_of_probabilistic_principal_components() -> None:
    network = vae()
    code = network.detail_code
    assert code is not None
    code.scale.copy_(torch.full((6,), 0.3))
    code.noise.copy_(torch.tensor(0.1))
    torch.testing.assert_close(code.logvar().exp(), torch.full((6,), 0.01 / (0.09 + 0.01)))
