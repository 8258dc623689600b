"""Known answers from The Rules of Unified English Braille (2024); each names its clause."""

import unicodedata

import pytest

from build_tools.editions.braille.liblouis import BOLD, ITALIC, UNCONTRACTED
from build_tools.editions.braille.ueb import CALL, Run, Ueb, write_code
from build_tools.formats.braille.words import can_be_read

MARKS = {"\u0307": "⠘⠲", "\u0328": "⠘⠤"}

KNOWN = (
    # clause, words, grade 1, grade 2
    ("3.2 ampersand", "R & D", "⠠⠗⠀⠈⠯⠀⠠⠙", "⠰⠠⠗⠀⠈⠯⠀⠰⠠⠙"),
    ("3.5 bullet", "• Tea", "⠸⠲⠀⠠⠞⠑⠁", "⠸⠲⠀⠠⠞⠑⠁"),
    ("3.7 at sign", "a@b.uk", "⠁⠈⠁⠃⠲⠥⠅", "⠁⠈⠁⠃⠲⠥⠅"),
    ("3.10 currency", "£24", "⠈⠇⠼⠃⠙", "⠈⠇⠼⠃⠙"),
    ("3.11 degrees", "15°C", "⠼⠁⠑⠘⠚⠠⠉", "⠼⠁⠑⠘⠚⠠⠉"),
    ("3.17 minus", "−5", "⠐⠤⠼⠑", "⠐⠤⠼⠑"),
    ("3.17 times, equals", "2 × 3 = 6", "⠼⠃⠀⠐⠦⠀⠼⠉⠀⠐⠶⠀⠼⠋", "⠼⠃⠀⠐⠦⠀⠼⠉⠀⠐⠶⠀⠼⠋"),
    ("3.21 per cent", "50%", "⠼⠑⠚⠨⠴", "⠼⠑⠚⠨⠴"),
    ("3.24 subscript", "CO₂", "⠠⠠⠉⠕⠰⠢⠼⠃", "⠠⠠⠉⠕⠰⠢⠼⠃"),
    ("3.24 superscript", "m²", "⠍⠰⠔⠼⠃", "⠍⠰⠔⠼⠃"),
    ("4.2 accents", "café", "⠉⠁⠋⠘⠌⠑", "⠉⠁⠋⠘⠌⠑"),
    ("4.2 circumflex", "Tŷ", "⠠⠞⠘⠩⠽", "⠠⠞⠘⠩⠽"),
    ("4.3 ligatures", "Œdipus, Cæsar", "⠠⠕⠠⠘⠖⠑⠙⠊⠏⠥⠎⠂⠀⠠⠉⠁⠘⠖⠑⠎⠁⠗",
     "⠠⠕⠠⠘⠖⠑⠙⠊⠏⠥⠎⠂⠀⠠⠉⠁⠘⠖⠑⠎⠜"),
    ("4.3, 8.4 ligatures in capitals", "ÆGIS", "⠠⠠⠁⠘⠖⠑⠛⠊⠎", "⠠⠠⠁⠘⠖⠑⠛⠊⠎"),
    ("4.2, 8.5 accents in capitals", "ONE TWO ḖR", "⠠⠠⠠⠕⠝⠑⠀⠞⠺⠕⠀⠈⠤⠘⠌⠑⠗⠠⠄",
     "⠠⠠⠠⠐⠕⠀⠞⠺⠕⠀⠈⠤⠘⠌⠑⠗⠠⠄"),
    ("5.2 grade 1 symbol", "x", "⠭", "⠰⠭"),
    ("6.2 decimal, comma", "5,200.5", "⠼⠑⠂⠃⠚⠚⠲⠑", "⠼⠑⠂⠃⠚⠚⠲⠑"),
    ("6.3 letter after a number", "5a 5k", "⠼⠑⠰⠁⠀⠼⠑⠅", "⠼⠑⠰⠁⠀⠼⠑⠅"),
    ("6.4 fraction", "1½", "⠼⠁⠼⠁⠌⠃", "⠼⠁⠼⠁⠌⠃"),
    ("6.4 linear fraction", "11/2", "⠼⠁⠁⠸⠌⠼⠃", "⠼⠁⠁⠸⠌⠼⠃"),
    ("6.5 grade 1 mode of a number", "10²", "⠼⠁⠚⠔⠼⠃", "⠼⠁⠚⠔⠼⠃"),
    ("6.6 numeric space", "48\xa0200", "⠼⠙⠓⠐⠃⠚⠚", "⠼⠙⠓⠐⠃⠚⠚"),
    ("6.6 two numbers", "in 2024 48", "⠊⠝⠀⠼⠃⠚⠃⠙⠀⠼⠙⠓", "⠔⠀⠼⠃⠚⠃⠙⠀⠼⠙⠓"),
    ("7.2 dash", "2026–2030", "⠼⠃⠚⠃⠋⠠⠤⠼⠃⠚⠉⠚", "⠼⠃⠚⠃⠋⠠⠤⠼⠃⠚⠉⠚"),
    ("7.3 ellipsis", "so…", "⠎⠕⠲⠲⠲", "⠎⠲⠲⠲"),
    ("7.1 apostrophe", "the council’s", "⠞⠓⠑⠀⠉⠕⠥⠝⠉⠊⠇⠄⠎", "⠮⠀⠉⠳⠝⠉⠊⠇⠄⠎"),
    ("7.1 apostrophe", "residents’ views", "⠗⠑⠎⠊⠙⠑⠝⠞⠎⠄⠀⠧⠊⠑⠺⠎", "⠗⠑⠎⠊⠙⠢⠞⠎⠄⠀⠧⠊⠑⠺⠎"),
    ("7.6 quotation marks", "“this”", "⠦⠞⠓⠊⠎⠴", "⠦⠹⠴"),
    ("7.6 single ones", "‘quotes’", "⠠⠦⠟⠥⠕⠞⠑⠎⠠⠴", "⠠⠦⠟⠥⠕⠞⠑⠎⠠⠴"),
    ("7.7 brackets", "[sic] (p. 5)", "⠨⠣⠎⠊⠉⠨⠜⠀⠐⠣⠏⠲⠀⠼⠑⠐⠜", "⠨⠣⠎⠊⠉⠨⠜⠀⠐⠣⠰⠏⠲⠀⠼⠑⠐⠜"),
    ("8.3 a capital", "The", "⠠⠞⠓⠑", "⠠⠮"),
    ("8.4 a word", "NHS’s", "⠠⠠⠝⠓⠎⠄⠎", "⠠⠠⠝⠓⠎⠄⠎"),
    ("8.5 a passage", "READ THE NOTE now", "⠠⠠⠠⠗⠑⠁⠙⠀⠞⠓⠑⠀⠝⠕⠞⠑⠠⠄⠀⠝⠕⠺",
     "⠠⠠⠠⠗⠂⠙⠀⠮⠀⠝⠕⠞⠑⠠⠄⠀⠝⠪"),
    ("8.5, 6.3 a passage with numbers", "LS1 4AP, WF10 5BH, BD1 1AB",
     "⠠⠠⠠⠇⠎⠼⠁⠀⠼⠙⠰⠁⠏⠂⠀⠺⠋⠼⠁⠚⠀⠼⠑⠰⠃⠓⠂⠀⠃⠙⠼⠁⠀⠼⠁⠰⠁⠃⠠⠄",
     "⠠⠠⠠⠇⠎⠼⠁⠀⠼⠙⠰⠁⠏⠂⠀⠺⠋⠼⠁⠚⠀⠼⠑⠰⠃⠓⠂⠀⠃⠙⠼⠁⠀⠼⠁⠰⠁⠃⠠⠄"),
    ("10.1 wordsigns", "people can do it", "⠏⠑⠕⠏⠇⠑⠀⠉⠁⠝⠀⠙⠕⠀⠊⠞", "⠏⠀⠉⠀⠙⠀⠭"),
    ("10.9 shortforms", "about children", "⠁⠃⠕⠥⠞⠀⠉⠓⠊⠇⠙⠗⠑⠝", "⠁⠃⠀⠡⠝"),
    ("10.12 addresses", "www.the-town.uk", "⠺⠺⠺⠲⠞⠓⠑⠤⠞⠕⠺⠝⠲⠥⠅", "⠺⠺⠺⠲⠞⠓⠑⠤⠞⠕⠺⠝⠲⠥⠅"),
    ("6.2 a number with a letter", "4A.1", "⠼⠙⠠⠁⠲⠼⠁", "⠼⠙⠠⠁⠲⠼⠁"),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "words", "one", "two"), KNOWN, ids=[k[0] for k in KNOWN])
