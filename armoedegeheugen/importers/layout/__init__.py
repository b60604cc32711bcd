"""Rebuild paragraphs, headings and lists from the lines of a page."""
