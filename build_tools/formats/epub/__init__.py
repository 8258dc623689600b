"""EPUB → its documents, their units, the contents and the marks of printed pages."""
