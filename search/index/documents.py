"""Build the index document of an item from its state in the database.

Pure except for relations that `loader.py` did not fetch beforehand. There is one function for each
model, with the name of the model. A page type without a function is named in `NOT_SEARCHED`; a
system check fails for a type that is in neither.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from html import unescape
from itertools import chain
from typing import Any, TypedDict, cast

from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.models import Page

from armoedegeheugen.dutch import analyzer
from armoedegeheugen.models import (
    AccessibilityStatement,
    Dossier,
    KnowledgePage,
    Municipality,
    PolicyAdvice,
    PracticeCard,
    Recommendation,
    Term,
    Theme,
)
from armoedegeheugen.sections.models import (
    AssociationsPage,
    HomePage,
    InfoPage,
    OverviewPage,
    PlacesPage,
    ThemesPage,
)

from ..engines.protocol import Document, Hit
from ..facets import age_buckets
from ..facets.kinds import RECOMMENDATION
from ..facets.places import places
from ..fields import BEGINNINGS, FACET_NAMES, SUPRALOCAL, UNKNOWN
from . import attachments, edge_ngrams, follow_up_keys
from .prefetch import related

# Page types that lead to items and are not items themselves.
NOT_SEARCHED: tuple[type[Page], ...] = (
    HomePage,
    OverviewPage,
    ThemesPage,
    PlacesPage,
    AssociationsPage,
    InfoPage,
    AccessibilityStatement,
)

# The key of the checksum in a payload.
CHECKSUM = "toets"

# In epoch seconds: the end of an item that never expires.
FAR_FUTURE = 2**40
TITLE_LENGTH = 120
_TIE = 2**40
_UNDATED_LAST = 2**22 - 1
_USUAL_TAG = re.compile(r"</?(?:p|ul|ol|li|b|i|strong|em|h[2-6]|a)(?: [a-z-]+=\"[^\"<>]*\")*>")


@dataclass(frozen=True)
class Source:
    """The content of an item before it is analysed: all that differs between kinds."""

    kind: str
    key: str
    tie: int
    title: str
    summary: str
    body: str
    names: tuple[str, ...]
    themes: tuple[Theme, ...]
    hindrances: tuple[Term, ...]
    url: str
    filed: follow_up_keys.Keys
    parent: str = ""
    # For a recommendation: the teaser of its advice.
    about: str = ""
    attached: tuple[attachments.Attachment, ...] = ()


def practice_card(page: PracticeCard) -> Source:
    """Return the content of a practice card."""
    texts = [page.doelstelling, page.bereik, page.neveneffect, page.hindernis]
    body = [*map(_plain, texts), *_stream(page.tips), *_stream(page.partners), *_stream(page.links)]
    kinds = [
        *related(page, "methods"),
        *related(page, "side_effect_kinds"),
        *related(page, "hindrance_kinds"),
    ]
    return _page(page, body, kinds, tuple(related(page, "hindrance_kinds")))


def policy_advice(page: PolicyAdvice) -> Source:
    """Return the content of a policy advice, with the texts of its recommendations."""
    texts = [page.context, page.questions, page.participation, page.findings]
    recommendations = [recommendation.text for recommendation in page.recommendations.all()]
    return _page(page, [*map(_plain, texts), *recommendations], [page.authority])


def dossier(page: Dossier) -> Source:
    """Return the content of a thematic dossier."""
    return _page(page, [_plain(page.introduction), *_stream(page.sections)])


def recommendation(item: Recommendation) -> Source:
    """Return the content of one recommendation of an advice."""
    advice = item.advice
    text = " ".join(item.text.split())
    return Source(
        kind=RECOMMENDATION,
        key=str(item.key),
        tie=2 * item.pk + 1,
        title=shorten(text, TITLE_LENGTH),
        summary=text,
        body=text,
        names=_names(advice, [item.responsible, advice.authority, *item.themes.all()]),
        themes=tuple(item.themes.all()) or tuple(advice.themes.all()),
        hindrances=(),
        url=f"{advice.get_url()}#{item.anchor}",
        filed=follow_up_keys.of_recommendation(item, advice),
        parent=advice.title,
        about=advice.teaser,
    )


@dataclass(frozen=True)
class Filing:
    """The sources of an item's facet keys."""

    page: KnowledgePage
    source: Source
    day: date | None

    def followed_up(self, facet: str) -> list[str]:
        """Return the keys of a facet of follow-up."""
        return self.source.filed.get(facet, [])


