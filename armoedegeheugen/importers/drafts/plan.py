"""Decide what to do with an imported item: a new draft, one more source, or nothing.

Invariant: a plan never changes what an editor wrote, and planning twice for the same input gives
nothing to do the second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from .duplicates import Fingerprint


class State(Enum):
    """The state of a known item."""

    # A draft as the importer left it.
    UNTOUCHED = "untouched"
    EDITED = "edited"
    # Locked, or in a workflow.
    BUSY = "busy"
    PUBLISHED = "published"


@dataclass(frozen=True)
class ExistingItem:
    """An item that exists already."""

    page_id: int | None
    title: str
    state: State
    # Of its text as it is now, and as it was first.
    fingerprints: tuple[Fingerprint, ...]
    # Title and address of each source.
    sources: frozenset[tuple[str, str]] = frozenset()
    # The sections that have text.
    filled: frozenset[str] = frozenset()

    def is_same(self, other: Fingerprint) -> bool:
        """Tell if it is the item that was read.

        A published item also needs the same text: one that was written anew about the same
        practice is another item.
        """
        if self.state is State.PUBLISHED:
            return any(mine.same(other) and mine.same_text(other) for mine in self.fingerprints)
        return any(mine.same(other) for mine in self.fingerprints)


@dataclass(frozen=True)
class Plan:
    """The decision on one item."""

    # Its index among the existing items; None for a new draft.
    known: int | None
    add_source: bool
    # Empty sections of an untouched draft that this source has.
    fill: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The result of one item."""

    # Its index among the existing items.
    known: int
    page_id: int | None
    plan: Plan


@dataclass(frozen=True)
class Nouns:
    """The words for what is imported, in the Dutch notes."""

    this: str = "Deze kaart"
    alike: str = "een gepubliceerde kaart die"
    same: str = "Dezelfde praktijk als een eerdere bron"


def decide(
    fingerprint: Fingerprint,
    source: tuple[str, str],
    known: Sequence[ExistingItem],
    has: Sequence[str] = (),
    nouns: Nouns = Nouns(),
) -> Plan:
    """Decide what to do with an item that was read.

    Args:
        fingerprint: Its fingerprint.
        source: Title and address of where it was read.
        known: The items that exist.
        has: The names of its sections that have text.
        nouns: The words for it in the notes.
    """
    index = next((i for i, other in enumerate(known) if other.is_same(fingerprint)), None)
    if index is None:
        return Plan(None, True, notes=_alike(fingerprint, known, nouns))
    other = known[index]
    listed = source in other.sources
    if other.state is State.PUBLISHED:
        note = f"{nouns.this} is al gepubliceerd: er is niets veranderd."
        return Plan(index, False, notes=(note,))
    if listed:
        return Plan(index, False, notes=("Dit ontwerp bestond al: er is niets veranderd.",))
    if other.state is State.BUSY:
        note = "Dit ontwerp is vergrendeld of wordt nagekeken: de bron is niet toegevoegd."
        return Plan(index, False, notes=(note,))
    untouched = other.state is State.UNTOUCHED
    fill = tuple(name for name in has if name not in other.filled) if untouched else ()
    return Plan(index, True, fill, _added(other.state, fill, nouns))


def _alike(
    fingerprint: Fingerprint, known: Sequence[ExistingItem], nouns: Nouns
) -> tuple[str, ...]:
    """Return a note that names the published items that may be about the same."""
    titles = [
        f"‘{other.title}’"
        for other in known
        if other.state is State.PUBLISHED
        and any(mine.same(fingerprint) for mine in other.fingerprints)
    ]
    note = f"Er is al {nouns.alike} hierop lijkt: {', '.join(titles)}."
    return (note,) if titles else ()


def _added(state: State, fill: Sequence[str], nouns: Nouns) -> tuple[str, ...]:
    if state is State.EDITED:
        return ("Een redacteur werkte al aan dit ontwerp: alleen de bron is toegevoegd.",)
    note = f"{nouns.same}: die bron blijft, deze is erbij gezet."
    if fill:
        return (note, f"Uit deze bron aangevuld: {', '.join(fill)}.")
    return (note,)


def after(known: ExistingItem, plan: Plan, source: tuple[str, str]) -> ExistingItem:
    """Return the known item once the plan is carried out."""
    if not plan.add_source:
        return known
    return replace(
        known, sources=known.sources | {source}, filled=known.filled | frozenset(plan.fill)
    )
