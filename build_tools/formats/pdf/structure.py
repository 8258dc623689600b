"""The structure tree of a finished file, with its text put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from build_tools.formats.pdf.elements import Element, LinkArea, Piece
from build_tools.formats.pdf.text import UNMARKED, Run, read_runs
from build_tools.issues import TandemError

DEEPEST = 200
"""Levels of structure; more than that is a loop."""


class NotTagged(TandemError):
    """The file can't be read as a tagged PDF; the message says why."""


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """A whole file.

    `document` is the root element; `artifacts` the text of each page that is no part of the
    structure, as pieces with their baselines; `unclaimed` the marked content that is text and in
    no element; `destinations` the page, from 0, that each named destination leads to.
    """

    document: Element
    lang: str
    page_count: int
    artifacts: tuple[tuple[Piece, ...], ...]
    unclaimed: tuple[Piece, ...]
    claimed_twice: tuple[Piece, ...]
    destinations: Mapping[str, int]


def read_tagged(path: Path) -> TaggedPdf:
    """Read a file; raise `NotTagged` when it is no PDF or has no structure."""
    try:
        with pikepdf.open(path) as pdf:
            return _Reader(pdf, read_runs(path)).read()
    except pikepdf.PasswordError:
        raise NotTagged("It is encrypted with a password.") from None
    except (OSError, pikepdf.PdfError, RuntimeError) as error:  # RuntimeError: PDFium's own
        raise NotTagged(f"It can't be read: {error}.") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotTagged(f"Its structure tree is missing or broken: {error}.") from None


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, runs: list[list[Run]]) -> None:
        self._pdf = pdf
        self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._pieces, self._artifacts = _sort(runs)
        self._claims: dict[tuple[int, int], int] = {}

    def read(self) -> TaggedPdf:
        roots = _kids(self._pdf.Root.StructTreeRoot)
        if len(roots) != 1 or isinstance(roots[0], int):
            raise ValueError(f"the tree has {len(roots)} roots")
        document = self._element(roots[0], None, 0)
        pieces = self._pieces
        return TaggedPdf(
            document,
            str(self._pdf.Root.get("/Lang", "")),
            len(self._numbers),
            tuple(map(tuple, self._artifacts)),
            tuple(piece for key, piece in pieces.items() if key not in self._claims),
            tuple(pieces.get(key, Piece(*key)) for key, count in self._claims.items() if count > 1),
            self._destinations(),
        )

    def _element(self, found: pikepdf.Object, page: int | None, depth: int) -> Element:
        if depth > DEEPEST:
            raise ValueError("the tree leads back into itself")
        if "/Pg" in found:
            page = self._page(found)
        element = Element(
            role=str(found.S)[1:],
            id=str(found.get("/ID", "")),
            lang=str(found.get("/Lang", "")),
            title=str(found.get("/T", "")),
            alt=str(found.get("/Alt", "")),
            attributes=_attributes(found),
        )
        for kid in _kids(found):
            if isinstance(kid, int):
                self._claim(element, page, kid)
            elif "/MCID" in kid:
                self._claim(element, self._page(kid) if "/Pg" in kid else page, int(kid.MCID))
            elif "/Obj" in kid:
                home = self._page(kid) if "/Pg" in kid else page
                element.links.append(_link(kid.Obj, -1 if home is None else home))
            else:
                element.parts.append(self._element(kid, page, depth + 1))
        return element

    def _destinations(self) -> dict[str, int]:
        """Return the pages of the name tree's destinations that are on a page (12.3.2.3)."""
        tree = self._pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        found = {}
        for name, value in pikepdf.NameTree(tree).items() if tree is not None else ():
            place = value.get("/D") if isinstance(value, pikepdf.Dictionary) else value
            first = list(place)[:1] if isinstance(place, pikepdf.Array) else []
            for page in first:
                if isinstance(page, pikepdf.Dictionary) and page.objgen in self._numbers:
                    found[str(name)] = self._numbers[page.objgen]
        return found

    def _page(self, found: pikepdf.Object) -> int:
        return self._numbers[found.Pg.objgen]

    def _claim(self, element: Element, page: int | None, mcid: int) -> None:
        if page is None:
            raise ValueError(f"marked content {mcid} of a {element.role} is on no page")
        key = (page, mcid)
        self._claims[key] = self._claims.get(key, 0) + 1
        element.parts.append(self._pieces.get(key, Piece(page, mcid)))


def _kids(found: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = found.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _attributes(found: pikepdf.Object) -> dict[str, str]:
    given = found.get("/A")
    if given is None:
        return {}
    owners = list(given) if isinstance(given, pikepdf.Array) else [given]
    return {
        key[1:]: str(value).removeprefix("/")
        for owner in owners
        if isinstance(owner, pikepdf.Dictionary)
        for key, value in owner.items()
        if key != "/O" and not isinstance(value, pikepdf.Array)
    }


def _link(annotation: pikepdf.Object, page: int) -> LinkArea:
    action = annotation.get("/A")
    target = annotation.get("/Dest", "") if action is None else action.get("/URI", action.get("/D"))
    return LinkArea(page, str(annotation.get("/Contents", "")), str(target).removeprefix("/"))


def _sort(runs: list[list[Run]]) -> tuple[dict[tuple[int, int], Piece], list[list[Piece]]]:
    """Sort runs into marked content, and the rest of each page."""
    pieces: dict[tuple[int, int], Piece] = {}
    rest: list[list[Piece]] = []
    for page, found in enumerate(runs):
        texts: dict[int, list[str]] = {}
        first: dict[int, Run] = {}
        after: dict[int, str] = {}
        before = UNMARKED
        for run in found:
            if run.mcid == UNMARKED:
                after[before] = after.get(before, "") + run.text
                continue
            before = run.mcid
            texts.setdefault(before, []).append(run.text)
            first.setdefault(before, run)
        for mcid, run in first.items():
            text = "".join(texts[mcid])
            pieces[page, mcid] = Piece(page, mcid, text, run.baseline, after.get(mcid, ""))
        rest.append(
            [Piece(page, UNMARKED, run.text, run.baseline) for run in found if run.mcid == UNMARKED]
        )
    return pieces, rest
