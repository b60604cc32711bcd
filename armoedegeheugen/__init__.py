"""The memory itself: items, follow-up, editors' tools, importers and pages."""