def test_words_are_written_as_the_rulebook_has_them(clause, words, one, two):
    assert (Ueb(1, MARKS).write(words), Ueb(2, MARKS).write(words)) == (one, two)
    assert can_be_read(one, words, 1)
    assert can_be_read(two, words, 2)


def test_words_of_another_language_are_not_contracted():  # 13.5
    runs = Run("the "), Run("Croeso i bawb", UNCONTRACTED), Run(" and")
    assert Ueb(2, MARKS).write_runs(runs) == "⠮⠀⠠⠉⠗⠕⠑⠎⠕⠀⠊⠀⠃⠁⠺⠃⠀⠯"


def test_stress_and_importance_have_indicators():  # 9.3, 9.4
    runs = Run("a "), Run("good", ITALIC), Run(" and "), Run("one whole thing", BOLD)
    assert Ueb(2, MARKS).write_runs(runs) == "⠁⠀⠨⠂⠛⠙⠀⠯⠀⠘⠶⠐⠕⠀⠱⠕⠇⠑⠀⠹⠬⠘⠄"


@pytest.mark.parametrize(
    ("runs", "cells"),
    [
        ((Run("a "), Run("one whole thing", ITALIC), Run(", b")),
         "⠁⠀⠨⠶⠕⠝⠑⠀⠺⠓⠕⠇⠑⠀⠞⠓⠊⠝⠛⠂⠨⠄⠀⠃"),
        ((Run("a ("), Run("one whole thing", BOLD), Run(").")),
         "⠁⠀⠘⠶⠐⠣⠕⠝⠑⠀⠺⠓⠕⠇⠑⠀⠞⠓⠊⠝⠛⠐⠜⠲⠘⠄"),
        ((Run("a "), Run("whole thing", ITALIC), Run(", b")),
         "⠁⠀⠨⠂⠺⠓⠕⠇⠑⠀⠨⠂⠞⠓⠊⠝⠛⠨⠄⠂⠀⠃"),
    ],
)  # fmt: skip
def test_a_passage_takes_in_the_punctuation_around_it(runs, cells):  # 9.7
    assert Ueb(1, MARKS).write_runs(runs) == cells


