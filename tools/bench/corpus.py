"""Generate items from a seed, with realistic Dutch words, text lengths and facet values.

Sentences are analysed once and then combined, so that a million documents take minutes. Word
frequencies, and with them the sizes of posting lists, follow Zipf's law as in real text.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from armoedegeheugen.dutch import analyzer
from search.engines.protocol import Document, Put
from search.fields import BEGINNINGS, UNKNOWN
from search.index import edge_ngrams
from search.index.documents import FAR_FUTURE

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = 20_261_124
SENTENCES = 6_000
# In one of twelve sentences, so in most bodies: the largest posting list.
COMMON_WORD = "huis"
# In one of six hundred sentences, so in about one of forty bodies.
COMMON_PHRASE = "samen met"

# Ordinals of 2015-01-01 and 2026-11-24.
FIRST_DAY, LAST_DAY = 735_599, 739_944
# Room below each day for the number of a document, which decides the order within a day.
_DAY_SHIFT = 2**40


@dataclass(frozen=True)
class Sentence:
    """A sentence with the terms of its analysis."""

    text: str
    terms: str
    parts: str
    begin: str


class Skewed:
    """Draw values with falling frequency: the value at rank r has weight 1/(r+2)."""

    def __init__(self, values: Sequence[str]) -> None:
        self.values = list(values)
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.values))))

    def draw(self, rnd: random.Random, count: int = 1) -> list[str]:
        """Return `count` values, with repetition."""
        return rnd.choices(self.values, cum_weights=self.weights, k=count)


class Generator:
    """Generate documents; the same seed gives the same documents."""

    def __init__(self, seed: int = SEED) -> None:
        self.rnd = random.Random(seed)
        self.words = Skewed(vocabulary(self.rnd))
        self.sentences = [self._sentence(number) for number in range(SENTENCES)]
        self.keys = {name: Skewed(values) for name, values in facet_keys().items()}
        self.parents = theme_parents()

    def documents(self, count: int) -> Iterator[Document]:
        """Yield `count` documents."""
        for number in range(count):
            yield self.document(number)

    def puts(self, count: int, version: int = 1) -> Iterator[Put]:
        """Yield `count` documents to write."""
        for document in self.documents(count):
            yield Put(document, version)

    def document(self, number: int) -> Document:
        """Return the next document, with this number in its id."""
        rnd = self.rnd
        title, summary = rnd.choice(self.sentences), rnd.choice(self.sentences)
        body = rnd.choices(self.sentences, k=max(3, int(rnd.gauss(14, 6))))
        keys = self._keys()
        day = rnd.randint(FIRST_DAY, LAST_DAY)
        kind = keys["soort"][0]
        return Document(
            id=f"{kind}-{number}",
            texts={
                "titel": title.terms,
                "samenvatting": summary.terms,
                "namen": " ".join(analyzer.terms(key) for key in keys["gemeente"] + keys["thema"]),
                "tekst": " ".join(sentence.terms for sentence in body),
                "delen": " ".join(sentence.parts for sentence in (title, summary, *body)),
                BEGINNINGS: title.begin,
            },
            keys=keys,
            newest=day * _DAY_SHIFT + _DAY_SHIFT - 1 - number,
            oldest=day * _DAY_SHIFT + number,
            title=f"{title.terms}\x1f{number:08}",
            visible_from=0,
            visible_until=FAR_FUTURE,
            payload=payload(number, title, summary, body, keys),
        )

    def _sentence(self, number: int) -> Sentence:
        words = self.words.draw(self.rnd, max(4, int(self.rnd.gauss(12, 4))))
        if number % 12 == 0:
            words.insert(1, COMMON_WORD)
        if number % 600 == 7:
            words[2:2] = COMMON_PHRASE.split()
        text = " ".join(words).capitalize() + "."
        analyses = analyzer.analyse_text(text)
        return Sentence(
            text,
            analyzer.joined_terms(analyses),
            analyzer.joined_parts(analyses),
            edge_ngrams.terms(text),
        )

    def _keys(self) -> dict[str, tuple[str, ...]]:
        rnd = self.rnd
        keys = {}
        for name, skewed in self.keys.items():
            maximum = {"thema": 3, "doelgroep": 2, "vereniging": 2, "hindernis": 3}.get(name, 1)
            values = skewed.draw(rnd, rnd.randint(1, maximum))
            keys[name] = tuple(dict.fromkeys(values)) if rnd.random() > 0.05 else (UNKNOWN,)
        lineage = [key for slug in keys["thema"] for key in (slug, self.parents.get(slug, slug))]
        return {**keys, "thema": tuple(dict.fromkeys(lineage)), "soort": (keys["soort"][0],)}


def payload(
    number: int,
    title: Sentence,
    summary: Sentence,
    body: list[Sentence],
    keys: dict[str, tuple[str, ...]],
) -> dict[str, object]:
    """Return the stored fields of a document."""
    return {
        "titel": title.text,
        "url": f"/items/{number}/",
        "samenvatting": summary.text,
        "tekst": " ".join(sentence.text for sentence in body),
        "gemeente": list(keys["gemeente"]),
        "provincie": keys["provincie"][0],
        "plaats": keys["gemeente"][0],
        "themas": list(keys["thema"]),
        "trede": keys["trede"][0],
        "doelgroepen": list(keys["doelgroep"]),
        "verenigingen": list(keys["vereniging"]),
        "datum": "2024-01-01",
        "voorbeeld": True,
        "intern": False,
        "ouder": "",
    }


def vocabulary(rnd: random.Random, size: int = 20_000) -> list[str]:
    """Return the words of the demo content by falling frequency, then compounds of them."""
    text = "".join(path.read_text() for path in sorted((ROOT / "fixtures/demo").glob("*.json")))
    counts: dict[str, int] = {}
    for word in re.findall(r"[a-zà-ÿ]{2,}", text.lower()):
        counts[word] = counts.get(word, 0) + 1
    words = sorted(counts, key=lambda word: (-counts[word], word))
    long_words = [word for word in words if len(word) > 4]
    while len(words) < size:
        words.append(rnd.choice(long_words) + rnd.choice(long_words))
    return words


def facet_keys() -> dict[str, list[str]]:
    """Return the keys of each facet from the real vocabularies, most frequent first."""
    return {
        "soort": ["aanbeveling", "praktijk", "advies", "dossier"],
        "thema": _slugs("themes"),
        "gemeente": [slug for slug in _slugs("municipalities") if slug][:304],
        "provincie": _slugs("provinces"),
        "trede": _slugs("ladder"),
        "doelgroep": _slugs("target_groups"),
        "vereniging": [f"vereniging-{number}" for number in range(58)],
        "hindernis": _slugs("hindrance_kinds"),
        "jaar": [str(year) for year in range(2026, 2014, -1)],
    }


def theme_parents() -> dict[str, str]:
    """Return the slug of the parent of each theme that has one."""
    return {item["slug"]: item["parent"] for item in _items("themes") if item.get("parent")}


def _slugs(name: str) -> list[str]:
    return [item["slug"] for item in _items(name) if not item.get("successor")]


def _items(name: str) -> list[dict[str, str]]:
    items: list[dict[str, str]] = json.loads(
        (ROOT / f"fixtures/vocabularies/{name}.json").read_text()
    )["items"]
    return items
