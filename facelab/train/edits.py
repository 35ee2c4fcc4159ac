"""Fine-tuning of the decoder D: it is shown its own edits, and learns to draw them as it draws faces that are so.

What an edit asks of D lies beside all that it was trained on, and there it drew dark patches for a fringe, half of a
pair of glasses, and more make-up with every smile. Encoder and vectors stay, and with them every latent and probe.
"""

from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.canonical import ellipse_radius, face_weight
from facelab.data.folder import Faces, open_split
from facelab.errors import DataError
from facelab.latent.attribute_file import load_attributes
from facelab.latent.parts import PARTS
from facelab.model.checkpoint import file_hash, load_network, save_network
from facelab.model.critic import PatchCritic
from facelab.model.fade import blur
from facelab.model.judges import AttributeNet
from facelab.model.layers import channels_last
from facelab.model.losses import gaussian_nll
from facelab.model.precision import fast_arithmetic
from facelab.model.upsampler import enlarge
from facelab.model.vae import ConvVAE, shrink
from facelab.train.adversarial import CriticInput, CriticObjective, adversarial_players, balanced, blended, due
from facelab.train.config import Config
from facelab.train.edit_sampling import EditSampler, SampledEdits
from facelab.train.player import Objective
from facelab.train.sampling import Batch

RAMP = 9_600
"""Faces over which the weights of critic and reading grow."""
READ = 1500
"""Training faces that the spread of what is read is found on."""
BLURRED, SOFT = 0.5, 1.0
"""Share of faces that are read out of focus, and by how much, in pixels of D's picture."""
NEAR = 0.3
"""Change of another attribute, in standard deviations, below which it is squared in the loss."""
LOOKED_AT = (("Smiling", 2), ("Smiling", -2), ("Eyeglasses", 2), ("Bangs", 2), ("Bangs", -2), ("Male", 2), ("Male", -2))


