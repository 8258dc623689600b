"""Which editions are made here: what `content/publication.yml` names under `editions`.

It is read with the virtual environment's PyYAML, which is there by then: YAML has more ways to
write a list than a reader of lines would know.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from build_tools.setup.environment import ROOT, VENV

PYTHON = VENV / "bin" / "python"
PUBLICATION = ROOT / "content" / "publication.yml"

_READ = """
import json, sys, yaml
with open(sys.argv[1], encoding="utf-8-sig") as file:
    read = yaml.safe_load(file)
named = read.get("editions") if isinstance(read, dict) else None
print(json.dumps([str(name) for name in named] if isinstance(named, list) else []))
"""


def named_editions(
    publication: Path = PUBLICATION, python: Path = VENV / "bin" / "python"
) -> list[str]:
    """Return the editions that a publication names; empty: it names none, so all are made.

    A file that is missing or broken names none: reading it says later what is wrong with it.
    """
    command = [str(python), "-c", _READ, str(publication)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return list(map(str, json.loads(answer.stdout))) if answer.returncode == 0 else []
