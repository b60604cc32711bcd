"""Suggest titles and terms while a visitor types."""
