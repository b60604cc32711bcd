"""From an item as it stands in the database to the document that the index holds of it.

Pure but for the relations that `reading.py` has fetched beforehand. One function a kind, named
after its model. A page type that has no function here is named in `NOT_SEARCHED`; a system check
fails a type that is in neither.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from html import unescape
from itertools import chain
from typing import Any

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

from ..engines.protocol import Document
from ..facets import age_buckets
from ..facets.kinds import RECOMMENDATION
from ..facets.places import places
from ..fields import BEGINNINGS, FACET_NAMES, SUPRALOCAL, UNKNOWN
from . import attachments, edge_ngrams, follow_up_keys
from .prefetch import related

NOT_SEARCHED: tuple[type[Page], ...] = (
    HomePage,
    OverviewPage,
    ThemesPage,
    PlacesPage,
    AssociationsPage,
    InfoPage,
    AccessibilityStatement,
)
"""Page types that lead to items and are none themselves."""

CHECKSUM = "toets"
"""Key of the checksum in a payload."""

FAR_FUTURE = 2**40
"""A moment that never comes, in epoch seconds."""
TITLE_LENGTH = 120
_TIE = 2**40
_UNDATED_LAST = 2**22 - 1
_USUAL_TAG = re.compile(r"</?(?:p|ul|ol|li|b|i|strong|em|h[2-6]|a)(?: [a-z-]+=\"[^\"<>]*\")*>")


@dataclass(frozen=True)
class Source:
    """What differs between kinds, before it is analysed."""

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
    about: str = ""
    """Of a recommendation: what its advice is about, in brief."""
    attached: tuple[attachments.Attachment, ...] = ()


def practice_card(page: PracticeCard) -> Source:
    told = [page.doelstelling, page.bereik, page.neveneffect, page.hindernis]
    body = [*map(_plain, told), *_stream(page.tips), *_stream(page.partners), *_stream(page.links)]
    kinds = [
        *related(page, "methods"),
        *related(page, "side_effect_kinds"),
        *related(page, "hindrance_kinds"),
    ]
    return _page(page, body, kinds, tuple(related(page, "hindrance_kinds")))


def policy_advice(page: PolicyAdvice) -> Source:
    told = [page.context, page.questions, page.participation, page.findings]
    asked = [recommendation.text for recommendation in page.recommendations.all()]
    return _page(page, [*map(_plain, told), *asked], [page.authority])


def dossier(page: Dossier) -> Source:
    return _page(page, [_plain(page.introduction), *_stream(page.sections)])


def recommendation(item: Recommendation) -> Source:
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


BUILDERS: dict[type[KnowledgePage], Callable[[Any], Source]] = {
    PracticeCard: practice_card,
    PolicyAdvice: policy_advice,
    Dossier: dossier,
}


def build(page: KnowledgePage, source: Source, restricted: bool) -> Document:
    """The document of a page, or of a recommendation that stands on that page."""
    moment = item_date(page)
    ordinal = moment.toordinal() if moment else 0
    document = Document(
        id=f"{source.kind}-{source.key}",
        texts=_texts(source),
        keys=_keys(page, source, moment),
        newest=ordinal * _TIE + _TIE - 1 - source.tie,
        oldest=(ordinal or _UNDATED_LAST) * _TIE + source.tie,
        title=f"{analyzer.sort_key(source.title)}\x1f{source.kind}-{source.key}",
        visible_from=_epoch(page.go_live_at, 0),
        visible_until=_epoch(page.expire_at, FAR_FUTURE),
        payload=_payload(page, source, moment, restricted),
    )
    return replace(document, payload={**document.payload, CHECKSUM: checksum(document)})


def checksum(document: Document) -> str:
    """What a document holds, in 16 letters: `search check` sees by it whether an index is stale."""
    content = json.dumps(vars(document), sort_keys=True, ensure_ascii=False)
    return blake2b(content.encode(), digest_size=8).hexdigest()


def item_date(page: KnowledgePage) -> date | None:
    """The day by which an item is ordered: its own date, or else the year in which it began."""
    if page.date or not page.period_from:
        return page.date
    return date(page.period_from, 1, 1)


def shorten(text: str, length: int) -> str:
    """The text, cut between words."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _page(
    page: KnowledgePage,
    body: Iterable[str],
    named: Iterable[Term | None] = (),
    hindrances: tuple[Term, ...] = (),
) -> Source:
    attached = attachments.attached_to(page)
    parts = [page.plain_summary, *body, *_stream(page.sources), *(one.title for one in attached)]
    return Source(
        kind=page.kind,
        key=str(page.pk),
        tie=2 * page.pk,
        title=page.title,
        summary=page.teaser,
        body="\n".join(part for part in parts if part),
        names=_names(page, [*named, *related(page, "target_groups")]),
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
        # What is filed under a theme is found under the one above it, by its words as by a filter.
        "tekst": "\n".join((source.body, *_main_themes(source.themes))),
    }
    if source.kind == RECOMMENDATION:
        # A sentence from an advice has no title and no names of its own: what it says is not to
        # count as a title, and who asks for a name wants the advice itself. Nor does it say what it
        # is about, which the sentences before it did: the advice's own brief says that.
        around = (source.parent, source.about, *source.names, *_main_themes(source.themes))
        raw |= {"titel": "", "namen": "", "tekst": "\n".join(around)}
    # Each text is analysed once, for its terms and for the parts of its compounds.
    read = {name: analyzer.analyse_text(text) for name, text in raw.items()}
    # One recommendation among many is looked for by its words, not by how it begins.
    begin = "" if source.kind == RECOMMENDATION else edge_ngrams.terms(source.title)
    written = analyzer.analyse_text("\n".join(one.text for one in source.attached))
    return {
        **{name: analyzer.joined_terms(words) for name, words in read.items()},
        # What a title is made of says more of the subject than what is said in passing.
        "delen": analyzer.joined_parts(chain(read["titel"], read["titel"], *read.values())),
        "documenten": f"{analyzer.joined_terms(written)} {analyzer.joined_parts(written)}".strip(),
        BEGINNINGS: begin,
    }


