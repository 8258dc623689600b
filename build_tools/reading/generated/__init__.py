"""Text that Tandem writes from metadata and registers, so that every edition carries it."""
