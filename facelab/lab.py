"""The main way through: a photo in, an edited photo out.

    photo.read -> photo.faces -> photo.align -> model.encode -> latent.edits -> model.decode -> render.composite
    -> photo.write

The command line, the window and Python users all come this way. Nothing is computed before it is needed, and nothing
twice; torch is imported with the first model.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from facelab import files
from facelab.crops import Crop, Original
from facelab.errors import EditError
from facelab.frame import LANDMARKS
from facelab.photo.centerface import CenterFace
from facelab.photo.faces import Face, FaceDetector
from facelab.photo.picture import Picture
from facelab.photo.read import read
from facelab.photo.write import write
from facelab.photo.xmp import Mark, packet

if TYPE_CHECKING:
    from torch import Tensor

    from facelab.latent import Attributes, Edit, Move
    from facelab.latent.limits import Limits
    from facelab.model import AttributeNet, ConvVAE, DiagonalGaussian
    from facelab.render.composite import FaceChange

Crops = NDArray[np.float32]
"""(N, 128, 128, 3) in the canonical frame, sRGB 0..1."""

SHIPPED = "celeba-vae-128.safetensors"
NETWORK = "celeba-attributes-128.safetensors"
CHUNK = 64


def load(weights: Path | str | None = None, detector: FaceDetector | None = None) -> "Lab":
    """A lab, ready to open photos.

    Args:
        weights: a checkpoint with its attributes file beside it; FaceLab's own if left out.
        detector: finds the faces; CenterFace if left out.

    Raises:
        WeightsError: the checkpoint cannot be used.
    """
    lab = begin(weights, detector)
    lab.loading.result()
    return lab


def begin(weights: Path | str | None = None, detector: FaceDetector | None = None) -> "Lab":
    """Like ``load``, at once: the model comes meanwhile, for importing torch takes as long as finding the faces."""
    path = Path(weights) if weights else files.weights(SHIPPED)
    pool = ThreadPoolExecutor(1)
    lab = Lab(path, pool.submit(_load_vae, path), detector)
    pool.shutdown(wait=False)
    return lab


def _load_vae(path: Path) -> "ConvVAE":
    from facelab.model import ConvVAE, load_network

    return load_network(path, ConvVAE)


@dataclass(frozen=True, eq=False)
class Lab:
    """A model with its attributes and a face detector; made by ``load``.

    Attributes:
        weights: the checkpoint's file.
        loading: gives the model, or the error why there is none.
        given_detector: None for CenterFace.
    """

    weights: Path
    loading: "Future[ConvVAE]"
    given_detector: FaceDetector | None = None

    @property
    def vae(self) -> "ConvVAE":
        """The model."""
        return self.loading.result()

    @cached_property
    def attributes(self) -> "Attributes":
        """What the attributes file beside the checkpoint holds.

        Raises:
            WeightsError: there is none, or it belongs to another checkpoint.
        """
        from facelab.latent import attributes_path, load_attributes
        from facelab.model.checkpoint import file_hash

        self.loading.result()  # if the checkpoint itself is unfit, that is what to say
        return load_attributes(attributes_path(self.weights), file_hash(self.weights))

    @cached_property
    def limits(self) -> "Mapping[str, Limits]":
        """How far each attribute is to be moved.

        Raises:
            WeightsError: the file that says so is damaged.
        """
        from facelab.latent.limits import limits_path, read_limits

        return read_limits(limits_path(self.weights), self.attributes.checkpoint)

    @cached_property
    def network(self) -> "AttributeNet":
        """Tells which attributes are seen in a picture, whatever the model makes of it."""
        from facelab.model import AttributeNet, load_network

        return load_network(files.weights(NETWORK), AttributeNet)

    @cached_property
    def detector(self) -> FaceDetector:
        """What finds the faces."""
        return self.given_detector or CenterFace()

    def open(self, path: Path | str) -> "Photo":
        """Open a photo.

        Raises:
            PhotoError: it cannot be read.
        """
        return self.photo(read(path))

    def photo(self, picture: Picture) -> "Photo":
        """A picture in memory as a photo to edit."""
        return Photo(Original(self, picture))

    def encode(self, crops: Crops) -> "DiagonalGaussian":
        """Crops (N, 128, 128, 3) to the Gaussian of z = (s, d): mean and logvar (N, S + D), tensors."""
        import torch

        from facelab.model import DiagonalGaussian

        pictures = torch.from_numpy(np.ascontiguousarray(crops)).permute(0, 3, 1, 2)
        encoded = [self.vae.encode(chunk) for chunk in torch.split(pictures, CHUNK)]
        return DiagonalGaussian(torch.cat([e.mean for e in encoded]), torch.cat([e.logvar for e in encoded]))

    def decode(self, z: "Tensor | NDArray[np.float32]", fade: "Tensor | float" = 0.0) -> Crops:
        """Pictures (N, 128, 128, 3) of z (N, S + D); ``fade``, 0..1 or (N, 1, 64, 64): where the detail is dropped."""
        import torch

        z = torch.as_tensor(z, dtype=torch.float32)
        fades = torch.as_tensor(fade, dtype=torch.float32).expand(len(z), 1, *[self.vae.config.structure.size] * 2)
        drawn = [self.vae.decode(*pair) for pair in zip(torch.split(z, CHUNK), torch.split(fades, CHUNK), strict=True)]
        return np.ascontiguousarray(torch.cat(drawn).permute(0, 2, 3, 1).numpy())

    def reconstruct(self, crops: Crops) -> Crops:
        """Crops encoded and decoded again."""
        return self.decode(self.encode(crops).mode())

    def sample(self, n: int, seed: int = 0, spread: float = 1.0) -> Crops:
        """Faces (n, 128, 128, 3) drawn from the fitted prior; the same seed gives the same faces.

        Args:
            n: how many.
            seed: of the random numbers.
            spread: 1 is the prior itself; less gives faces that are more alike.
        """
        import torch

        return self.decode(self.vae.sample(n, torch.Generator().manual_seed(seed), spread), fade=1.0)

    def drawn_photo(self, z: NDArray[np.float32]) -> "Photo":
        """A face of nobody, drawn from z (S + D,), as a photo to edit; saved it says that it was generated."""
        samples = np.rint(255 * self.decode(z[None], fade=1.0)[0]).astype(np.uint8)
        picture = Picture(samples, xmp=packet(None, Mark.GENERATED))
        return Photo(Original(self, picture, known=()).with_landmarks(0, LANDMARKS))

    def seen(self, crops: Crops) -> NDArray[np.float32]:
        """Log-odds (N, 40) of the attributes that ``network`` sees in crops (N, 128, 128, 3)."""
        import torch

        pictures = torch.from_numpy(np.ascontiguousarray(crops)).permute(0, 3, 1, 2)
        log_odds: NDArray[np.float32] = torch.cat([self.network(p) for p in torch.split(pictures, CHUNK)]).numpy()
        return log_odds

    def readouts(self, mu: "Tensor") -> NDArray[np.float32]:
        """Log-odds (N, 40) of the attributes for mu (N, S + D) of encoded pictures."""
        from facelab.latent import log_odds

        return log_odds(self.vae.split(mu)[0].numpy(), self.attributes)


@dataclass(frozen=True)
class FaceReport:
    """What an edit did to one face.

    Attributes:
        index: its number, as `facelab faces` gives it.
        amounts: attribute -> amount, asked for and solved.
        before, after: log-odds of the 40 attributes, of the crop of the photo and of the finished picture.
        moved_most: the three attributes not asked for whose log-odds changed most for what is usual among faces,
            with that change in standard deviations.
        warnings: why the result is not to be trusted.
    """

    index: int
    amounts: Mapping[str, float]
    before: Mapping[str, float]
    after: Mapping[str, float]
    moved_most: Mapping[str, float]
    warnings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo with the edits asked of its faces; made by ``Lab.open``. ``edit`` gives a new one and changes nothing.

    Attributes:
        original: the photo as it was opened.
        edits: face number -> what is asked.
        keep: kappa, how much of the photo's own pixels stays where the structure does; 0 shows the network everywhere.
    """

    original: Original
    edits: "Mapping[int, Edit]" = field(default_factory=dict)
    keep: float = 1.0

    @property
    def faces(self) -> tuple[Face, ...]:
        """All faces, largest first."""
        return tuple(crop.face for crop in self.original.crops)

    def edit_of(self, face: int) -> "Edit":
        """What is asked of a face, which may be nothing."""
        from facelab.latent import Edit

        return self.edits.get(face) or Edit()

    def edit(
        self,
        mapping: Mapping[str, float] | None = None,
        /,
        *,
        face: int | Literal["all"] = 0,
        to: Mapping[str, float] | None = None,
        lock: Iterable[str] = (),
        method: Literal["partial", "mean"] | None = None,
        keep: float | None = None,
        landmarks: NDArray[np.float64] | None = None,
        **amounts: float,
    ) -> "Photo":
        """Ask for a change of a face, beside what was asked before: amounts of one attribute add up.

        Args:
            mapping: attribute -> amount; 1 is the average difference between faces with the attribute and without.
            face: its number, 0 the largest, or "all".
            to: attribute -> log-odds that its readout shall show.
            lock: attributes whose readouts shall stay.
            method: "partial", the other labels equal (at first), or "mean", the lecture's; None: as before.
            keep: 0..1, how much of the photo's own pixels to keep, for all its faces (at first 1); None: as before.
            landmarks: (5, 2) x y in pixels, where the face is not found or found wrongly: eyes, nose, mouth corners.
            amounts: like ``mapping``: ``Smiling=+2``.

        Raises:
            FaceError: there is no such face.
            EditError: an edit that cannot be made.
        """
        original = self.original if landmarks is None else self.original.with_landmarks(face, landmarks)
        asked = {**(mapping or {}), **amounts}, to or {}, lock, method
        more = {number: _joined(self.edits.get(number), *asked) for number in original.chosen(face)}
        edited = Photo(original, {**self.edits, **more}, self.keep if keep is None else checked_keep(keep))
        edited.moves  # noqa: B018  an edit that cannot be made is refused here, not when it is seen
        return edited

    @cached_property
    def moves(self) -> "dict[int, Move]":
        """Face number -> the shift of s."""
        from facelab.latent import solve

        lab = self.original.lab
        crops = {number: self.original.chosen(number)[number] for number in self.edits}
        mus = {number: lab.vae.split(crop.mu)[0][0].numpy() for number, crop in crops.items()}
        return {number: solve(edit, lab.attributes, mus[number]) for number, edit in self.edits.items()}

    @cached_property
    def picture(self) -> Picture:
        """The finished photo; the very picture that was opened where nothing is asked."""
        asked = {number: move for number, move in self.moves.items() if self.keep < 1 or move.delta.any()}
        if not asked:
            return self.original.picture
        from facelab.render.composite import composite

        changes = [face_change(self.original.chosen(number)[number], move) for number, move in asked.items()]
        return composite(self.original.picture, changes, self.keep)

    @property
    def warnings(self) -> dict[int, tuple[str, ...]]:
        """Face number -> why its edit is not to be trusted, one sentence each."""
        return {n: self.original.chosen(n)[n].warnings + move.warnings for n, move in self.moves.items()}

    def report(self) -> list[FaceReport]:
        """What the edits did, face by face, measured on the finished picture."""
        return [self._report(number, move) for number, move in sorted(self.moves.items())]

    def _report(self, number: int, move: "Move") -> FaceReport:
        from facelab.model import ATTRIBUTES

        crop = self.original.chosen(number)[number]
        before, after = crop.readouts, replace(crop, picture=self.picture).readouts
        moved = (after - before) / self.original.lab.attributes.readout_std
        others = [k for k in np.argsort(-np.abs(moved)) if ATTRIBUTES[k] not in move.amounts]
        return FaceReport(
            index=number,
            amounts=move.amounts,
            before=named(before),
            after=named(after),
            moved_most={ATTRIBUTES[k]: float(moved[k]) for k in others[:3]},
            warnings=self.warnings[number],
        )

    def save(self, path: Path | str, *, overwrite: bool = False, quality: int = 95, strip_gps: bool = False) -> None:
        """Write the finished photo, marked where it was edited; see ``photo.write.write``.

        Raises:
            OutputError: it cannot be written there.
        """
        mark = None if self.picture is self.original.picture else Mark.EDITED
        write(self.picture, path, overwrite=overwrite, quality=quality, strip_gps=strip_gps, mark=mark)


