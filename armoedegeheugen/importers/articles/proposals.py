"""What an article seems to be about, each with the words that led there; an editor decides.

Invariant: nothing is proposed that no word of the article points to, and every proposal names those
words as the article has them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..gazetteer import Gazetteer, Place
from .article import Article

TITLE_FACTOR = 4
"""How many times more a word counts in the title, and half of that in a heading."""
MIN_WEIGHT = 3
MIN_SHARE = 0.25
"""Of the weight of the strongest; less is a mere mention."""
MAX_THEMES, MAX_METHODS, MAX_TARGET_GROUPS = 4, 3, 3
MIN_LEAD = 1.25
"""How many times more the first rung must weigh than the second."""
Key = tuple[str, str]
"""A kind (theme, method, rung, group) and a slug."""


@dataclass(frozen=True)
class Vocabulary:
    """Slug → name, by kind."""

    terms: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Proposal:
    slug: str
    name: str
    words: tuple[str, ...]
    """As the article writes them, the most frequent first."""


@dataclass(frozen=True)
class Proposals:
    themes: tuple[Proposal, ...] = ()
    methods: tuple[Proposal, ...] = ()
    target_groups: tuple[Proposal, ...] = ()
    ladder_level: Proposal | None = None
    place: Place | None = None
    place_words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def propose(article: Article, vocabulary: Vocabulary, places: Gazetteer) -> Proposals:
    title = article.metadata.title
    headings = [section.heading.text for section in article.sections if section.heading]
    body = [part.content.text for section in article.sections for part in section.parts]
    text = "\n".join([*body, article.metadata.teaser])
    found = {
        kind: _ranked(kind, names, title, headings, text)
        for kind, names in vocabulary.terms.items()
    }
    place, rivals = places.spoken_of(title, "\n".join([*headings, text]))
    notes = []
    if rivals:
        notes.append(f"Welke plaats is het? Er is sprake van {', '.join(rivals)}.")
    return Proposals(
        themes=_strong(found.get("theme", []), MAX_THEMES),
        methods=_strong(found.get("method", []), MAX_METHODS, least=1),
        target_groups=_strong(found.get("target_group", []), MAX_TARGET_GROUPS),
        ladder_level=_clearest(found.get("ladder_level", [])),
        place=place,
        place_words=_place_words(place, f"{title}\n{text}"),
        notes=tuple(notes),
    )


Ranked = list[tuple[float, Proposal]]


def _ranked(
    kind: str, names: Mapping[str, str], title: str, headings: Sequence[str], text: str
) -> Ranked:
    found: Ranked = []
    for slug, name in names.items():
        pattern = _pattern(kind, slug, name)
        words = Counter(match[0].lower() for match in pattern.finditer(text))
        weight = float(sum(words.values()))
        for part, times in [(title, TITLE_FACTOR), *((one, TITLE_FACTOR / 2) for one in headings)]:
            here = Counter(match[0].lower() for match in pattern.finditer(part))
            words += here
            weight += times * sum(here.values())
        if weight:
            listed = tuple(word for word, _ in words.most_common(5))
            found.append((weight, Proposal(slug, name, listed)))
    return sorted(found, key=lambda pair: -pair[0])


def _strong(found: Ranked, most: int, least: int = MIN_WEIGHT) -> tuple[Proposal, ...]:
    if not found:
        return ()
    enough = max(least, found[0][0] * MIN_SHARE)
    return tuple(proposal for weight, proposal in found if weight >= enough)[:most]


def _clearest(found: Ranked) -> Proposal | None:
    if not found or found[0][0] < 2:
        return None
    if len(found) > 1 and found[0][0] < MIN_LEAD * found[1][0]:
        return None
    return found[0][1]


def _place_words(place: Place | None, text: str) -> tuple[str, ...]:
    if place is None:
        return ()
    near = re.compile(rf"(?:\w+\s+)?{re.escape(place.name)}\w*")
    return tuple(dict.fromkeys(match[0] for match in near.finditer(text)))[:4]


@cache
def _cues() -> dict[Key, tuple[str, ...]]:
    text = Path(__file__).with_name("cues.txt").read_text(encoding="utf-8")
    found: dict[Key, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            named, _, words = line.partition(":")
            kind, slug = named.split()
            found[kind, slug] = tuple(words.split())
    return found


@cache
def _pattern(kind: str, slug: str, name: str) -> re.Pattern[str]:
    ways = [_lenient(name), *map(_cue, _cues().get((kind, slug), ()))]
    return re.compile(rf"\b(?:{'|'.join(ways)})", re.IGNORECASE)


def _lenient(name: str) -> str:
    """The name of a term, plurals included; *werk* alone would be in everything."""
    words = re.escape(name.lower()).replace(r"\ ", r"\s+")
    return rf"{words}\w*" if len(name) > 6 else rf"{words}\b"


def _cue(cue: str) -> str:
    if cue.endswith("."):
        return rf"{_spaced(cue[:-1])}\b"
    return rf"{_spaced(cue)}\w*"


def _spaced(cue: str) -> str:
    return r"\s+".join(re.escape(part) for part in cue.split("."))


def as_rows(proposals: Iterable[Proposal]) -> list[dict[str, object]]:
    """For the report."""
    return [{"name": one.name, "slug": one.slug, "words": list(one.words)} for one in proposals]
