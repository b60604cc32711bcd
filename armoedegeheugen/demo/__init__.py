"""What a site starts with: its tree of pages and, for a demonstration, content and log-ins.

Invariant: a run adds what was never there. What an editor changed, moved, renamed or deleted stays
changed, moved, renamed or deleted.
"""
