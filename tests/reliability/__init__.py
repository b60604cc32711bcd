"""Fault tests: what is killed, stopped, rolled back or overtaken, and what the index holds then.

In `make test` in a short form; `make reliability` runs them in full and writes what was measured to
docs/reliability.md.
"""
