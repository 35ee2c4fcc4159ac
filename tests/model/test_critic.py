import torch

from facelab.attributes import ATTRIBUTES
from facelab.model.critic import PatchCritic


def critic() -> PatchCritic:
    torch.manual_seed(0)
    return PatchCritic((4, 6, 8)).eval().requires_grad_(False)


PICTURES = torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(1))


def test_it_judges_patches_on_a_map_an_eighth_as_fine():
    assert critic()(PICTURES, torch.zeros(2, len(ATTRIBUTES))).shape == (2, 1, 8, 8)


def test_a_patch_far_away_does_not_matter():
    network, meant = critic(), torch.zeros(2, len(ATTRIBUTES))
    changed = PICTURES.clone()
    changed[:, :, :8, :8] = 1 - changed[:, :, :8, :8]
    difference = (network(changed, meant) - network(PICTURES, meant)).abs().amax((0, 1))
    assert difference[0, 0] > 1e-4
    assert difference[5:, 5:].max() < 1e-6


def test_what_a_face_is_meant_to_be_matters_once_it_is_learned():
    network, meant = critic(), torch.zeros(2, len(ATTRIBUTES))
    meant[0, ATTRIBUTES.index("Young")] = 1
    plain = network(PICTURES, torch.zeros_like(meant))
    torch.testing.assert_close(network(PICTURES, meant), plain)
    torch.nn.init.normal_(network.meant)
    after = network(PICTURES, meant)
    assert (after[0] - plain[0]).abs().max() > 1e-3
    torch.testing.assert_close(after[1], plain[1])
