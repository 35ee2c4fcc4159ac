"""The lessons in their order."""

from facelab.gui.pages.learn import (
    anomaly,
    arithmetic,
    autoencoder,
    beta,
    blending,
    compression,
    conditional,
    elbo,
    generation,
    latent_space,
    likelihood,
    posterior,
    reparameterisation,
    three_spaces,
)
from facelab.gui.pages.learn.lesson import LectureLesson

LESSONS: tuple[LectureLesson, ...] = (
    blending.LESSON,
    autoencoder.LESSON,
    latent_space.LESSON,
    posterior.LESSON,
    reparameterisation.LESSON,
    elbo.LESSON,
    three_spaces.LESSON,
    beta.LESSON,
    generation.LESSON,
    arithmetic.LESSON,
    conditional.LESSON,
    likelihood.LESSON,
    anomaly.LESSON,
    compression.LESSON,
)
