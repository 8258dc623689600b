"""Parity: every edition carries the same words in the same order."""
