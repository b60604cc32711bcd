"""Propose themes, place, method and rung for an article, for an editor to decide.

Invariant: words of the article point to every proposal, and the proposal names those words as the
article has them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..gazetteer import Gazetteer, Place
from .article import Article

# A word in the title counts as this many words of the text, in a heading as half of that.
TITLE_FACTOR = 4
# A term with fewer words in the text is not proposed.
MIN_WEIGHT = 3
# Share of the weight of the strongest term; less is a mere mention.
MIN_SHARE = 0.25
MAX_THEMES, MAX_METHODS, MAX_TARGET_GROUPS = 4, 3, 3
# The first rung must weigh this many times the second.
MIN_LEAD = 1.25
# A kind of term (theme, method, ladder_level, target_group) and a slug.
Key = tuple[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """The names of terms by slug, for each kind of term."""

    terms: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Proposal:
    """A term, and the words of the article that point to it."""

    slug: str
    name: str
    # As the article writes them, the most frequent first.
    words: tuple[str, ...]


@dataclass(frozen=True)
class Proposals:
    """All proposals for an article."""

    themes: tuple[Proposal, ...] = ()
    methods: tuple[Proposal, ...] = ()
    target_groups: tuple[Proposal, ...] = ()
    ladder_level: Proposal | None = None
    place: Place | None = None
    place_words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def propose(article: Article, vocabulary: Vocabulary, places: Gazetteer) -> Proposals:
    """Return the proposals for an article."""
    title = article.metadata.title
    headings = [section.heading.text for section in article.sections if section.heading]
    body = [part.content.text for section in article.sections for part in section.parts]
    text = "\n".join([*body, article.metadata.teaser])
    ranked = {
        kind: _ranked(kind, names, title, headings, text)
        for kind, names in vocabulary.terms.items()
    }
    place, rivals = places.spoken_of(title, "\n".join([*headings, text]))
    notes = []
    if rivals:
        notes.append(f"Welke plaats is het? Er is sprake van {', '.join(rivals)}.")
    return Proposals(
        themes=_strongest(ranked.get("theme", []), MAX_THEMES),
        methods=_strongest(ranked.get("method", []), MAX_METHODS, min_weight=1),
        target_groups=_strongest(ranked.get("target_group", []), MAX_TARGET_GROUPS),
        ladder_level=_clearest(ranked.get("ladder_level", [])),
        place=place,
        place_words=_place_words(place, f"{title}\n{text}"),
        notes=tuple(notes),
    )


Ranked = list[tuple[float, Proposal]]


def _ranked(
    kind: str, names: Mapping[str, str], title: str, headings: Sequence[str], text: str
) -> Ranked:
    ranked: Ranked = []
    for slug, name in names.items():
        pattern = _pattern(kind, slug, name)
        words = Counter(match[0].lower() for match in pattern.finditer(text))
        weight = float(sum(words.values()))
        headlines = [(title, TITLE_FACTOR), *((heading, TITLE_FACTOR / 2) for heading in headings)]
        for headline, factor in headlines:
            counts = Counter(match[0].lower() for match in pattern.finditer(headline))
            words += counts
            weight += factor * sum(counts.values())
        if weight:
            most_common = tuple(word for word, _ in words.most_common(5))
            ranked.append((weight, Proposal(slug, name, most_common)))
    return sorted(ranked, key=lambda pair: -pair[0])


def _strongest(ranked: Ranked, limit: int, min_weight: int = MIN_WEIGHT) -> tuple[Proposal, ...]:
    if not ranked:
        return ()
    threshold = max(min_weight, ranked[0][0] * MIN_SHARE)
    return tuple(proposal for weight, proposal in ranked if weight >= threshold)[:limit]


def _clearest(ranked: Ranked) -> Proposal | None:
    if not ranked or ranked[0][0] < 2:
        return None
    if len(ranked) > 1 and ranked[0][0] < MIN_LEAD * ranked[1][0]:
        return None
    return ranked[0][1]


def _place_words(place: Place | None, text: str) -> tuple[str, ...]:
    if place is None:
        return ()
    pattern = re.compile(rf"(?:\w+\s+)?{re.escape(place.name)}\w*")
    return tuple(dict.fromkeys(match[0] for match in pattern.finditer(text)))[:4]


@cache
def _cues() -> dict[Key, tuple[str, ...]]:
    text = Path(__file__).with_name("cues.txt").read_text(encoding="utf-8")
    cues: dict[Key, tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            term, _, words = line.partition(":")
            kind, slug = term.split()
            cues[kind, slug] = tuple(words.split())
    return cues


@cache
def _pattern(kind: str, slug: str, name: str) -> re.Pattern[str]:
    alternatives = [_name_pattern(name), *map(_cue_pattern, _cues().get((kind, slug), ()))]
    return re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)


def _name_pattern(name: str) -> str:
    """Return a pattern for the name of a term; of a short name only the word itself counts."""
    words = re.escape(name.lower()).replace(r"\ ", r"\s+")
    return rf"{words}\w*" if len(name) > 6 else rf"{words}\b"


def _cue_pattern(cue: str) -> str:
    if cue.endswith("."):
        return rf"{_spaced(cue[:-1])}\b"
    return rf"{_spaced(cue)}\w*"


def _spaced(cue: str) -> str:
    return r"\s+".join(re.escape(part) for part in cue.split("."))


def as_rows(proposals: Iterable[Proposal]) -> list[dict[str, object]]:
    """Return proposals as rows of the report."""
    return [{"name": each.name, "slug": each.slug, "words": list(each.words)} for each in proposals]
