"""Write an article to the page tree as a draft.

Invariant: only unpublished pages are made. Of a page that exists, nothing changes but that a draft
gets one more source.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from ...models import (
    Association,
    Dossier,
    KnowledgePage,
    LadderLevel,
    Method,
    Municipality,
    PolicyAdvice,
    Province,
    Recommendation,
    TargetGroup,
    Theme,
)
from ...sections.models import OverviewPage
from ..drafts import richtext
from ..drafts.duplicates import Fingerprint, fingerprint
from ..drafts.existing import Content, Shape, blocks, existing_items, place_key, rich
from ..drafts.plan import ExistingItem, Nouns, Outcome, State, after, decide
from ..drafts.writer import SOURCE_TITLE, TITLE, overview_for, place_named
from . import markup, recommendations
from .article import Article, Part, PartKind, Section
from .heading_meanings import Meaning
from .metadata import MAX_ORGANISATION_LENGTH
from .pipeline import Reading
from .proposals import Proposal, Proposals, Vocabulary
from .title_page import MAX_TEASER_LENGTH

NO_OVERVIEW = {
    Dossier: "Er is nog geen overzicht voor themadossiers. Maak eerst de startpagina's aan.",
    PolicyAdvice: "Er is nog geen overzicht voor beleidsadviezen. Maak eerst de startpagina's aan.",
}
NOUNS = Nouns("Dit item", "een gepubliceerd item dat", "Dezelfde tekst als een eerdere bron")
MODELS: dict[str, type[KnowledgePage]] = {"dossier": Dossier, "advice": PolicyAdvice}
# In characters; a longer paragraph under *Bronnen* is text, not a source.
_MAX_SOURCE_LENGTH = 250
# The years that the field for a period allows.
_PERIODS = range(1950, 2101)
_FIELDS = {
    Meaning.CONTEXT: "context",
    Meaning.SUMMARY: "context",
    Meaning.QUESTIONS: "questions",
    Meaning.PARTICIPATION: "participation",
    Meaning.FINDINGS: "findings",
    Meaning.CHALLENGES: "findings",
    Meaning.RECOMMENDATIONS: "findings",
    Meaning.SOURCES: "findings",
}


def load_vocabulary() -> Vocabulary:
    """Return the terms of the database by kind."""
    kinds: dict[str, type[Model]] = {
        "theme": Theme, "method": Method, "ladder_level": LadderLevel, "target_group": TargetGroup
    }  # fmt: skip
    names = {
        kind: model._default_manager.values_list("slug", "name") for kind, model in kinds.items()
    }
    return Vocabulary({kind: dict(pairs) for kind, pairs in names.items()})


def _stream_words(content: Content) -> str:
    texts = []
    for block in blocks(content.get("sections")):
        value = block.get("value")
        texts.append(richtext.words(value) if isinstance(value, str) else "")
        if isinstance(value, dict):
            texts += [str(text) for text in value.values() if isinstance(text, str)]
    return " ".join(texts)


def _recommendation_words(content: Content) -> str:
    return " ".join(str(row.get("text") or "") for row in content.get("recommendations") or ())


_DOSSIERS = Shape(Dossier, {"introduction": rich("introduction"), "sections": _stream_words})
_ADVICES = Shape(
    PolicyAdvice,
    {name: rich(name) for name in ("context", "questions", "participation", "findings")}
    | {"recommendations": _recommendation_words},
)


@dataclass
class DraftWriter:
    """The dossiers and advices that exist, and the writer of new drafts."""

    # Decide, and write nothing.
    dry_run: bool = False
    known: list[ExistingItem] = field(default_factory=list)

    @classmethod
    def load(cls, dry_run: bool = False) -> "DraftWriter":
        """Return a writer that knows the pages of the database."""
        return cls(dry_run, [*existing_items(_DOSSIERS), *existing_items(_ADVICES)])

    def write(
        self, reading: Reading, proposals: Proposals, kind: str, under: OverviewPage | None = None
    ) -> Outcome:
        """Make a draft of an article, or add a source to the one that exists.

        Args:
            reading: The article and its text.
            proposals: What is filled in on the draft.
            kind: A key of `MODELS`.
            under: The parent of a new page; by default the overview for its kind.
        """
        article = reading.article
        place = _place(proposals)
        own = fingerprint(article.metadata.title, place_key(place), "", _texts(article))
        source = source_of(reading)
        plan = decide(own, source, self.known, nouns=NOUNS)
        if plan.known is None:
            page = None if self.dry_run else _create(article, proposals, kind, source, under)
            self.known.append(_existing_item(article, own, source, page))
            return Outcome(len(self.known) - 1, page.pk if page else None, plan)
        known = self.known[plan.known]
        if plan.add_source and known.page_id is not None and not self.dry_run:
            _add_source(known.page_id, source)
        self.known[plan.known] = after(known, plan, source)
        return Outcome(plan.known, known.page_id, plan)


def kind_of(article: Article) -> str:
    """Return advice for an article that asks something of somebody, else dossier."""
    asked = recommendations.extract(article).recommendations
    title = f"{article.metadata.title} {article.metadata.genre}".lower()
    words = ("advies", "memorandum", "aanbeveling", "standpunt", "eisen", "nota")
    is_named_so = any(word in title for word in words)
    return "advice" if asked and (is_named_so or len(asked) > 2) else "dossier"


def source_of(reading: Reading) -> tuple[str, str]:
    """Return the source as a page names it: title, organisation and year; and its address."""
    metadata = reading.article.metadata
    year = str(metadata.published.year if metadata.published else metadata.year or "")
    origin = ", ".join(part for part in (metadata.organisation, year) if part)
    title = f"{metadata.title} ({origin})" if origin else metadata.title
    return title[:SOURCE_TITLE], reading.text.source.url


def _texts(article: Article) -> Iterator[str]:
    for section in article.sections:
        if section.heading:
            yield section.heading.text
        yield from (part.content.text for part in section.parts)


def _existing_item(
    article: Article, own: Fingerprint, source: tuple[str, str], page: Any
) -> ExistingItem:
    page_id = page.pk if page else None
    return ExistingItem(
        page_id, article.metadata.title, State.UNTOUCHED, (own,), frozenset({source})
    )


def _place(proposals: Proposals) -> Municipality | Province | None:
    place = proposals.place
    if place is None:
        return None
    return place_named("", place.name) if place.is_province else place_named(place.name, "")


def _create(
    article: Article,
    proposals: Proposals,
    kind: str,
    source: tuple[str, str],
    under: OverviewPage | None,
) -> KnowledgePage:
    model = MODELS[kind]
    overview = under or overview_for(model.kind, NO_OVERVIEW[model])  # type: ignore[index]
    page = model(**_common_fields(article, proposals, source), **_body_fields(article, model))
    if isinstance(page, PolicyAdvice):
        page.recommendations = [
            Recommendation(number=each.number, text=each.text)
            for each in recommendations.extract(article).recommendations
        ]
    _set_terms(page, article, proposals)
    overview.add_child(instance=page)
    page.save_revision(clean=False)  # a draft may lack what a published page needs
    return page


def _common_fields(
    article: Article, proposals: Proposals, source: tuple[str, str]
) -> dict[str, Any]:
    metadata, place = article.metadata, _place(proposals)
    return {
        "title": metadata.title[:TITLE],
        "teaser": metadata.teaser[:MAX_TEASER_LENGTH],
        "date": metadata.published,
        "period_from": metadata.year if metadata.year in _PERIODS else None,
        "municipality": place if isinstance(place, Municipality) else None,
        "province": place if isinstance(place, Province) else None,
        "contact_organisation": metadata.organisation[:MAX_ORGANISATION_LENGTH],
        "sources": [("bron", row) for row in _sources(article, source)],
        "live": False,
        "has_unpublished_changes": True,
    }


def _sources(article: Article, source: tuple[str, str]) -> Iterator[dict[str, str]]:
    """Yield the article itself, and the sources at its end if each is a line."""
    yield {"title": source[0], "url": source[1]}
    for section in article.sections:
        if _is_source_list(section):
            for part in section.parts:
                url = part.content.links[0][2] if part.content.links else ""
                yield {"title": part.content.text, "url": url if len(url) <= 200 else ""}


def _is_source_list(section: Section) -> bool:
    if section.meaning is not Meaning.SOURCES or not section.parts:
        return False
    kinds = (PartKind.TEXT, PartKind.ITEM, PartKind.NUMBERED)
    return all(
        part.kind in kinds
        and len(part.content.text) <= _MAX_SOURCE_LENGTH
        and len(part.content.links) < 2
        for part in section.parts
    )


def _set_terms(page: KnowledgePage, article: Article, proposals: Proposals) -> None:
    values: dict[str, list[Any]] = {}
    values["themes"] = _terms(Theme, proposals.themes)
    values["target_groups"] = _terms(TargetGroup, proposals.target_groups)
    values["associations"] = list(
        Association.objects.filter(name__iexact=article.metadata.organisation)
    )
    for name, terms in values.items():
        setattr(page, name, terms)
    if proposals.ladder_level:
        page.ladder_level = LadderLevel.objects.filter(slug=proposals.ladder_level.slug).first()


def _terms(model: type[Any], proposals: Iterable[Proposal]) -> list[Any]:
    return list(model.objects.filter(slug__in=[proposal.slug for proposal in proposals]))


def _body_fields(article: Article, model: type[KnowledgePage]) -> dict[str, Any]:
    """Return the text of an article by field of the page."""
    if model is Dossier:
        first, others = _introduction(article)
        sections = list(_stream_blocks(others, article))
        return {"introduction": markup.to_html(first), "sections": sections}
    return {name: markup.to_html(parts) for name, parts in by_field(article).items()}


def _is_opening(section: Section) -> bool:
    return section.heading is None and section.meaning is None


def _introduction(article: Article) -> tuple[Sequence[Part], Sequence[Part]]:
    """Split what stands before any heading at the first quote."""
    parts = next((section.parts for section in article.sections if _is_opening(section)), ())
    end = next((n for n, part in enumerate(parts) if part.kind is PartKind.QUOTE), len(parts))
    return parts[:end], parts[end:]


def _stream_blocks(opening: Sequence[Part], article: Article) -> Iterator[tuple[str, Any]]:
    """Yield the blocks of a dossier's sections: text and quotes in reading order."""
    yield from _text_and_quotes("", opening)
    for section in article.sections:
        if _is_opening(section) or _is_source_list(section):
            continue
        heading = f"<h2>{markup.inline_html(section.heading)}</h2>" if section.heading else ""
        yield from _text_and_quotes(heading, section.parts)