def named(values: NDArray[np.float32]) -> dict[str, float]:
    """Values (40,) by the attributes' names."""
    from facelab.model import ATTRIBUTES

    return dict(zip(ATTRIBUTES, values.tolist(), strict=True))


def _joined(
    before: "Edit | None",
    amounts: Mapping[str, float],
    to: Mapping[str, float],
    lock: Iterable[str],
    method: Literal["partial", "mean"] | None,
) -> "Edit":
    """What was asked before and what is asked now; of a value and an amount for one attribute the later one holds."""
    from facelab.latent.edits import Edit, check

    before = before or Edit()
    check(Edit(amounts, to))
    kept = {name: amount for name, amount in before.amounts.items() if name not in to}
    sums = {name: kept[name] + amounts[name] for name in kept.keys() & amounts.keys()}
    return Edit(
        amounts={**kept, **amounts, **sums},
        to={name: value for name, value in before.to.items() if name not in amounts} | dict(to),
        locks=before.locks | frozenset([lock] if isinstance(lock, str) else lock),
        method=method or before.method,
    )


def checked_keep(keep: float) -> float:
    """The same, if it is a share.

    Raises:
        EditError: it is none.
    """
    if not 0 <= keep <= 1:
        raise EditError(f"keep must lie between 0 and 1, not {keep:g}.")
    return float(keep)


