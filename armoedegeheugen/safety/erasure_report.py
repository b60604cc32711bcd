"""What an erasing found, as it is told to whoever asked for it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class ErasureReport:
    """What was found and erased: by kind of thing, how many, and in which fields."""

    rows: Counter[str] = field(default_factory=Counter)
    fields: dict[str, set[str]] = field(default_factory=dict)

    def note(self, what: str, names: Iterable[str] = (), number: int = 1) -> None:
        if number:
            self.rows[what] += number
            self.fields.setdefault(what, set()).update(names)
