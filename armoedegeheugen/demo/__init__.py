"""Create a site's first pages and, for a demonstration, its content and users.

Invariant: a run only adds what never existed. Whatever an editor changed, moved, renamed or deleted
stays that way.
"""
