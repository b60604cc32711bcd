"""Provide the rankers: each returns the first twenty items for a question, the best first."""

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
    """Return the ranker of this portal: the results of the API, then its related items."""
    client, names = Client(), content.names()

    def rank(question: str) -> list[str]:
        response = client.get("/api/v1/zoeken/", {"q": question, "per_pagina": DEPTH})
        assert response.status_code == 200, response.content
        content = response.json()
        return [names[item["id"]] for item in (*content["resultaten"], *content["verwant"])]

    return rank


def wagtails() -> Ranker:
    """Return the ranker of Wagtail's database search, which finds pages only."""
    pages = Page.objects.live().public().type(KnowledgePage)

    def rank(question: str) -> list[str]:
        return [page.slug for page in pages.search(question)[:DEPTH]]

    return rank


def bm25(texts: Mapping[str, str], k1: float = 1.2, b: float = 0.75) -> Ranker:
    """Return a ranker with Okapi BM25 over lower-case words, without any knowledge of Dutch."""
    counts = {item: Counter(_words(text)) for item, text in texts.items()}
    lengths = {item: words.total() for item, words in counts.items()}
    average = sum(lengths.values()) / len(lengths)
    document_frequency = Counter(word for words in counts.values() for word in words)

    def weight(word: str, item: str) -> float:
        tf, df = counts[item][word], document_frequency[word]
        idf = log(1 + (len(counts) - df + 0.5) / (df + 0.5))
        return idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * lengths[item] / average))

    def rank(question: str) -> list[str]:
        words = [word for word in set(_words(question)) if word in document_frequency]
        scores = {item: sum(weight(word, item) for word in words) for item in counts}
        hits = [item for item, score in scores.items() if score]
        return sorted(hits, key=lambda item: (-scores[item], item))[:DEPTH]

    return rank


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
