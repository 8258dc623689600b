"""`python -m build_tools.checks.pay ADDRESS…`: what pa11y finds, a finding a line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from build_tools.checks.pay.runner import run
from build_tools.issues import ProgramMissing

CLEAN, FOUND, USAGE, MISSING = 0, 1, 2, 3


def main(addresses: Sequence[str]) -> int:
    """Print findings and failures; return the exit code."""
    if not addresses:
        print(__doc__, file=sys.stderr)
        return USAGE
    try:
        results = list(run(addresses))
    except ProgramMissing as error:
        print(error, file=sys.stderr)
        return MISSING
    for result in results:
        if result.failure:
            print(f"{result.address}: no answer: {result.failure}")
        for finding in result.findings:
            print(f"{result.address}: {finding.kind} {finding.rule}: {finding.message}")
            print(f"  {finding.selector}")
    return FOUND if any(result.failure or result.findings for result in results) else CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
