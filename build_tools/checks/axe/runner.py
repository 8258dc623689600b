"""axe-core, injected into pages by Playwright, with typed results.

What axe can't see by itself is made visible to it in `look.js`; no rule is switched off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from build_tools.issues import ProgramMissing, TandemError
from build_tools.tools.programs import CHROMIUM_OPTIONS, REMEDY, chromium, package

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PACKAGE = "axe-core"
SCRIPT = Path(__file__).with_name("look.js")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
HEIGHT = 900

PAGE_SECONDS = 120
"""For one look at a page; a page that takes longer gets no answer."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way in which readers see a page."""

    name: str
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"


MODES = (
    Mode("light"),
    Mode("dark", scheme="dark"),
    Mode("forced colours", forced="active"),
    Mode("320 px wide", width=320),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What axe found at one spot, and in which modes."""

    rule: str
    message: str
    markup: str
    selector: str
    help_address: str
    certain: bool
    modes: tuple[str, ...] = ()


class NothingTried(TandemError):
    """No rule was broken, and none was kept: axe has not looked."""

    def __str__(self) -> str:
        return "axe tried no rule"


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, or raise `ProgramMissing`."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise ProgramMissing(f"The Python package playwright is missing: {REMEDY}.") from None
    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        try:
            yield started
        finally:
            started.close()


def run(addresses: Iterable[str]) -> Iterator[tuple[str, tuple[Found, ...] | str]]:
    """Look at each address in every mode; one that can't be looked at yields why."""
    from playwright.sync_api import Error

    script = (package(PACKAGE) / "axe.min.js").read_text(encoding="utf-8") + SCRIPT.read_text()
    with browser() as started:
        # Scripts of ours in a page that allows none but its own.
        context = started.new_context(bypass_csp=True, reduced_motion="reduce")
        context.add_init_script(script)
        page = context.new_page()
        for address in addresses:
            try:
                page.goto(address)
                _wait_for(page, "Boolean(tandem)")  # a page that hangs would hold up all else
                answer = _merged([_look(page, mode) for mode in MODES])
            except (Error, NothingTried) as error:
                page.close()
                page = context.new_page()
                yield address, str(error).partition("\n")[0]
            else:
                yield address, answer


def _look(page: Page, mode: Mode) -> list[Found]:
    page.set_viewport_size({"width": mode.width, "height": HEIGHT})
    page.emulate_media(color_scheme=mode.scheme, forced_colors=mode.forced)
    asked = {"tags": TAGS, "forced": mode.forced == "active"}
    answer = _wait_for(page, "asked => tandem.run(asked)", asked)
    if not answer["found"] and not answer["passed"]:
        raise NothingTried
    return [Found(**raw, modes=(mode.name,)) for raw in answer["found"]]


def _wait_for(page: Page, script: str, argument: object = None) -> Any:  # noqa: ANN401  (JSON)
    """Return what a script says, as an evaluation does, which would wait for ever."""
    waited = page.wait_for_function(script, arg=argument, timeout=PAGE_SECONDS * 1000)
    return waited.json_value()


def _merged(looks: Iterable[list[Found]]) -> tuple[Found, ...]:
    """Say a thing once that was found in several modes."""
    merged: dict[Any, Found] = {}
    for look in looks:
        for found in look:
            key = found.rule, found.selector, found.certain
            before = merged.setdefault(key, found)
            modes = tuple(dict.fromkeys((*before.modes, *found.modes)))
            merged[key] = replace(before, modes=modes)
    return tuple(merged.values())
