from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facelab.attributes import ATTRIBUTES


@pytest.fixture
def published_celeba() -> Callable[..., Path]:
    """Makes the layout in which CelebA is published, with drawn pictures."""

    def publish(tmp_path: Path, count: int) -> Path:
        source = tmp_path / "celeba"
        (source / "img_align_celeba").mkdir(parents=True)
        names = [f"{number:06d}.jpg" for number in range(1, count + 1)]
        for name in names:
            picture = np.zeros((218, 178, 3), np.uint8)
            picture[40:192, 12:165] = (0, 200, 0)  # the crop of the canonical frame
            Image.fromarray(picture).save(source / "img_align_celeba" / name, quality=95, subsampling=0)
        labels = " ".join("1" if k % 2 else "-1" for k in range(40))
        lines = [str(count), " ".join(ATTRIBUTES), *(f"{name}  {labels}" for name in names)]
        (source / "list_attr_celeba.txt").write_text("\n".join(lines))
        (source / "list_eval_partition.txt").write_text("\n".join(f"{name} {i % 3}" for i, name in enumerate(names)))
        (source / "identity_CelebA.txt").write_text("\n".join(f"{name} {i + 100}" for i, name in enumerate(names)))
        return source

    return publish
