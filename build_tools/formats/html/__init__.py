"""Markup → units: what the editions that are made of HTML have in common.

    article.py  an `article`, block by block → units
    words.py    inlines → words, links, languages, numbers and calls of notes

How an edition's links are told, and in which order its pages are read, is the edition's own.
"""
