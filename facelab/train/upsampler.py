"""Stage 3: the upsampler, trained on pairs of an unedited face and an edited one, with the rest frozen."""

from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from facelab.attributes import ATTRIBUTES
from facelab.canonical import face_weight
from facelab.data.folder import Faces
from facelab.errors import DataError
from facelab.latent.attribute_file import Attributes, load_attributes
from facelab.model.checkpoint import file_hash, load_network, save_network
from facelab.model.critic import PatchCritic
from facelab.model.fade import drawing_map, fade_map
from facelab.model.judges import AttributeNet
from facelab.model.layers import channels_last
from facelab.model.likelihood import elbo
from facelab.model.measures import face_psnr, sharpness
from facelab.model.upsampler import UpsamplerConfig, enlarge
from facelab.model.vae import ConvVAE, shrink
from facelab.train.adversarial import (
    CriticInput,
    CriticObjective,
    adversarial_players,
    balanced,
    blended,
    due,
    masked_mean,
)
from facelab.train.config import Config, UpsamplerLoss
from facelab.train.edit_sampling import EditSampler
from facelab.train.player import Objective
from facelab.train.sampling import Batch, BatchRandom

FEATURE_LEVELS = 2
PLAIN, BLANK = 0.15, 0.15
"""Shares of faces that keep all their detail, and that lose all of it as drawn faces do."""
RAMP = 3_200
"""Faces over which the critic's weight grows."""


@dataclass(frozen=True)
class Edited:
    """Edits of N faces.

    Attributes:
        s: (N, S), and its ``structure``, (N, 3, 64, 64).
        fade: the fade map, (N, 1, 64, 64); region: where the attribute acts, likewise.
        meant: (N, 40), 1 for the attribute that was added, -1 for one taken away, 0 for the others; all 0 for faces
            that were drawn from the prior instead.
    """

    s: Tensor
    structure: Tensor
    fade: Tensor
    region: Tensor
    meant: Tensor


class Pairs:
    """Draws edits as a person may ask for them: an attribute, a sign away from the label, an amount."""

    def __init__(self, vae: ConvVAE, attributes: Attributes, how: UpsamplerLoss, device: torch.device) -> None:
        self.vae = vae
        self.edit_sampler = EditSampler(how, device)
        self.vectors = torch.from_numpy(attributes.partial_vectors).to(device)
        self.regions = torch.from_numpy(attributes.regions).float().to(device)

    def edit(self, s: Tensor, structure: Tensor, labels: Tensor, draws: BatchRandom) -> Edited:
        """Edit s (N, S), of that structure (N, 3, 64, 64), away from the labels (N, 40)."""
        u = draws.uniform(4)
        edits = self.edit_sampler(labels, u)
        k, sign = edits.attribute, edits.sign
        blank = u[:, 3] > 1 - BLANK
        anybody = self.vae.drawn(draws.normal(s.shape[1]))
        edited = torch.where(blank[:, None], anybody, s + (edits.amount * sign)[:, None] * self.vectors[k])
        drawn = self.vae.structure(edited)
        region = self.regions[k, (sign < 0).long()][:, None]
        share = u[:, 3, None, None, None]
        alone = drawing_map(self.vae.config.structure.size).to(drawn)
        fade = torch.where(share < PLAIN, 0.0, fade_map(drawn, structure, region))
        fade = torch.where(blank.view_as(share), alone, fade)
        return Edited(edited, drawn, fade, region, F.one_hot(k, len(ATTRIBUTES)) * (sign * ~blank)[:, None])


