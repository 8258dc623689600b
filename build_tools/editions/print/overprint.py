"""Black text prints over its ground, so that no white gap shows when plates are not aligned.

Only text whose fill is 100 % black is set to overprint; everything else knocks out what lies
below it, white text above all. ISO 32000-1, 8.6.7: with overprint mode 1 an ink of 0 leaves the
ground's own ink.
"""

from __future__ import annotations

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator

from build_tools.editions.print.content import PAINTS, TEXT_SHOWS, Colour, followed

Instruction = ContentStreamInstruction | ContentStreamInlineImage

_OVER, _KNOCK = "/TandemOverprint", "/TandemKnockout"


def overprint_black_text(pdf: pikepdf.Pdf) -> None:
    """Set overprint for all black text, on pages and in the forms that they draw."""
    for page in pdf.pages:
        made = _rewritten(page, page.obj.Resources)
        if made is not None:
            page.obj.Contents = pdf.make_stream(made)
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
            made = _rewritten(found, found.get("/Resources", Dictionary()))
            if made is not None:
                found.write(made)


def _rewritten(content: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object) -> bytes | None:
    """Return the content with overprint set and unset; None when there is no black text."""
    instructions: list[Instruction] = []
    fill, on, stack = Colour(), False, list[tuple[Colour, bool]]()
    changed = False
    for instruction in pikepdf.parse_content_stream(content):
        name = str(instruction.operator)
        if name == "q":
            stack.append((fill, on))
        elif name == "Q":
            fill, on = stack.pop() if stack else (fill, on)
        else:
            fill = followed(fill, name, list(instruction.operands))
        wanted = fill.is_black if name in TEXT_SHOWS else on and name not in PAINTS
        if wanted != on:
            state = Name(_OVER if wanted else _KNOCK)
            instructions.append(ContentStreamInstruction([state], Operator("gs")))
            on, changed = wanted, True
        instructions.append(instruction)
    if not changed:
        return None
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    states = resources.ExtGState
    states[_OVER] = Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1)
    states[_KNOCK] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)
    return pikepdf.unparse_content_stream(instructions)
