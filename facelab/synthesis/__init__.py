"""Many faces and made ones: sampled from the prior, blended, laid out in grids, animated."""
