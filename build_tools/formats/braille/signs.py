"""The signs of Unified English Braille, for reading it again: cells → what they stand for.

From The Rules of Unified English Braille, 2024: sections 3, 4, 7 (signs, letters, punctuation),
10 (contractions) and appendix 1 (shortforms). Nothing here comes from liblouis.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", strict=True))
DIGITS = dict(zip("1234567890", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", strict=True))

_SIGNS = """
,⠂ ;⠆ :⠒ .⠲ !⠖ ?⠦ …⠲⠲⠲ '⠄ ’⠄ ’⠠⠴ ‘⠠⠦ “⠦ ”⠴ "⠦ "⠴ "⠠⠶ "⠶ «⠸⠦ »⠸⠴ -⠤ ‐⠤ ‑⠤ –⠠⠤ —⠠⠤ ―⠐⠠⠤
(⠐⠣ )⠐⠜ [⠨⠣ ]⠨⠜ {⠸⠣ }⠸⠜ <⠈⠣ >⠈⠜ /⠸⠌ \\⠸⠡ _⠨⠤ |⠸⠳ ~⠈⠔ ^⠈⠢ @⠈⠁ #⠸⠹ &⠈⠯
*⠐⠔ %⠨⠴ •⠸⠲ †⠈⠠⠹ ‡⠈⠠⠻ §⠘⠎ ¶⠘⠏ ©⠘⠉ ®⠘⠗ ™⠘⠞ °⠘⠚ ′⠶ ″⠶⠶ $⠈⠎ £⠈⠇ €⠈⠑ ¥⠈⠽ ¢⠈⠉ ₣⠈⠋ ₦⠈⠝
+⠐⠖ −⠐⠤ ×⠐⠦ ÷⠐⠌ =⠐⠶ ±⠸⠖ ¬⠈⠹ µ⠨⠍ ¿⠘⠰⠦ ¡⠘⠰⠖ →⠰⠳⠕ ←⠰⠳⠪ ↑⠰⠳⠬ ↓⠰⠳⠩ ≤⠸⠈⠣ ≥⠸⠈⠜ ≠⠐⠶⠈⠱
≈⠘⠔ √⠐⠩ ∞⠼⠿ ✓⠈⠩ ✔⠈⠩ ●⠐⠔ ↗⠰⠳⠎ ↘⠰⠳⠣ ↙⠰⠳⠜ ↖⠰⠳⠱ ♀⠘⠭ ♂⠘⠽ ▪⠸⠲
≡⠸⠿ ∆⠠⠨⠙ ∑⠠⠨⠎ ·⠈⠡ ´⠘⠌ `⠨⠡ ß⠨⠮ ø⠈⠡⠕ ł⠈⠡⠇ đ⠈⠒⠙ ħ⠈⠒⠓ ŧ⠈⠒⠞ ǥ⠈⠒⠛ ŋ⠘⠝ ǝ⠸⠢ ə⠸⠢ ƀ⠈⠒⠃ ɨ⠈⠒⠊ ɉ⠈⠒⠚ ɍ⠈⠒⠗
ɏ⠈⠒⠽ ƶ⠈⠒⠵ ⱥ⠈⠡⠁ ȼ⠈⠡⠉ ɇ⠈⠡⠑ ⱦ⠈⠡⠞ ȝ⠼⠽ ƿ⠼⠺ ð⠼⠫ þ⠼⠮
α⠨⠁ β⠨⠃ γ⠨⠛ δ⠨⠙ ε⠨⠑ ζ⠨⠵ η⠨⠱ θ⠨⠹ ι⠨⠊ κ⠨⠅ λ⠨⠇ μ⠨⠍ ν⠨⠝ ξ⠨⠭ ο⠨⠕ π⠨⠏ ρ⠨⠗ σ⠨⠎ ς⠨⠎ τ⠨⠞
υ⠨⠥ φ⠨⠋ χ⠨⠯ ψ⠨⠽ ω⠨⠺
"""

MODIFIERS = {
    "\u0300": "⠘⠡", "\u0301": "⠘⠌", "\u0302": "⠘⠩", "\u0303": "⠘⠻", "\u0304": "⠈⠤",
    "\u0306": "⠈⠬", "\u0308": "⠘⠒", "\u030a": "⠘⠫", "\u030c": "⠘⠬", "\u0327": "⠘⠯",
}  # fmt: skip
"""Section 4.2: a mark on a letter stands before the letter."""

LIGATURES = {
    "æ": "ae", "œ": "oe", "ĳ": "ij", "ﬀ": "ff", "ﬁ": "fi", "ﬅ": "ft", "ﬆ": "st",
}  # fmt: skip
LIGATURE = "⠘⠖"
"""Section 4.3: it stands between the letters that are joined, after a capitals sign if any."""

_GROUPSIGNS = """
and⠯ for⠿ of⠷ the⠮ with⠾ ch⠡ gh⠣ sh⠩ th⠹ wh⠱ ed⠫ er⠻ ou⠳ ow⠪ st⠌ ar⠜ ing⠬
ea⠂ be⠆ bb⠆ con⠒ cc⠒ dis⠲ en⠢ ff⠖ gg⠶ in⠔
day⠐⠙ ever⠐⠑ father⠐⠋ here⠐⠓ know⠐⠅ lord⠐⠇ mother⠐⠍ name⠐⠝ one⠐⠕ part⠐⠏ question⠐⠟ right⠐⠗
some⠐⠎ time⠐⠞ under⠐⠥ work⠐⠺ young⠐⠽ character⠐⠡ through⠐⠹ where⠐⠱ ought⠐⠳ there⠐⠮
upon⠘⠥ word⠘⠺ those⠘⠹ whose⠘⠱ these⠘⠮ cannot⠸⠉ had⠸⠓ many⠸⠍ spirit⠸⠎ world⠸⠺ their⠸⠮
ound⠨⠙ ance⠨⠑ sion⠨⠝ less⠨⠎ ount⠨⠞ ence⠰⠑ ong⠰⠛ ful⠰⠇ tion⠰⠝ ness⠰⠎ ment⠰⠞ ity⠰⠽
"""

_WORDSIGNS = """
but⠃ can⠉ do⠙ every⠑ from⠋ go⠛ have⠓ just⠚ knowledge⠅ like⠇ more⠍ not⠝ people⠏ quite⠟ rather⠗
so⠎ that⠞ us⠥ very⠧ will⠺ it⠭ you⠽ as⠵ child⠡ shall⠩ this⠹ which⠱ out⠳ still⠌
enough⠢ were⠶ his⠦ was⠴
"""

_SHORTFORMS = """
about:ab above:abv according:ac across:acr after:af afternoon:afn afterward:afw again:ag
against:ag/ almost:alm already:alr also:al although:al? altogether:alt always:alw because:2c
before:2f behind:2h below:2l beneath:2n beside:2s between:2t beyond:2y blind:bl braille:brl
children:*n conceive:3cv conceiving:3cvg could:cd deceive:dcv deceiving:dcvg declare:dcl
declaring:dclg either:ei first:f/ friend:fr good:gd great:grt herself:h]f him:hm himself:hmf
immediate:imm its:xs itself:xf letter:lr little:ll much:m* must:m/ myself:myf necessary:nec
neither:nei oneself:"of ourselves:|rvs paid:pd perceive:p]cv perceiving:p]cvg perhaps:p]h quick:qk
receive:rcv receiving:rcvg rejoice:rjc rejoicing:rjcg said:sd should:%d such:s* themselves:!mvs
thyself:?yf today:td together:tgr tomorrow:tm tonight:tn would:wd your:yr yourself:yrf
yourselves:yrvs
"""
_SHORT_CELLS = LETTERS | {
    "/": "⠌", "?": "⠹", "2": "⠆", "*": "⠡", "3": "⠒", "]": "⠻", '"': "⠐", "|": "⠳", "%": "⠩",
    "!": "⠮",
}  # fmt: skip


def _listed(text: str) -> Iterator[tuple[str, str]]:
    """Iterate over what signs stand for, and their cells."""
    for entry in text.split():
        place = next(at for at, char in enumerate(entry) if "\u2800" <= char <= "\u283f")
        yield entry[place:], entry[:place]


def _shortforms() -> Iterator[tuple[str, str]]:
    for entry in _SHORTFORMS.split():
        word, _, letters = entry.partition(":")
        yield "".join(_SHORT_CELLS[letter] for letter in letters), word


def _fractions() -> Iterator[tuple[str, str]]:
    """Iterate over the vulgar fractions: numeric fraction line (6.4)."""
    for number in (*range(0xBC, 0xBF), *range(0x2150, 0x215F)):
        over, _, under = unicodedata.normalize("NFKD", chr(number)).partition("\u2044")
        digits = ["".join(DIGITS[digit] for digit in part) for part in (over, under)]
        yield f"⠼{'⠌'.join(digits)}", chr(number)


SIGNS: tuple[tuple[str, str], ...] = (*_listed(_SIGNS), *_fractions())
"""Cells and the one character that they stand for, in both grades; no letters and digits."""

GROUPSIGNS: tuple[tuple[str, str], ...] = tuple(_listed(_GROUPSIGNS))
SHORTFORMS: Mapping[str, str] = dict(_shortforms())
WORDSIGNS: Mapping[str, str] = dict(_listed(_WORDSIGNS))
"""They stand for a whole word only."""

KNOWN = frozenset(char for _, char in SIGNS) | {*LETTERS, *DIGITS, *LIGATURES}
"""Characters that UEB has a sign for; accented letters besides."""
