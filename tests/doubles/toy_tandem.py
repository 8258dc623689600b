"""`tandem` with toy editions, as a process of its own: one that a test can kill.

toy_tandem.py EDITIONS-AND-CHECKS-AS-JSON ARGUMENTS…
"""

import json
import sys
from pathlib import Path

from build_tools import checks, editions, release
from build_tools.release import manifest
from build_tools.release.outputs import Outputs
from build_tools.release.parallel import warm_up

if __name__ == "__main__":
    tables = json.loads(sys.argv[1])
    editions.EDITIONS.clear()
    editions.EDITIONS.update(tables["editions"])
    for code in checks.CHECKS.keys() - {"MAN"}:
        del checks.CHECKS[code]
    checks.CHECKS.update(tables["checks"])

    # Real editions take longer to import than toys to build.
    release.prepare = lambda: warm_up("build_tools.release.staging")
    manifest.CODE = Path(__file__).parent  # it stands still while a test runs

    from tests.doubles.toy_editions import pause

    point_to = Outputs.point_to

    def pausing(outputs, folder):
        pause("before the link")
        point_to(outputs, folder)
        pause("after the link")

    Outputs.point_to = pausing

    from build_tools import cli

    sys.argv[1:] = sys.argv[2:]
    cli.main()
