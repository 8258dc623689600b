"""Black text is on the black plate alone when a RIP makes the plates.

Ghostscript is the RIP. A managed colour space or a transparency group converts colours on their
way and puts black text on four plates, whatever the content says. So pages are copied with their
black text and nothing else, and the other plates have to stay empty.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory
from typing import ClassVar

import pikepdf

from build_tools.checks import Artefacts, Plan
from build_tools.issues import Issue, ProgramMissing
from build_tools.publication import Publication
from build_tools.tools.programs import program, program_version

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

_PLATES = ("cyan", "magenta", "yellow", "black")
_MOST_PAGES = 4
_BLACK = (["0", "0", "0", "1"], ["0"])
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_DRAWN = frozenset({"Do", "sh", "INLINE IMAGE"})
_SECONDS = 300
_LINE = re.compile(r"^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK OK$", re.MULTILINE)


class BlackTextOnBlackPlate:
    """PLT-001: black text is on other plates too. PLT-002: no plates can be made."""

    code: ClassVar[str] = "PLT"
    subject: ClassVar[str] = "Black text is printed with black ink alone"
    applies_to: ClassVar[frozenset[str]] = frozenset({"print-pdf"})
    plan: ClassVar[Plan] = "full"

    def tools(self) -> tuple[str, ...]:
        """Return what looks at it, with versions."""
        return (f"Ghostscript {program_version(program('gs'))}",)

    def run(self, publication: Publication, artefacts: Artefacts) -> Iterator[Issue]:  # noqa: ARG002
        """Make the plates of some pages' black text."""
        span = artefacts.span("print")
        try:
            with TemporaryDirectory() as folder:
                copy = Path(folder) / "black-text.pdf"
                pages = copy_black_text(artefacts.file("print"), copy)
                plates = plates_made(copy, len(pages))
        except (OSError, ValueError, pikepdf.PdfError, SubprocessError) as error:
            yield Issue("PLT-002", span, f"No plates can be made: {error}.")
            return
        for page, inked in zip(pages, plates, strict=True):
            if inked != {"black"}:
                problem = f"Black text is on the plates {', '.join(sorted(inked)) or 'of no ink'}."
                yield Issue("PLT-001", span, problem, place=f"page {page}")


def copy_black_text(file: Path, copy: Path) -> list[int]:
    """Write the first pages that have black text, with nothing else on them; return which."""
    kept: list[int] = []
    with pikepdf.open(file) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            content = _black_text(page) if len(kept) < _MOST_PAGES else []
            if any(str(instruction.operator) in _SHOWS for instruction in content):
                page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))
                kept.append(number)
        for number in range(len(pdf.pages), 0, -1):
            if number not in kept:
                del pdf.pages[number - 1]
        if not kept:
            raise ValueError("no page has black text")
        pdf.save(copy)
    return kept


def _black_text(page: pikepdf.Page) -> list[Instruction]:
    """Return a page's content without all that is painted but text in black ink."""
    kept: list[Instruction] = []
    black, stack = True, list[bool]()
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), list(instruction.operands)
        if name == "q":
            stack.append(black)
        elif name == "Q":
            black = stack.pop() if stack else black
        elif name in ("g", "rg", "k", "cs", "sc", "scn"):
            black = name in ("g", "k", "sc", "scn") and list(map(str, operands)) in _BLACK
        if name in _PAINTS:
            kept.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("n")))
        elif name not in _DRAWN and (black or name not in _SHOWS):
            kept.append(instruction)
    return kept


def plates_made(file: Path, pages: int) -> list[set[str]]:
    """Return the plates on which each page has ink, by Ghostscript's device inkcov."""
    if not shutil.which("gs"):
        raise ProgramMissing("Ghostscript (gs) is missing: install the package ghostscript.")
    command = ["gs", "-q", "-dSAFER", "-sDEVICE=inkcov", "-o", "-", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    lines = _LINE.findall(done.stdout)
    if len(lines) != pages:
        raise ValueError(f"Ghostscript told of {len(lines)} pages, not {pages}")
    return [
        {name for name, share in zip(_PLATES, line, strict=True) if float(share)} for line in lines
    ]
