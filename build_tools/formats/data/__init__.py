"""JSON and CSV, read strictly: a name given twice or a row too short is unreadable."""
