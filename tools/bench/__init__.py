"""Figures about speed: `make bench`. Nothing here is a test with a time limit."""