# The keys of an item in each facet; none is filed as unknown.
FACET_KEYS: dict[str, Callable[[Filing], Iterable[str]]] = {
    "soort": lambda item: [item.source.kind],
    "thema": lambda item: with_main_themes(item.source.themes),
    "gemeente": lambda item: places(item.page)[:1],
    "provincie": lambda item: places(item.page)[1:],
    "trede": lambda item: _slugs([item.page.ladder_level]),
    "doelgroep": lambda item: _slugs(related(item.page, "target_groups")),
    "vereniging": lambda item: _slugs(related(item.page, "associations")),
    "hindernis": lambda item: _slugs(item.source.hindrances),
    "jaar": lambda item: [str(item.day.year)] if item.day else [],
    "opvolging": lambda item: item.followed_up("opvolging"),
    "overgenomen": lambda item: item.followed_up("overgenomen"),
    "uitvoering": lambda item: item.followed_up("uitvoering"),
    "uitvoerder": lambda item: item.followed_up("uitvoerder"),
    "ouderdom": lambda item: age_buckets.month(item.day),
    "teruggekoppeld": lambda item: item.followed_up("teruggekoppeld"),
}


BUILDERS: dict[type[KnowledgePage], Callable[[Any], Source]] = {
    PracticeCard: practice_card,
    PolicyAdvice: policy_advice,
    Dossier: dossier,
}


def build(page: KnowledgePage, source: Source, restricted: bool) -> Document:
    """Return the index document of a page, or of a recommendation on that page.

    Args:
        page: the page that decides on dates, places and visibility.
        source: the content, from one of `BUILDERS` or from `recommendation`.
        restricted: True if only staff may find the item.
    """
    day = item_date(page)
    ordinal = day.toordinal() if day else 0
    document = Document(
        id=f"{source.kind}-{source.key}",
        texts=_texts(source),
        keys=_keys(page, source, day),
        newest=ordinal * _TIE + _TIE - 1 - source.tie,
        oldest=(ordinal or _UNDATED_LAST) * _TIE + source.tie,
        title=f"{analyzer.sort_key(source.title)}\x1f{source.kind}-{source.key}",
        visible_from=_epoch(page.go_live_at, 0),
        visible_until=_epoch(page.expire_at, FAR_FUTURE),
        payload=_payload(page, source, day, restricted),
    )
    return replace(document, payload={**document.payload, CHECKSUM: checksum(document)})


def checksum(document: Document) -> str:
    """Return a checksum of a document in 16 hexadecimal digits.

    `search check` sees by it whether an index is stale.
    """
    content = json.dumps(vars(document), sort_keys=True, ensure_ascii=False)
    return blake2b(content.encode(), digest_size=8).hexdigest()


def item_date(page: KnowledgePage) -> date | None:
    """Return the date by which an item is sorted: its own or the start of its first year."""
    if page.date or not page.period_from:
        return page.date
    return date(page.period_from, 1, 1)