def _keys(page: KnowledgePage, source: Source, moment: date | None) -> dict[str, tuple[str, ...]]:
    themes = [slug for theme in source.themes for slug in _lineage(theme)]
    municipality, province = places(page)
    found = {
        "soort": [source.kind],
        "thema": themes,
        "gemeente": [municipality],
        "provincie": [province],
        "trede": _slugs([page.ladder_level]),
        "doelgroep": _slugs(related(page, "target_groups")),
        "vereniging": _slugs(related(page, "associations")),
        "hindernis": _slugs(source.hindrances),
        "jaar": [str(moment.year)] if moment else [],
        "ouderdom": age_buckets.month(moment),
        **source.filed,
    }
    return {name: tuple(dict.fromkeys(found.get(name, ()))) or (UNKNOWN,) for name in FACET_NAMES}


def _payload(
    page: KnowledgePage, source: Source, moment: date | None, restricted: bool
) -> dict[str, Any]:
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
        "datum": moment.isoformat() if moment else None,
        "voorbeeld": page.is_example,
        "intern": restricted,
        "ouder": source.parent,
        "documenten": [one.key for one in source.attached if one.text],
    }


def _names(page: KnowledgePage, named: Iterable[Term | None]) -> tuple[str, ...]:
    """Every name by which the item may be asked for, former names of its place included. For whom a
    whole advice is says little of each recommendation in it: target groups are a page's own."""
    terms = [*named, page.province, page.ladder_level, *related(page, "associations")]
    terms += related(page, "themes")
    credit = [page.image.credit] if page.image else []
    words = [term.name for term in terms if term is not None]
    return (*_place_names(page.municipality), *words, *credit)


def _place_names(municipality: Municipality | None) -> Iterator[str]:
    if municipality is None:
        return
    # The name of its own day twice: who asks for Borsbeek wants what was done there first, and what
    # all of Antwerp did after it.
    yield municipality.name
    yield from municipality.names()
    province = municipality.today.province
    if province is not None:
        yield province.name


def _main_themes(themes: Iterable[Theme]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme.parent.name for theme in themes if theme.parent))


def _lineage(theme: Theme) -> list[str]:
    return [theme.slug, theme.parent.slug] if theme.parent else [theme.slug]


def _slugs(terms: Iterable[Term | None]) -> list[str]:
    return [term.slug for term in terms if term is not None]


def _plain(html: str) -> str:
    """The words of rich text, a line a paragraph."""
    spaced = html.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br/>", "\n")
    bare = _USUAL_TAG.sub("", spaced)
    # Reading it as HTML takes as long as its analysis, and is for what no editor of ours writes.
    return unescape(strip_tags(spaced) if "<" in bare else bare).strip()


def _stream(value: StreamField) -> list[str]:
    return [_plain(text) for text in value.stream_block.get_searchable_content(value)]


def _epoch(moment: datetime | None, missing: int) -> int:
    return int(moment.timestamp()) if moment else missing
