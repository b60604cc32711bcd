"""What to do with a practice that was read: a new draft, one more source, or nothing.

Invariant: a plan never changes what an editor wrote, and planning twice for the same input gives
nothing to do the second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from .duplicates import Likeness


class State(Enum):
    UNTOUCHED = "untouched"
    """A draft as the importer left it."""
    EDITED = "edited"
    BUSY = "busy"
    """Locked, or with someone who judges it."""
    PUBLISHED = "published"


@dataclass(frozen=True)
class Known:
    """A card that the memory holds already."""

    page_id: int | None
    title: str
    state: State
    likenesses: tuple[Likeness, ...]
    """As it is now, and as it was first."""
    sources: frozenset[tuple[str, str]] = frozenset()
    """Title and address of each."""
    filled: frozenset[str] = frozenset()
    """The sections that have text."""

    def is_same(self, other: Likeness) -> bool:
        """A published card takes the place of a draft only if it has the same text: one that was
        written anew about the same practice is another card."""
        if self.state is State.PUBLISHED:
            return any(mine.same(other) and mine.same_text(other) for mine in self.likenesses)
        return any(mine.same(other) for mine in self.likenesses)


@dataclass(frozen=True)
class Plan:
    known: int | None
    """Its place among the known cards; None for a new draft."""
    add_source: bool
    fill: tuple[str, ...] = ()
    """Empty sections of an untouched draft that this source has."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """What became of one card."""

    known: int
    """Its place among the known cards."""
    page_id: int | None
    plan: Plan


@dataclass(frozen=True)
class Nouns:
    """How the sentences call what is imported."""

    this: str = "Deze kaart"
    alike: str = "een gepubliceerde kaart die"
    same: str = "Dezelfde praktijk als een eerdere bron"


def decide(
    like: Likeness,
    source: tuple[str, str],
    known: Sequence[Known],
    has: Sequence[str] = (),
    nouns: Nouns = Nouns(),
) -> Plan:
    """`has`: the names of the sections that have text in what was read."""
    index = next((i for i, other in enumerate(known) if other.is_same(like)), None)
    if index is None:
        return Plan(None, True, notes=_alike(like, known, nouns))
    other = known[index]
    listed = source in other.sources
    if other.state is State.PUBLISHED:
        said = f"{nouns.this} is al gepubliceerd: er is niets veranderd."
        return Plan(index, False, notes=(said,))
    if listed:
        return Plan(index, False, notes=("Dit ontwerp bestond al: er is niets veranderd.",))
    if other.state is State.BUSY:
        said = "Dit ontwerp is vergrendeld of wordt nagekeken: de bron is niet toegevoegd."
        return Plan(index, False, notes=(said,))
    untouched = other.state is State.UNTOUCHED
    fill = tuple(name for name in has if name not in other.filled) if untouched else ()
    return Plan(index, True, fill, _added(other.state, fill, nouns))


def _alike(like: Likeness, known: Sequence[Known], nouns: Nouns) -> tuple[str, ...]:
    """What is published that may be about the same."""
    titles = [
        f"‘{other.title}’"
        for other in known
        if other.state is State.PUBLISHED and any(mine.same(like) for mine in other.likenesses)
    ]
    said = f"Er is al {nouns.alike} hierop lijkt: {', '.join(titles)}."
    return (said,) if titles else ()


def _added(state: State, fill: Sequence[str], nouns: Nouns) -> tuple[str, ...]:
    if state is State.EDITED:
        return ("Een redacteur werkte al aan dit ontwerp: alleen de bron is toegevoegd.",)
    said = f"{nouns.same}: die bron blijft, deze is erbij gezet."
    if fill:
        return (said, f"Uit deze bron aangevuld: {', '.join(fill)}.")
    return (said,)


def after(known: Known, plan: Plan, source: tuple[str, str]) -> Known:
    """The known card once the plan is carried out."""
    if not plan.add_source:
        return known
    return replace(
        known, sources=known.sources | {source}, filled=known.filled | frozenset(plan.fill)
    )
