"""Licences that a publication can name by their SPDX identifier (ISO/IEC 5962)."""

from __future__ import annotations

from collections.abc import Mapping

_CREATIVE_COMMONS = {
    "BY": "Attribution",
    "BY-SA": "Attribution-ShareAlike",
    "BY-NC": "Attribution-NonCommercial",
    "BY-ND": "Attribution-NoDerivatives",
    "BY-NC-SA": "Attribution-NonCommercial-ShareAlike",
    "BY-NC-ND": "Attribution-NonCommercial-NoDerivatives",
}
_ARCHIVES = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version"

LICENCES: Mapping[str, tuple[str, str]] = {
    **{
        f"OGL-UK-{version}.0": (f"Open Government Licence v{version}.0", f"{_ARCHIVES}/{version}/")
        for version in (1, 2, 3)
    },
    **{
        f"CC-{short}-4.0": (
            f"Creative Commons {name} 4.0 International",
            f"https://creativecommons.org/licenses/{short.lower()}/4.0/",
        )
        for short, name in _CREATIVE_COMMONS.items()
    },
    "CC0-1.0": (
        "Creative Commons CC0 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
}
"""Identifier → name and address."""
