"""Gather the words of the public index: read by the worker, stored in the database, cached.

Invariant: it has words of the public index alone, so no suggestion gives anything internal away. It
may be a little behind the index; every suggestion is checked against the index itself.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import lru_cache
from time import time

from django.db import transaction
from django.utils import timezone

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.dutch.folding import fold

from ..engines import engine
from ..engines.protocol import Audience, Hit, Query
from ..facets import labels
from ..facets.labels import Labels
from ..index.documents import Payload, payload
from ..models import Tick, Vocabulary
from . import cache_versions
from .spelling import LONGEST, NONE, SHORTEST, Lexicon, is_word

# Between two readings, for each item: what takes half a minute is not done every minute.
PAUSE = timedelta(milliseconds=10)

# The most used are kept: a process caches them in some megabytes and looks through them in a
# millisecond.
MOST_TERMS, MOST_WRITTEN = 150_000, 40_000


def current(versions: Mapping[str, int]) -> Lexicon:
    """Return the lexicon of these versions (`cache_versions.numbers()`); empty before the first."""
    number = versions.get(cache_versions.VOCABULARY)
    return _read(number) if number else NONE


def refresh(*, now: bool = False) -> bool:
    """Read the words of the public index anew, if it changed since.

    Args:
        now: Read at once, instead of some time after the last reading.

    Returns:
        Whether they were read.

    Raises:
        EngineUnavailable: They cannot be read now.
    """
    tick = Tick.objects.values_list("value", flat=True).first() or 0
    stored = Vocabulary.objects.defer("packed").first()
    if stored and not now and (stored.tick == tick or _is_young(stored)):
        return False
    lexicon = gather(engine().scan(Audience.PUBLIC, Query(now=int(time()))), labels.current())
    values = {"tick": tick, "documents": lexicon.documents, "packed": pack(lexicon)}
    with transaction.atomic():
        Vocabulary.objects.update_or_create(slot=1, defaults=values)
        cache_versions.renew(cache_versions.VOCABULARY)
    return True


def gather(hits: Iterable[Hit], names: Labels) -> Lexicon:
    """Return in how many of these items each word stands, parts of compounds among them."""
    documents, having, surfaces = 0, Counter[str](), Counter[str]()
    analysed: dict[str, tuple[str, ...]] = {}
    for hit in hits:
        documents += 1
        words = set(analyzer.TOKEN.findall(_text(payload(hit), names)))
        surfaces.update(words)
        for word in words - analysed.keys():
            token = analyzer.analyse(word)
            analysed[word] = (token.term, *token.parts)
        having.update({term for word in words for term in analysed[word]})
    terms, places = dict(having.most_common(MOST_TERMS)), _place_words(names)
    return Lexicon(documents, terms, _written(surfaces, places), places)


def pack(lexicon: Lexicon) -> bytes:
    """Return a lexicon as bytes, for the database."""
    parts = [lexicon.documents, lexicon.having, lexicon.written, sorted(lexicon.names)]
    return zlib.compress(json.dumps(parts, ensure_ascii=False).encode())


def unpack(packed: bytes) -> Lexicon:
    """Return the lexicon of bytes that `pack` made."""
    documents, having, written, names = json.loads(zlib.decompress(packed))
    return Lexicon(documents, having, written, frozenset(names))


@lru_cache(maxsize=1)
def _read(number: int) -> Lexicon:
    stored = Vocabulary.objects.first()
    return unpack(bytes(stored.packed)) if stored else NONE


def _is_young(stored: Vocabulary) -> bool:
    return timezone.now() - stored.made_at < stored.documents * PAUSE


def _text(item: Payload, names: Labels) -> str:
    """Return the text of an item, with the names of its places, themes and other terms."""
    keys = [*item["gemeente"], item["provincie"], item["plaats"], *item["themas"]]
    keys += [*item["doelgroepen"], *item["verenigingen"], item["trede"]]
    terms = [names.former.get(key) or _label(names, key) for key in keys if key]
    return "\n".join([item["titel"], item["samenvatting"], item["tekst"], *terms])


def _label(names: Labels, key: str) -> str:
    labels = (vocabulary.get(key) for vocabulary in names.names.values())
    return next((label for label in labels if label), "")


def _place_words(names: Labels) -> frozenset[str]:
    """Return the words of all names of places, also of places without items."""
    places = (*names.names["gemeente"].values(), *names.names["provincie"].values())
    text = " ".join((*places, *names.former.values()))
    return frozenset(
        fold(piece) for word in analyzer.TOKEN.findall(text) for piece in word.split("-")
    )


def _written(surfaces: Counter[str], names: frozenset[str]) -> dict[str, str]:
    """Return each word as it is mostly written.

    In small letters if Dutch has it or some text writes it so: a capital may begin a sentence.
    """
    best: dict[str, str] = {}
    for surface, _ in surfaces.most_common():
        plain = surface.isalpha() and SHORTEST <= len(surface) <= LONGEST
        if not plain or analyzer.is_function_word(analyzer.analyse(surface).term):
            continue
        folded = fold(surface)
        common = folded not in names and is_word(surface)
        current = best.get(folded)
        if not current and len(best) >= MOST_WRITTEN:
            continue
        if not current or (surface.islower() and not current.islower()):
            best[folded] = surface.lower() if common else surface
    return best
