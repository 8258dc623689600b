"""The print edition that the preflight's tests have, for the plates too."""

from tests.checks.pre.conftest import finished, proof

__all__ = ["finished", "proof"]