def characters(*ranges):
    chars = (chr(code) for first, last in ranges for code in range(first, last))
    return [char for char in chars if unicodedata.category(char)[0] in "LNPS"]


EUROPEAN = [*characters((0xC0, 0x180), (0x1E80, 0x1E86), (0xFB00, 0xFB07)), "ẞ", "ỳ", "Ỳ"]
OTHERS = characters(
    (0x21, 0xC0), (0x180, 0x250), (0x370, 0x400), (0x1E00, 0x1F00), (0x2010, 0x2060),
    (0x20A0, 0x20C0), (0x2100, 0x2150), (0x2190, 0x2300), (0x25A0, 0x27C0),
)  # fmt: skip
LOST = {"\u03f4"}
"""A theta as a symbol: its small letter is the Greek one."""


def unread(words, grade, style=0):
    runs = (Run("x "), Run(words, style), Run(" y"))
    cells = Ueb(grade, {}).write_runs(runs)
    return [] if can_be_read(cells, f"x {words} y", grade) else [words]


@pytest.mark.parametrize(("grade", "style"), [(1, 0), (2, BOLD), (2, ITALIC)])
def test_every_european_letter_is_read_back_in_any_place(grade, style):
    lost = []
    for letter in EUROPEAN:
        lost += unread(f"{letter} {letter}dipus a{letter}b, {letter}", grade, style)
        if letter.isupper():
            lost += unread(f"A{letter}B and THE {letter}STER IS HERE", grade, style)
    assert lost == []


@pytest.mark.slow
def test_every_sign_is_read_back_or_named():
    assert [char for char in OTHERS if unread(char, 2) and char not in LOST] == []


def test_a_call_is_a_raised_number_that_nothing_runs_into():  # 11.4, 5.3
    runs = Run("it "), Run("12", CALL), Run("3", CALL), Run("a")
    assert Ueb(2, MARKS).write_runs(runs) == "⠊⠞⠰⠔⠼⠁⠃⠰⠔⠼⠉⠰⠁"


def test_marks_that_ueb_lacks_are_assigned_and_remembered():
    ueb = Ueb(2, MARKS)
    assert ueb.write("Żęć") == "⠠⠘⠲⠵⠘⠤⠑⠘⠌⠉"
    assert ueb.used == set(MARKS)


def test_what_has_no_sign_is_named_and_remembered():
    ueb = Ueb(2, MARKS)
    assert ueb.write("5‰") == "⠼⠑⠈⠨⠣⠏⠑⠗⠤⠍⠊⠇⠇⠑⠤⠎⠊⠛⠝⠈⠨⠜"
    assert ueb.named == {"‰"}


def test_another_code_writes_all_of_a_text_or_nothing():
    assert write_code("Pl-Pl-g1.utb", "Zażółć 24.") == "⠨⠵⠁⠯⠬⠣⠩⠀⠼⠃⠙⠄"
    assert write_code("Pl-Pl-g1.utb", "Zażółć ‰") == ""
