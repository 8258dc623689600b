"""Tandem publishes every edition of a public strategy together, from one source."""

__version__ = "0.5.0"
