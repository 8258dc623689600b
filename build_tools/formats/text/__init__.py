"""Plain text → paragraphs, and units by the marks of its specification."""
