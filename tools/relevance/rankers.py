"""Who answers: a question in, the first twenty items out, the best first."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from math import log

from django.test import Client
from wagtail.models import Page

from armoedegeheugen.models import KnowledgePage
from tools.relevance import content

DEPTH = 20

Ranker = Callable[[str], list[str]]


def ours() -> Ranker:
    """What a visitor gets of the API, on the engine of the settings: the results, and what follows
    them where they are few."""
    client, names = Client(), content.names()

    def rank(question: str) -> list[str]:
        answer = client.get("/api/v1/zoeken/", {"q": question, "per_pagina": DEPTH})
        assert answer.status_code == 200, answer.content
        told = answer.json()
        return [names[item["id"]] for item in (*told["resultaten"], *told["verwant"])]

    return rank


def wagtails() -> Ranker:
    """Wagtail's own search of pages in the database, as it comes. Knows no recommendations."""
    pages = Page.objects.live().public().type(KnowledgePage)

    def rank(question: str) -> list[str]:
        return [page.slug for page in pages.search(question)[:DEPTH]]

    return rank


def bm25(texts: Mapping[str, str], k1: float = 1.2, b: float = 0.75) -> Ranker:
    """Okapi BM25 over words in small letters: what a search engine does that knows no Dutch."""
    counts = {item: Counter(_words(text)) for item, text in texts.items()}
    lengths = {item: found.total() for item, found in counts.items()}
    average = sum(lengths.values()) / len(lengths)
    holders = Counter(word for found in counts.values() for word in found)

    def weight(word: str, item: str) -> float:
        times, held = counts[item][word], holders[word]
        rarity = log(1 + (len(counts) - held + 0.5) / (held + 0.5))
        return rarity * times * (k1 + 1) / (times + k1 * (1 - b + b * lengths[item] / average))

    def rank(question: str) -> list[str]:
        words = [word for word in set(_words(question)) if word in holders]
        scores = {item: sum(weight(word, item) for word in words) for item in counts}
        found = [item for item, score in scores.items() if score]
        return sorted(found, key=lambda item: (-scores[item], item))[:DEPTH]

    return rank


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
