"""Braille files → print words: cells, lines, pages, and what they may say."""
