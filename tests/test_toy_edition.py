"""A new edition is one file and one line: all that there is for editions then serves it too."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = '    "pocket": "build_tools.editions.pocket:Pocket",\n'
END_OF_TABLE = '}\n"""Every edition, in the order in which tables list them.'


@pytest.mark.slow
def test_one_file_and_one_line_make_an_edition(tmp_path):
    package = tmp_path / "build_tools"
    shutil.copytree(ROOT / "build_tools", package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "themes").symlink_to(ROOT / "themes")
    (tmp_path / "mkdocs.yml").symlink_to(ROOT / "mkdocs.yml")
    shutil.copy(ROOT / "tests" / "doubles" / "pocket.py", package / "editions")
    table = package / "editions" / "__init__.py"
    before = table.read_text()
    assert END_OF_TABLE in before
    table.write_text(before.replace(END_OF_TABLE, LINE + END_OF_TABLE))

    shutil.copytree(ROOT / "tests" / "publications" / "updates" / "content", tmp_path / "content")
    record = tmp_path / "content" / "publication.yml"
    record.write_text(f"editions: [site, text, pocket]\n{record.read_text()}")
    command = [sys.executable, "-c", "from build_tools.cli import main; main()", "build"]
    made = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr

    release = tmp_path / "outputs" / "current"
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["editions"]) == ["site", "text", "pocket"]
    assert manifest["editions"]["pocket"]["files"][0]["pages"] > 1
    assert {"LNK", "MAN", "PAR", "PDF"} <= set(manifest["checks"])
    downloads = (release / "site" / "downloads" / "index.html").read_text(encoding="utf-8")
    assert "Pocket PDF" in downloads
    assert "pocket/pocket.pdf" in downloads
    texts = "".join(file.read_text(encoding="utf-8") for file in release.glob("text/*.txt"))
    assert "For a coat." in texts