def _text_and_quotes(heading: str, parts: Sequence[Part]) -> Iterator[tuple[str, Any]]:
    html, run = heading, []
    for part in parts:
        if part.kind is not PartKind.QUOTE:
            run.append(part)
            continue
        if html or run:
            yield "tekst", html + markup.to_html(run)
        html, run = "", []
        yield "citaat", {"quote": part.content.text, "speaker_role": part.role}
    if html or run:
        yield "tekst", html + markup.to_html(run)


def by_field(article: Article) -> dict[str, list[Part]]:
    """Return the parts of an advice by field.

    A section without a meaning goes with the one before it.
    """
    parts: dict[str, list[Part]] = {name: [] for name in dict.fromkeys(_FIELDS.values())}
    kept_ids = set(map(id, recommendations.extract(article).other_parts))
    field_name = "context"
    for section in article.sections:
        if _is_source_list(section):
            continue
        field_name = _FIELDS[section.meaning] if section.meaning else field_name
        is_asked = section.meaning is Meaning.RECOMMENDATIONS
        if section.heading and not is_asked:
            parts[field_name].append(Part(PartKind.SUBHEADING, section.heading))
        for part in section.parts:
            if (part.meaning or section.meaning) is Meaning.RECOMMENDATIONS:
                if id(part) in kept_ids:
                    parts["findings"].append(part)
                continue
            parts[_FIELDS[part.meaning] if part.meaning else field_name].append(part)
    return parts


def _add_source(page_id: int, source: tuple[str, str]) -> None:
    """Add a source to a draft in a revision of its own; the editor's words stay."""
    page = next(
        page for model in MODELS.values() for page in model.objects.filter(pk=page_id)
    ).get_latest_revision_as_object()
    page.sources.append(("bron", {"title": source[0], "url": source[1]}))
    page.save_revision(clean=False)
