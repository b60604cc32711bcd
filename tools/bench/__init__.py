"""Measure speed: `make bench`. Nothing here is a test, so nothing fails when it is slow."""
