"""The vocabulary of the public index: read by the worker, kept in the database, held by processes.

Invariant: it holds words of the public index alone, so what it offers gives nothing internal away.
It may be a little behind the index; whatever comes of it is asked of the index itself.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import lru_cache
from time import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.dutch.folding import fold

from ..engines import engine
from ..engines.protocol import Audience, Hit, Query
from ..facets import labels
from ..facets.labels import Labels
from ..models import Tick, Vocabulary
from . import cache_versions
from .spelling import LONGEST, NONE, SHORTEST, Lexicon, is_word

PAUSE = timedelta(milliseconds=10)
"""Between two readings, for each item: what costs half a minute is not done every minute."""

MOST_TERMS, MOST_WRITTEN = 150_000, 40_000
"""The most used are kept: a process holds them in some megabytes and looks through them in a
millisecond."""


def current(numbers: Mapping[str, int]) -> Lexicon:
    """The words of these editions (`editions.numbers()`); none while nothing was read."""
    number = numbers.get(cache_versions.VOCABULARY)
    return _read(number) if number else NONE


def refresh(*, now: bool = False) -> bool:
    """Read the words of the public index, if it changed since and not just a moment ago (`now`: at
    once). Raises `EngineUnavailable`."""
    tick = Tick.objects.values_list("value", flat=True).first() or 0
    held = Vocabulary.objects.defer("packed").first()
    if held and not now and (held.tick == tick or _is_young(held)):
        return False
    found = gather(engine().scan(Audience.PUBLIC, Query(now=int(time()))), labels.current())
    values = {"tick": tick, "documents": found.documents, "packed": pack(found)}
    with transaction.atomic():
        Vocabulary.objects.update_or_create(slot=1, defaults=values)
        cache_versions.renew(cache_versions.VOCABULARY)
    return True


def gather(hits: Iterable[Hit], names: Labels) -> Lexicon:
    """Which words stand in how many of these items, parts of compounds among them."""
    documents, having, surfaces = 0, Counter[str](), Counter[str]()
    analysed: dict[str, tuple[str, ...]] = {}
    for hit in hits:
        documents += 1
        words = set(analyzer.TOKEN.findall(_text(hit.payload, names)))
        surfaces.update(words)
        for word in words - analysed.keys():
            found = analyzer.analyse(word)
            analysed[word] = (found.term, *found.parts)
        having.update({term for word in words for term in analysed[word]})
    terms, known = dict(having.most_common(MOST_TERMS)), _known(names)
    return Lexicon(documents, terms, _written(surfaces, known), known)


def pack(lexicon: Lexicon) -> bytes:
    held = [lexicon.documents, lexicon.having, lexicon.written, sorted(lexicon.names)]
    return zlib.compress(json.dumps(held, ensure_ascii=False).encode())


def unpack(packed: bytes) -> Lexicon:
    documents, having, written, names = json.loads(zlib.decompress(packed))
    return Lexicon(documents, having, written, frozenset(names))


@lru_cache(maxsize=1)
def _read(number: int) -> Lexicon:
    held = Vocabulary.objects.first()
    return unpack(bytes(held.packed)) if held else NONE


def _is_young(held: Vocabulary) -> bool:
    return timezone.now() - held.made_at < held.documents * PAUSE


def _text(payload: Mapping[str, Any], names: Labels) -> str:
    """What can be read of an item, the names by which it is filed included."""
    keys = [*payload["gemeente"], payload["provincie"], payload["plaats"], *payload["themas"]]
    keys += [*payload["doelgroepen"], *payload["verenigingen"], payload["trede"]]
    known = [names.former.get(key) or _named(names, key) for key in keys if key]
    return "\n".join([payload["titel"], payload["samenvatting"], payload["tekst"], *known])


def _named(names: Labels, key: str) -> str:
    found = (of.get(key) for of in names.names.values())
    return next((name for name in found if name), "")


def _known(names: Labels) -> frozenset[str]:
    """The words of all names of places, also of those that no item is about."""
    places = (*names.names["gemeente"].values(), *names.names["provincie"].values())
    found = " ".join((*places, *names.former.values()))
    return frozenset(
        fold(piece) for word in analyzer.TOKEN.findall(found) for piece in word.split("-")
    )


def _written(surfaces: Counter[str], names: frozenset[str]) -> dict[str, str]:
    """Each word as it is mostly written; in small letters where Dutch has it or some text writes it
    so, since a capital may be that of a sentence."""
    best: dict[str, str] = {}
    for surface, _ in surfaces.most_common():
        plain = surface.isalpha() and SHORTEST <= len(surface) <= LONGEST
        if not plain or analyzer.is_function_word(analyzer.analyse(surface).term):
            continue
        folded = fold(surface)
        common = folded not in names and is_word(surface)
        held = best.get(folded)
        if not held and len(best) >= MOST_WRITTEN:
            continue
        if not held or (surface.islower() and not held.islower()):
            best[folded] = surface.lower() if common else surface
    return best
