"""What editors look back on: a report a file, shown and exported by Wagtail's own report view."""
