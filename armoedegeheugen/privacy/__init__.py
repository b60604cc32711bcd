"""Detect personal data in text."""
