"""Answer search requests as page, JSON, Atom and CSV."""
