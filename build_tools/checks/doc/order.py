"""The order of properties, which Word insists on (ISO/IEC 29500-1, annex A, transitional).

A file with another order is "repaired" when it opens, or not opened at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.checks.doc.findings import Finding, near
from build_tools.formats.docx.file import Element, W, WordFile

ORDERS = {
    name: {f"{W}{child}": place for place, child in enumerate(children.split())}
    for name, children in {
        "pPr": (
            "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
            "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
            "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
            "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
            "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
        ),
        "rPr": (
            "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
            "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
            "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
        ),
        "tblPr": (
            "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
            "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
            "tblDescription tblPrChange"
        ),
        "tcPr": (
            "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
            "tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange"
        ),
        "pBdr": "top left bottom right between bar",
        "numPr": "ilvl numId numberingChange ins",
        "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
        "tc": "tcPr p",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId lvlJc pPr rPr",
        "style": (
            "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
            "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr "
            "tblPr trPr tcPr tblStylePr"
        ),
        "sectPr": (
            "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
            "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection "
            "bidi rtlGutter docGrid printerSettings sectPrChange"
        ),
    }.items()
}
"""Element → its children in order."""

_FIRST = {"p": "pPr", "r": "rPr", "tbl": "tblPr", "tr": "trPr", "tc": "tcPr"}
"""Element → what comes first in it, if it is there."""
_MAY_COME_BEFORE = frozenset({f"{W}bookmarkStart", f"{W}bookmarkEnd"})


def order_findings(word: WordFile) -> Iterator[Finding]:
    """Iterate over properties that are not where the schema has them, or twice."""
    for part, kind in word.types.items():
        if "wordprocessingml" in kind and part in word.parts:
            for element in word.xml(part).iter(f"{W}*"):
                yield from _element(part, element)


def _element(part: str, element: Element) -> Iterator[Finding]:
    name = str(element.tag).removeprefix(W)
    if first := _FIRST.get(name):
        others = [child.tag for child in element if child.tag not in _MAY_COME_BEFORE]
        if f"{W}{first}" in others[1:]:
            yield Finding(
                "DOC-020", f"'{part}': <{first}> is not first in <{name}>.", near(element)
            )
    if not (order := ORDERS.get(name)):
        return
    highest = -1
    for child in element:
        place = order.get(str(child.tag), -1)
        if place < 0:
            problem = f"'{part}': <{name}> can't hold <{str(child.tag).removeprefix(W)}>."
            yield Finding("DOC-020", problem, near(element))
        elif place < highest or (place == highest and name.endswith("Pr") and name != "sectPr"):
            problem = f"'{part}': <{str(child.tag).removeprefix(W)}> is out of order in <{name}>."
            yield Finding("DOC-020", problem, near(element))
        highest = max(highest, place)
