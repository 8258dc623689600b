"""Pictures for screens: in the number of pixels that a screen shows."""

from __future__ import annotations

from PIL import Image


def scaled(image: Image.Image, width: int) -> Image.Image:
    """Return an image in another width, with its proportions."""
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)
