"""Correct what optical character recognition misread."""
