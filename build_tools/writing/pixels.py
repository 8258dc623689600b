"""Pictures for screens: in the colours and the number of pixels that a screen shows."""

from __future__ import annotations

import io

from PIL import Image, ImageCms


def scaled(image: Image.Image, width: int) -> Image.Image:
    """Return an image in another width, with its proportions."""
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def in_srgb(image: Image.Image) -> Image.Image:
    """Return the pixels as browsers take them that are told nothing of colours."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        srgb = ImageCms.createProfile("sRGB")
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, given, srgb, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):  # broken, or for other colours than these
            return image.convert(mode)
        assert converted is not None
        return converted
    return image.convert(mode)
