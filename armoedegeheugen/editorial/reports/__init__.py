"""Report on items, one report a file, with Wagtail's own report view."""
