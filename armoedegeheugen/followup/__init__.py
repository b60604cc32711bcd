"""What came of a recommendation: who said what about it, whether people were told, who copied it.

Read in this order: choices (the words), state (what follows from them, pure), reading (from the
database, in few queries), permissions (who may add), forms and views (adding), reminders (asking).
Invariant: what was said stays said. The newest of each side counts, and nothing is overwritten.
"""