class UpsamplerObjective(Objective):
    """Squared error, features, and a critic that looks where the network drew."""

    weight: Tensor
    balance: Tensor

    def __init__(self, vae: ConvVAE, features: AttributeNet, critic: PatchCritic, pairs: Pairs, config: Config) -> None:
        super().__init__()
        assert vae.upsampler is not None
        self.upsampler = vae.upsampler
        self.how = config.upsampler_loss
        self.batch = config.optimiser.batch
        # Tuples hide the networks that this player does not train.
        self.others = (vae, features, critic)
        self.pairs = pairs
        self.drawn: CriticInput | None = None
        weight = torch.from_numpy(face_weight(2 * vae.config.structure.size, vae.config.outside))[None, None]
        self.register_buffer("weight", weight, persistent=False)
        self.register_buffer("balance", torch.zeros(()))

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """``loss`` in thousandths of squared range and its terms."""
        vae, features, _ = self.others
        x, judged = batch.pictures, batch.seen >= self.how.critic_from
        with torch.no_grad():
            small = shrink(x, vae.config.structure.size)
            s = vae.encode_structure(x).mean
            structure = vae.structure(s)
            detail = vae.detail(vae.detail_code.encode(small - structure))  # type: ignore[union-attr]
            edited = self.pairs.edit(s, structure, batch.labels, batch.draws)
            fade = edited.fade
            wide = F.interpolate(fade, scale_factor=2, mode="bilinear", align_corners=False)
        if judged:  # the edited face only matters to the critic
            structure, s = torch.cat([structure, edited.structure]), torch.cat([s, edited.s])
            detail, fade = torch.cat([detail, detail]), torch.cat([fade, fade])
        output = self.upsampler(structure, detail, fade, s)
        redrawn = output[: len(x)]
        error = (redrawn - x).square() * self.weight * (1 - (1 - self.how.redrawn) * wide)
        rest = 1000 * error.mean() + self.how.features * self._distance(features, x + wide * (redrawn - x), x)
        losses = {"rest": rest, "fade": fade.mean()}
        if judged:
            losses["critic"] = self._critic(batch, edited, output, wide)
            ramp = min(1.0, (batch.seen - self.how.critic_from) / RAMP)
            if self.training and (self.balance.item() == 0 or due(batch, self.batch)):
                self.balance.copy_(balanced(self.balance, rest, losses["critic"], output))
            losses["balance"] = self.balance
            rest = rest + self.how.critic * ramp * self.balance * losses["critic"]
        return {"loss": rest, **losses}

    @staticmethod
    def _distance(features: AttributeNet, a: Tensor, b: Tensor) -> Tensor:
        with torch.no_grad():
            wanted = features.features(b, FEATURE_LEVELS)
        pairs = zip(features.features(a, FEATURE_LEVELS), wanted, strict=True)
        return torch.stack([(p.float() - q.float()).abs().mean() for p, q in pairs]).sum()

    def _critic(self, batch: Batch, edited: Edited, output: Tensor, wide: Tensor) -> Tensor:
        x = batch.pictures
        redrawn, changed = output.chunk(2)
        kept = redrawn.detach()
        shown = torch.cat([x + wide * (redrawn - x), x + (changed - kept) + wide * (kept - x), redrawn])
        # On the critic's 16 x 16 map: where the network drew; a little where the edit acts, and on all of the
        # unedited face.
        near = F.avg_pool2d(F.max_pool2d(wide, 9, 1, 4), 8)
        acts = torch.maximum(near, self.how.whole * F.avg_pool2d(edited.region, 4))
        where = torch.cat([near, acts, torch.full_like(near, self.how.whole)])
        # An edit goes away from the label, so the photo is what the edited face is not; of unknown labels nothing is.
        true = -edited.meant * (batch.labels >= 0)
        meant = torch.cat([true, edited.meant, true])
        self.drawn = CriticInput(x.detach(), shown.detach(), where, true, meant)
        return masked_mean(F.softplus(-self.others[2](shown, meant)), where)


def _without_upsampler(vae: ConvVAE) -> dict[str, Tensor]:
    return {name: tensor for name, tensor in vae.state_dict().items() if not name.startswith("upsampler.")}


def _upsampler_of(path: Path, shape: UpsamplerConfig) -> dict[str, Tensor]:
    vae = load_network(path, ConvVAE)
    if vae.upsampler is None or vae.config.upsampler != shape:
        raise DataError("{path} has no upsampler of the widths that the configuration asks for.", path=path)
    return vae.upsampler.state_dict()