def shorten(text: str, length: int) -> str:
    """Cut a text between two words, to at most `length` characters and an ellipsis."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _page(
    page: KnowledgePage,
    body: Iterable[str],
    terms: Iterable[Term | None] = (),
    hindrances: tuple[Term, ...] = (),
) -> Source:
    attached = attachments.attached_to(page)
    parts = [
        page.plain_summary,
        *body,
        *_stream(page.sources),
        *(attachment.title for attachment in attached),
    ]
    return Source(
        kind=page.kind,
        key=str(page.pk),
        tie=2 * page.pk,
        title=page.title,
        summary=page.teaser,
        body="\n".join(part for part in parts if part),
        names=_names(page, [*terms, *related(page, "target_groups")]),
        themes=tuple(related(page, "themes")),
        hindrances=hindrances,
        url=page.get_url() or "",
        filed=follow_up_keys.of_page(page),
        attached=attached,
    )


def _texts(source: Source) -> dict[str, str]:
    raw = {
        "titel": source.title,
        "samenvatting": source.summary,
        "namen": "\n".join(source.names),
        # An item is found by the name of the main theme of its theme, as it is by that filter.
        "tekst": "\n".join((source.body, *_main_themes(source.themes))),
    }
    if source.kind == RECOMMENDATION:
        # A recommendation has no title or names of its own: its text must not count as a title,
        # and a search for a name wants the advice itself. Its subject is often in the sentences
        # before it, so `tekst` holds the title and teaser of the advice.
        context = (source.parent, source.about, *source.names, *_main_themes(source.themes))
        raw |= {"titel": "", "namen": "", "tekst": "\n".join(context)}
    # Analyse each text once, for its terms and for the parts of its compounds.
    analysed = {name: analyzer.analyse_text(text) for name, text in raw.items()}
    # A recommendation is searched by its words, not by the first letters of its text.
    prefixes = "" if source.kind == RECOMMENDATION else edge_ngrams.terms(source.title)
    documents = analyzer.analyse_text("\n".join(document.text for document in source.attached))
    document_terms = (analyzer.joined_terms(documents), analyzer.joined_parts(documents))
    return {
        **{name: analyzer.joined_terms(words) for name, words in analysed.items()},
        # Parts in the title count twice: they say more about the subject than those in the text.
        "delen": analyzer.joined_parts(
            chain(analysed["titel"], analysed["titel"], *analysed.values())
        ),
        "documenten": " ".join(document_terms).strip(),
        BEGINNINGS: prefixes,
    }


def _keys(page: KnowledgePage, source: Source, day: date | None) -> dict[str, tuple[str, ...]]:
    item = Filing(page, source, day)
    return {
        name: tuple(dict.fromkeys(FACET_KEYS[name](item))) or (UNKNOWN,) for name in FACET_NAMES
    }


class Payload(TypedDict):
    """The stored data of a hit, as `_payload` writes it. Terms are keys."""

    titel: str
    url: str
    samenvatting: str
    tekst: str
    gemeente: list[str]
    provincie: str | None
    # The item's own place, which may be a former municipality; empty for none.
    plaats: str
    themas: list[str]
    trede: str | None
    doelgroepen: list[str]
    verenigingen: list[str]
    # ISO format.
    datum: str | None
    voorbeeld: bool
    intern: bool
    # The title of the advice in which a recommendation stands; empty for a page.
    ouder: str
    # Keys of the documents that have text.
    documenten: list[int]


def payload(hit: Hit) -> Payload:
    """Return the payload of a hit as this module wrote it."""
    return cast(Payload, hit.payload)


def _payload(page: KnowledgePage, source: Source, day: date | None, restricted: bool) -> Payload:
    municipality, province = places(page)
    place = page.municipality or page.province
    return {
        "titel": source.title,
        "url": source.url,
        "samenvatting": source.summary,
        "tekst": source.body,
        "gemeente": [] if municipality == UNKNOWN else [municipality],
        "provincie": None if province == UNKNOWN else province,
        "plaats": place.slug if place else (SUPRALOCAL if page.supralocal else ""),
        "themas": [theme.slug for theme in source.themes],
        "trede": page.ladder_level.slug if page.ladder_level else None,
        "doelgroepen": _slugs(related(page, "target_groups")),
        "verenigingen": _slugs(related(page, "associations")),
        "datum": day.isoformat() if day else None,
        "voorbeeld": page.is_example,
        "intern": restricted,
        "ouder": source.parent,
        "documenten": [attachment.key for attachment in source.attached if attachment.text],
    }


def _names(page: KnowledgePage, named: Iterable[Term | None]) -> tuple[str, ...]:
    """Return every name by which an item may be searched, with former names of its place.

    Target groups of an advice say little about each of its recommendations, so they count only for
    the page itself.
    """
    terms = [*named, page.province, page.ladder_level, *related(page, "associations")]
    terms += related(page, "themes")
    credit = [page.image.credit] if page.image else []
    words = [term.name for term in terms if term is not None]
    return (*_place_names(page.municipality), *words, *credit)


def _place_names(municipality: Municipality | None) -> Iterator[str]:
    if municipality is None:
        return
    # The name at the time of the item counts twice: a search for Borsbeek shows first what was done
    # there, then what all of Antwerp did.
    yield municipality.name
    yield from municipality.names()
    province = municipality.today.province
    if province is not None:
        yield province.name


def _main_themes(themes: Iterable[Theme]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme.parent.name for theme in themes if theme.parent))


def with_main_themes(themes: Iterable[Theme]) -> tuple[str, ...]:
    """Return the keys of themes, each followed by that of its main theme; each key once."""
    pairs = ((theme, theme.parent or theme) for theme in themes)
    return tuple(dict.fromkeys(each.slug for pair in pairs for each in pair))


def _slugs(terms: Iterable[Term | None]) -> list[str]:
    return [term.slug for term in terms if term is not None]


def _plain(html: str) -> str:
    """Return the words of rich text, with one paragraph on a line."""
    spaced = html.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br/>", "\n")
    bare = _USUAL_TAG.sub("", spaced)
    # Parsing HTML takes as long as the analysis of the text, and is needed only for unusual tags.
    return unescape(strip_tags(spaced) if "<" in bare else bare).strip()


def _stream(value: StreamField) -> list[str]:
    return [_plain(text) for text in value.stream_block.get_searchable_content(value)]


def _epoch(moment: datetime | None, missing: int) -> int:
    return int(moment.timestamp()) if moment else missing