class EditsObjective(Objective):
    """The reconstruction, what is read of the attributes in edited faces, and a critic that is told all labels."""

    weight: Tensor
    balance: Tensor
    vectors: Tensor
    stays: Tensor
    spread: Tensor
    gap: Tensor

    def __init__(
        self, vae: ConvVAE, network: AttributeNet, critic: PatchCritic, vectors: Tensor, config: Config
    ) -> None:
        super().__init__()
        self.decoder = vae.decoder
        self.how = config.edits_loss
        self.batch = config.optimiser.batch
        # Tuples hide the networks that this player does not train.
        self.others = (vae, network, critic)
        self.edit_sampler = EditSampler(self.how, vectors.device)
        self.drawn: CriticInput | None = None
        weight = torch.from_numpy(face_weight(vae.config.structure.size, vae.config.outside))[None, None]
        self.register_buffer("weight", weight, persistent=False)
        self.register_buffer("vectors", vectors, persistent=False)
        self.register_buffer("stays", what_stays(), persistent=False)
        self.register_buffer("balance", torch.zeros(2))
        for name in ("spread", "gap"):
            self.register_buffer(name, torch.ones(len(ATTRIBUTES)))

    @torch.no_grad()
    def learn_scale(self, faces: Faces) -> None:
        """Find by how much what is read differs among faces as D draws them, and with an attribute from without."""
        device, rows, known = self.weight.device, [], []
        with fast_arithmetic(device.type):
            for crops, labels in faces.crops(limit=READ, chunk=100):
                s = self.others[0].encode_structure(crops.to(device)).mean
                rows.append(self.read(self.others[0].structure(s)))
                known.append(labels.to(device))
        read, labels = torch.cat(rows), torch.cat(known)
        self.spread.copy_(read.std(0).clamp_min(1e-3))
        means = [(read * there).sum(0) / there.sum(0).clamp_min(1) for there in (labels > 0.5, labels == 0)]
        self.gap.copy_(means[0] - means[1])

    def read(self, structure: Tensor) -> Tensor:
        """Log-odds (N, 40) of the attributes in D(s), (N, 3, 64, 64)."""
        odds: Tensor = self.others[1](enlarge(structure.clamp(0, 1)))
        return odds.float()

    @staticmethod
    def _viewed(structure: Tensor, u: Tensor) -> Tensor:
        """Each a pixel aside or not, one of two out of focus: patterns that only the network sees do not last."""
        aside = torch.stack(
            [
                picture.roll((int(3 * y) - 1, int(3 * x) - 1), (1, 2))
                for picture, y, x in zip(structure, u[:, 0].tolist(), u[:, 1].tolist(), strict=True)
            ]
        )
        return torch.where(u[:, 2, None, None, None] < BLURRED, blur(aside, SOFT), aside)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in thousands of nats and its terms; what is read in standard deviations over unedited faces."""
        vae, how, labels = self.others[0], self.how, batch.labels
        u = batch.draws.uniform(4)
        edits = self.edit_sampler(labels, u)
        again = u[:, 3] < how.again
        k, sign = edits.attribute, torch.where(again, -edits.sign, edits.sign)
        with torch.no_grad():
            small = shrink(batch.pictures, vae.config.structure.size)
            s = vae.encode_structure(batch.pictures).mean
        both = self.decoder(torch.cat([s, s + (edits.amount * sign)[:, None] * self.vectors[k]]))
        plain, edited = both.chunk(2)
        rest = gaussian_nll(small, plain, vae.log_sigma, self.weight).mean() / 1000
        view = batch.draws.uniform(3)
        pair = self._viewed(plain.detach(), view), self._viewed(edited, view)
        reading, figures = self._reading(*pair, SampledEdits(k, sign, edits.amount), again)
        true = (2 * labels - 1) * (labels >= 0) * (self.stays[k] + F.one_hot(k, len(ATTRIBUTES)))
        meant = true.scatter(1, k[:, None], sign[:, None])
        odds = self.others[2](edited.clamp(0, 1), meant)
        criticised = F.softplus(-odds).mean()
        self.drawn = CriticInput(
            plain.detach().clamp(0, 1), edited.detach().clamp(0, 1), torch.ones_like(odds), true, meant
        )
        if self.training and due(batch, self.batch):
            ratios = [balanced(b, rest, o, both) for b, o in zip(self.balance, (reading, criticised), strict=True)]
            self.balance.copy_(torch.stack(ratios))
        ramp = min(1.0, batch.seen / RAMP)
        weights = ramp * self.balance * self.balance.new_tensor([how.reading, how.critic])
        loss = rest + weights[0] * reading + weights[1] * criticised
        return {"loss": loss, "rest": rest, "critic": criticised, **figures}

    def _reading(
        self, plain: Tensor, edited: Tensor, edits: SampledEdits, again: Tensor
    ) -> tuple[Tensor, dict[str, Tensor]]:
        k = edits.attribute
        with torch.no_grad():
            before = self.read(plain)
        moved = (self.read(edited) - before) / self.spread
        stays = self.stays[k]
        near = F.smooth_l1_loss(moved * stays, torch.zeros_like(moved), beta=NEAR, reduction="none")
        others = (near.sum(1) / stays.sum(1)).mean()
        wanted = self.how.reach * edits.amount * (self.gap / self.spread)[k]
        short = (F.relu(wanted - edits.sign * moved.gather(1, k[:, None])[:, 0]) * ~again).mean()
        return self.how.others * others + self.how.target * short, {"others": others, "short": short}


def what_stays() -> Tensor:
    """(40, 40): 1 where the second attribute is to stay as it is when the first is moved, else 0."""
    stays = 1 - torch.eye(len(ATTRIBUTES))
    for name, parts in PARTS.items():
        stays[ATTRIBUTES.index(name), [ATTRIBUTES.index(part) for part in parts]] = 0
    return stays


class EditsStage:
    """Trains D, and a critic of what it draws of edits."""

    def __init__(self, config: Config, device: torch.device) -> None:
        if config.init is None or config.features is None or config.attributes is None:
            raise DataError("Edits need init (weights with a structure), attributes (made for them) and features.")
        vae = load_network(config.init, ConvVAE)
        vectors = torch.from_numpy(load_attributes(config.attributes, file_hash(config.init)).partial_vectors)
        self.vae = channels_last(vae.requires_grad_(False)).to(device)
        vae.decoder.requires_grad_(True)
        self.start = {name: tensor.clone() for name, tensor in vae.decoder.state_dict().items()}
        self.blend = config.blend
        network = load_network(config.features, AttributeNet).requires_grad_(False).to(device)
        critic = channels_last(PatchCritic()).to(device)
        self.objective = EditsObjective(vae, network, critic, vectors.to(device), config).to(device)
        self.objective.learn_scale(open_split(config.data, "train"))
        against = CriticObjective(critic, self.objective, config.edits_loss, config.optimiser.batch)
        self.device = device
        self.players = adversarial_players(
            "decoder", self.objective, against, config.optimiser, config.edits_loss.critic_rate
        )

    def validate(self, faces: Faces) -> dict[str, float]:
        """Face PSNR of D(s) at 64 x 64 in dB over 500 faces; and of edits by 2 either way of what is asked for often,
        how far it moves and how far the others do, in standard deviations of what the attribute network reads."""
        crops = torch.cat([crops for crops, _ in faces.crops(limit=500, chunk=100)]).to(self.device)
        size = self.vae.config.structure.size
        inside = torch.from_numpy(ellipse_radius(size) <= 1)
        s = torch.cat([self.vae.encode_structure(chunk).mean for chunk in crops.split(100)])
        plain = self.vae.structure(s)
        error = (plain - shrink(crops, size)).square().mean(1).cpu()[:, inside].mean(1)
        some, before = s[:100], self.objective.read(plain[:100])
        moves, others = [], []
        for name in self.objective.how.often:
            k = ATTRIBUTES.index(name)
            for sign in (1, -1):
                edited = self.objective.read(self.vae.structure(some + 2 * sign * self.objective.vectors[k]))
                moved = (edited - before) / self.objective.spread
                moves.append(sign * moved[:, k].mean())
                others.append(moved.abs()[:, self.objective.stays[k] > 0].mean())
        return {
            "face_psnr_64": (-10 * torch.log10(error)).mean().item(),
            "moved": torch.stack(moves).mean().item(),
            "others": torch.stack(others).mean().item(),
        }

    def picture(self, faces: Faces) -> Tensor:
        """Originals, D(s), and D of edited s, a row each."""
        crops = next(iter(faces.crops(chunk=12)))[0].to(self.device)
        s = self.vae.encode_structure(crops).mean
        rows = [shrink(crops, self.vae.config.structure.size), self.vae.structure(s)]
        rows += [self.vae.structure(s + a * self.objective.vectors[ATTRIBUTES.index(n)]) for n, a in LOOKED_AT]
        return torch.stack([row.cpu() for row in rows])

    def export(self, path: Path, faces: Faces, notes: dict[str, object]) -> None:  # noqa: ARG002
        """Write the whole model, its D blended with what it started from, and all else as it was."""
        mixed = deepcopy(self.vae)
        mixed.decoder.load_state_dict(blended(self.start, self.vae.decoder.state_dict(), self.blend))
        save_network(path, mixed, notes, half=True)
