"""An article → a draft in the tree: the one file of these that writes to the database.

Invariant: only unpublished pages are made; of a page that exists, nothing changes but that a draft
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
from .pipeline import Reading
from .proposals import Proposal, Proposals, Vocabulary

NO_OVERVIEW = {
    Dossier: "Er is nog geen overzicht voor themadossiers. Maak eerst de startpagina's aan.",
    PolicyAdvice: "Er is nog geen overzicht voor beleidsadviezen. Maak eerst de startpagina's aan.",
}
NOUNS = Nouns("Dit item", "een gepubliceerd item dat", "Dezelfde tekst als een eerdere bron")
MODELS: dict[str, type[KnowledgePage]] = {"dossier": Dossier, "advice": PolicyAdvice}
_MAX_SOURCE_LENGTH = 250
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
    kinds: dict[str, type[Model]] = {
        "theme": Theme, "method": Method, "ladder_level": LadderLevel, "target_group": TargetGroup
    }  # fmt: skip
    return Vocabulary(
        {
            kind: dict(model._default_manager.values_list("slug", "name"))
            for kind, model in kinds.items()
        }
    )


def _streamed(content: Content) -> str:
    told = []
    for block in blocks(content.get("sections")):
        value = block.get("value")
        told.append(richtext.words(value) if isinstance(value, str) else "")
        if isinstance(value, dict):
            told += [str(one) for one in value.values() if isinstance(one, str)]
    return " ".join(told)


def _asked(content: Content) -> str:
    return " ".join(str(one.get("text") or "") for one in content.get("recommendations") or ())


_DOSSIERS = Shape(Dossier, {"introduction": rich("introduction"), "sections": _streamed})
_ADVICES = Shape(
    PolicyAdvice,
    {name: rich(name) for name in ("context", "questions", "participation", "findings")}
    | {"recommendations": _asked},
)


@dataclass
class DraftWriter:
    """The dossiers and the advices that are there. `dry`: decide, and write nothing."""

    dry_run: bool = False
    known: list[ExistingItem] = field(default_factory=list)

    @classmethod
    def load(cls, dry_run: bool = False) -> "DraftWriter":
        return cls(dry_run, [*existing_items(_DOSSIERS), *existing_items(_ADVICES)])

    def write(
        self, reading: Reading, proposals: Proposals, kind: str, under: OverviewPage | None = None
    ) -> Outcome:
        article = reading.article
        place = _place(proposals)
        like = fingerprint(article.metadata.title, place_key(place), "", _texts(article))
        named = source_of(reading)
        plan = decide(like, named, self.known, nouns=NOUNS)
        if plan.known is None:
            page = None if self.dry_run else _create(article, proposals, kind, named, under)
            self.known.append(_new(article, like, named, page))
            return Outcome(len(self.known) - 1, page.pk if page else None, plan)
        old = self.known[plan.known]
        if plan.add_source and old.page_id is not None and not self.dry_run:
            _extend(old.page_id, named)
        self.known[plan.known] = after(old, plan, named)
        return Outcome(plan.known, old.page_id, plan)


def kind_of(article: Article) -> str:
    """An advice, if it asks something of somebody; else a dossier."""
    asked = recommendations.extract(article).recommendations
    title = f"{article.metadata.title} {article.metadata.genre}".lower()
    words = ("advies", "memorandum", "aanbeveling", "standpunt", "eisen", "nota")
    named = any(word in title for word in words)
    return "advice" if asked and (named or len(asked) > 2) else "dossier"


def source_of(reading: Reading) -> tuple[str, str]:
    """As the page names it: title, whose it is, when."""
    made = reading.article.metadata
    year = str(made.published.year if made.published else made.year or "")
    by = ", ".join(part for part in (made.organisation, year) if part)
    title = f"{made.title} ({by})" if by else made.title
    return title[:SOURCE_TITLE], reading.text.source.url


def _texts(article: Article) -> Iterator[str]:
    for section in article.sections:
        if section.heading:
            yield section.heading.text
        yield from (part.content.text for part in section.parts)


def _new(article: Article, like: Fingerprint, source: tuple[str, str], page: Any) -> ExistingItem:
    page_id = page.pk if page else None
    return ExistingItem(
        page_id, article.metadata.title, State.UNTOUCHED, (like,), frozenset({source})
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
    shelf = under or overview_for(model.kind, NO_OVERVIEW[model])  # type: ignore[index]
    page = model(**_shared(article, proposals, source), **_own(article, model))
    if isinstance(page, PolicyAdvice):
        page.recommendations = [
            Recommendation(number=ask.number, text=ask.text)
            for ask in recommendations.extract(article).recommendations
        ]
    _file(page, article, proposals)
    shelf.add_child(instance=page)
    page.save_revision(clean=False)  # a draft may lack what a published page needs
    return page


def _shared(article: Article, proposals: Proposals, source: tuple[str, str]) -> dict[str, Any]:
    made, place = article.metadata, _place(proposals)
    return {
        "title": made.title[:TITLE],
        "teaser": made.teaser[:300],
        "date": made.published,
        "period_from": made.year if made.year and 1950 <= made.year <= 2100 else None,
        "municipality": place if isinstance(place, Municipality) else None,
        "province": place if isinstance(place, Province) else None,
        "contact_organisation": made.organisation[:160],
        "sources": [("bron", one) for one in _sources(article, source)],
        "live": False,
        "has_unpublished_changes": True,
    }


def _sources(article: Article, source: tuple[str, str]) -> Iterator[dict[str, str]]:
    """The text itself, and those that it names at its end, if each is a line."""
    yield {"title": source[0], "url": source[1]}
    for section in article.sections:
        if _is_listed(section):
            for part in section.parts:
                url = part.content.links[0][2] if part.content.links else ""
                yield {"title": part.content.text, "url": url if len(url) <= 200 else ""}


def _is_listed(section: Section) -> bool:
    if section.meaning is not Meaning.SOURCES or section.heading is None or not section.parts:
        return False
    plain = (PartKind.TEXT, PartKind.ITEM, PartKind.NUMBERED)
    return all(
        part.kind in plain
        and len(part.content.text) <= _MAX_SOURCE_LENGTH
        and len(part.content.links) < 2
        for part in section.parts
    )


def _file(page: KnowledgePage, article: Article, proposals: Proposals) -> None:
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
    return list(model.objects.filter(slug__in=[one.slug for one in proposals]))


def _own(article: Article, model: type[KnowledgePage]) -> dict[str, Any]:
    if model is Dossier:
        first, others = _introduction(article)
        return {"introduction": markup.to_html(first), "sections": list(_stream(others, article))}
    return {name: markup.to_html(parts) for name, parts in by_field(article).items()}


def _introduction(article: Article) -> tuple[Sequence[Part], Sequence[Part]]:
    """What stands before any heading, up to the first quote."""
    opening = next((s for s in article.sections if s.heading is None and s.meaning is None), None)
    parts = opening.parts if opening else ()
    at = next((n for n, part in enumerate(parts) if part.kind is PartKind.QUOTE), len(parts))
    return parts[:at], parts[at:]


def _stream(opening: Sequence[Part], article: Article) -> Iterator[tuple[str, Any]]:
    yield from _blocks("", opening)
    for section in article.sections:
        if (section.heading is None and section.meaning is None) or _is_listed(section):
            continue
        heading = f"<h2>{markup.inline_html(section.heading)}</h2>" if section.heading else ""
        yield from _blocks(heading, section.parts)


def _blocks(heading: str, parts: Sequence[Part]) -> Iterator[tuple[str, Any]]:
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
    """The parts of an advice by the field where they belong; what has no meaning of its own goes
    with what stands before it."""
    found: dict[str, list[Part]] = {name: [] for name in dict.fromkeys(_FIELDS.values())}
    left = set(map(id, recommendations.extract(article).other_parts))
    at = "context"
    for section in article.sections:
        if _is_listed(section):
            continue
        at = _FIELDS[section.meaning] if section.meaning else at
        asked = section.meaning is Meaning.RECOMMENDATIONS
        if section.heading and not asked:
            found[at].append(Part(PartKind.SUBHEADING, section.heading))
        for part in section.parts:
            if (part.meaning or section.meaning) is Meaning.RECOMMENDATIONS:
                if id(part) in left:
                    found["findings"].append(part)
                continue
            found[_FIELDS[part.meaning] if part.meaning else at].append(part)
    return found


def _extend(page_id: int, source: tuple[str, str]) -> None:
    """One more source on a draft, in a revision of its own; the editor's words stay."""
    page = next(
        found for model in MODELS.values() for found in model.objects.filter(pk=page_id)
    ).get_latest_revision_as_object()
    page.sources.append(("bron", {"title": source[0], "url": source[1]}))
    page.save_revision(clean=False)
