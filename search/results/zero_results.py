"""Why nothing was found, and what one click would find: asked of the engine, never guessed."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.http import QueryDict

from ..engines import engine
from ..engines.protocol import Audience, EngineUnavailable
from ..facets.labels import Labels
from ..pipeline import find
from ..query import request
from ..query.request import SearchRequest
from .response import Chip, SearchResponse

MOST = 8
"""Words, and filters, that are looked into: who asks more gets the rest of the advice."""


def explained(found: SearchResponse, names: Labels, audience: Audience) -> SearchResponse:
    """The same response, which says of each filter what is found without it, and which words no
    item has."""
    try:
        return replace(
            found,
            drops=tuple(_counted(chip, names, audience) for chip in found.drops[:MOST]),
            absent=tuple(word for word in _words(found.request.q) if not _total(word, audience)),
        )
    except EngineUnavailable:
        return found


def _counted(chip: Chip, names: Labels, audience: Audience) -> Chip:
    without, _ = request.parse(QueryDict(urlsplit(chip.url).query), names)
    return replace(chip, count=_found(without, audience))


def _words(q: str) -> list[str]:
    """As they were written, without quotation marks and without what must be left out."""
    words = (word.strip("“”„\"'()") for word in q.split() if not word.startswith("-"))
    return [word for word in dict.fromkeys(words) if word][:MOST]


def _total(word: str, audience: Audience) -> int:
    return _found(SearchRequest(q=word), audience)


def _found(asked: SearchRequest, audience: Audience) -> int:
    return find(asked, audience, engine(), facets=()).answer.total
