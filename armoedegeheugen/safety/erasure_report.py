"""Report what an erasure found (pure)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class ErasureReport:
    """The erased rows by kind, and the fields in which the person was found."""

    rows: Counter[str] = field(default_factory=Counter)
    fields: dict[str, set[str]] = field(default_factory=dict)
    # Places with initials, by kind of row and words: in how many rows. They are left as they are.
    possible: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, what: str, names: Iterable[str] = (), number: int = 1) -> None:
        """Count erased rows of one kind."""
        if number:
            self.rows[what] += number
            self.fields.setdefault(what, set()).update(names)