def face_change(crop: Crop, move: "Move", *, quick: bool = False) -> "FaceChange":
    """What a move of s does to a face, for the composite: E = decode(s + delta, d, h) where it may show, and h.

    Args:
        crop: the face.
        move: the shift of s.
        quick: for the screen alone: drawn in bfloat16 where that is faster, as is what the change is taken from.
    """
    import torch
    from torch.nn import functional as F

    from facelab.latent import share_of_head
    from facelab.model.fade import fade_map
    from facelab.model.precision import fast_arithmetic
    from facelab.render.composite import FaceChange

    vae, shown = crop.lab.vae, crop.head.shown(share_of_head(move.amounts))
    before = crop.quick_reconstruction if quick else crop.reconstruction
    shifted = vae.split(crop.mu)[0] + torch.from_numpy(move.delta)
    with torch.inference_mode(), fast_arithmetic() if quick else nullcontext():
        structure = vae.structure(shifted)
        fade = fade_map(structure, crop.structure, torch.from_numpy(move.region))
        drawn = vae.draw(structure, crop.detail, fade, shifted).clamp(0, 1)
        large = F.interpolate(fade, crop.pixels.shape[:2], mode="bilinear")[0, 0].numpy()
    edited: NDArray[np.float32] = drawn[0].permute(1, 2, 0).numpy()
    return FaceChange(crop.similarity, before + shown[..., None] * (edited - before), before, shown * large)
