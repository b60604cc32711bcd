"""Tests of `armoedegeheugen/web`."""