class UpsamplerStage:
    """Trains the upsampler and its critic."""

    def __init__(self, config: Config, device: torch.device) -> None:
        if config.blend < 1 and config.start is None:
            raise DataError("To blend the upsampler with what it started from, name its start.")
        if config.init is None or config.features is None or config.attributes is None:
            raise DataError("The upsampler needs init (weights with s and d), attributes (made for them) and features.")
        start = load_network(config.init, ConvVAE)
        if start.detail_code is None:
            raise DataError("{path} has no detail code; run the stage detail first.", path=config.init)
        attributes = load_attributes(config.attributes, file_hash(config.init))
        vae = ConvVAE(replace(start.config, upsampler=config.upsampler))
        vae.load_state_dict(_without_upsampler(start), strict=False)
        assert vae.upsampler is not None
        if config.start is not None:
            vae.upsampler.load_state_dict(_upsampler_of(config.start, config.upsampler))
        self.vae = channels_last(vae.requires_grad_(False)).to(device)
        self.start = {name: tensor.clone() for name, tensor in vae.upsampler.state_dict().items()}
        self.blend = config.blend
        vae.upsampler.requires_grad_(True)
        features = load_network(config.features, AttributeNet).to(device)
        critic = channels_last(PatchCritic()).to(device)
        self.pairs = Pairs(vae, attributes, config.upsampler_loss, device)
        objective = UpsamplerObjective(vae, features, critic, self.pairs, config).to(device)
        against = CriticObjective(critic, objective, config.upsampler_loss, config.optimiser.batch)
        self.device = device
        self.players = adversarial_players(
            "upsampler", objective, against, config.optimiser, config.upsampler_loss.critic_rate
        )

    def validate(self, faces: Faces) -> dict[str, float]:
        """Face PSNR in dB and sharpness of the upsampler on 500 faces, beside the same 64 x 64 picture enlarged."""
        rows = []
        self.vae.cpu()
        for crops, _ in faces.crops(limit=500, chunk=100):
            z = self.vae.encode(crops).mode()
            s, d = self.vae.split(z)
            plain = enlarge(self.vae.structure(s) + self.vae.detail(d)).clamp(0, 1)
            drawn = self.vae.decode(z)
            figures = face_psnr(drawn, crops), face_psnr(plain, crops), sharpness(drawn, crops)
            bound = elbo(self.vae, crops, torch.Generator().manual_seed(1))
            rows.append(torch.stack([*figures, bound], 1))
        self.vae.to(self.device)
        names = ("face_psnr", "enlarged_psnr", "sharpness", "elbo")
        return dict(zip(names, torch.cat(rows).mean(0).tolist(), strict=True))

    def picture(self, faces: Faces) -> Tensor:
        """Originals, reconstructions, edits put back into the crop, and faces drawn from the prior, a row each."""
        crops = next(iter(faces.crops(chunk=12)))[0].to(self.device)
        s, d = self.vae.split(self.vae.encode(crops).mode())
        structure, detail = self.vae.structure(s), self.vae.detail(d)
        plain = self.vae.draw(structure, detail, torch.zeros_like(structure[:, :1]), s)
        rows = [crops, plain]
        for name, amount in (
            ("Smiling", 2),
            ("Smiling", -2),
            ("Eyeglasses", 2),
            ("Bangs", 2),
            ("Male", 2),
            ("Male", -2),
        ):
            k = ATTRIBUTES.index(name)
            edited = s + amount * self.pairs.vectors[k]
            drawn = self.vae.structure(edited)
            fade = fade_map(drawn, structure, self.pairs.regions[k, int(amount < 0)][None, None])
            wide = F.interpolate(fade, scale_factor=2, mode="bilinear", align_corners=False)
            rows.append(crops + self.vae.draw(drawn, detail, fade, edited) - plain + wide * (plain - crops))
        sampled = self.vae.sample(len(crops), torch.Generator().manual_seed(1))
        rows.append(self.vae.decode(sampled, drawing_map(self.vae.config.structure.size)))
        return torch.stack([row.cpu() for row in rows])

    def export(self, path: Path, faces: Faces, notes: dict[str, object]) -> None:  # noqa: ARG002
        """Write the whole model, its upsampler blended with what it started from, matrices in half precision."""
        vae = deepcopy(self.vae)
        assert vae.upsampler is not None
        vae.upsampler.load_state_dict(blended(self.start, vae.upsampler.state_dict(), self.blend))
        save_network(path, vae, notes, half=True)
