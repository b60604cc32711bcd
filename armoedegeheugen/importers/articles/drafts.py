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
from ..drafts.duplicates import Likeness, likeness
from ..drafts.existing import Content, Shape, blocks, known, place_key, rich
from ..drafts.plan import Done, Known, Nouns, State, after, decide
from ..drafts.writer import SOURCE_TITLE, TITLE, place_named, shelf_for
from . import markup, recommendations
from .article import Article, Form, Part, Section
from .heading_meanings import Meaning
from .pipeline import Reading
from .proposals import Proposal, Proposals, Vocabulary

NO_SHELF = {
    Dossier: "Er is nog geen overzicht voor themadossiers. Maak eerst de startpagina's aan.",
    PolicyAdvice: "Er is nog geen overzicht voor beleidsadviezen. Maak eerst de startpagina's aan.",
}
NOUNS = Nouns("Dit item", "een gepubliceerd item dat", "Dezelfde tekst als een eerdere bron")
MODELS: dict[str, type[KnowledgePage]] = {"dossier": Dossier, "advice": PolicyAdvice}
_SOURCE_LINE = 250
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


def vocabulary() -> Vocabulary:
    kinds: dict[str, type[Model]] = {
        "theme": Theme, "method": Method, "rung": LadderLevel, "group": TargetGroup
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
class Shelf:
    """The dossiers and the advices that are there. `dry`: decide, and write nothing."""

    dry: bool = False
    known: list[Known] = field(default_factory=list)

    @classmethod
    def open(cls, dry: bool = False) -> "Shelf":
        return cls(dry, [*known(_DOSSIERS), *known(_ADVICES)])

    def put(
        self, reading: Reading, proposals: Proposals, kind: str, under: OverviewPage | None = None
    ) -> Done:
        article = reading.article
        place = _place(proposals)
        like = likeness(article.front.title, place_key(place), "", _texts(article))
        named = source_of(reading)
        plan = decide(like, named, self.known, nouns=NOUNS)
        if plan.known is None:
            page = None if self.dry else _create(article, proposals, kind, named, under)
            self.known.append(_new(article, like, named, page))
            return Done(len(self.known) - 1, page.pk if page else None, plan)
        old = self.known[plan.known]
        if plan.add_source and old.page_id is not None and not self.dry:
            _extend(old.page_id, named)
        self.known[plan.known] = after(old, plan, named)
        return Done(plan.known, old.page_id, plan)


def kind_of(article: Article) -> str:
    """An advice, if it asks something of somebody; else a dossier."""
    asked = recommendations.of(article).asks
    title = f"{article.front.title} {article.front.genre}".lower()
    words = ("advies", "memorandum", "aanbeveling", "standpunt", "eisen", "nota")
    named = any(word in title for word in words)
    return "advice" if asked and (named or len(asked) > 2) else "dossier"


def source_of(reading: Reading) -> tuple[str, str]:
    """As the page names it: title, whose it is, when."""
    made = reading.article.front
    year = str(made.day.year if made.day else made.year or "")
    by = ", ".join(part for part in (made.organisation, year) if part)
    title = f"{made.title} ({by})" if by else made.title
    return title[:SOURCE_TITLE], reading.text.source.url


def _texts(article: Article) -> Iterator[str]:
    for section in article.sections:
        if section.heading:
            yield section.heading.text
        yield from (part.words.text for part in section.parts)


def _new(article: Article, like: Likeness, source: tuple[str, str], page: Any) -> Known:
    page_id = page.pk if page else None
    return Known(page_id, article.front.title, State.UNTOUCHED, (like,), frozenset({source}))


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
    shelf = under or shelf_for(model.kind, NO_SHELF[model])  # type: ignore[index]
    page = model(**_shared(article, proposals, source), **_own(article, model))
    if isinstance(page, PolicyAdvice):
        page.recommendations = [
            Recommendation(number=ask.number, text=ask.text)
            for ask in recommendations.of(article).asks
        ]
    _file(page, article, proposals)
    shelf.add_child(instance=page)
    page.save_revision(clean=False)  # a draft may lack what a published page needs
    return page


def _shared(article: Article, proposals: Proposals, source: tuple[str, str]) -> dict[str, Any]:
    made, place = article.front, _place(proposals)
    return {
        "title": made.title[:TITLE],
        "teaser": made.teaser[:300],
        "date": made.day,
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
                url = part.words.links[0][2] if part.words.links else ""
                yield {"title": part.words.text, "url": url if len(url) <= 200 else ""}


def _is_listed(section: Section) -> bool:
    if section.meaning is not Meaning.SOURCES or section.heading is None or not section.parts:
        return False
    plain = (Form.TEXT, Form.ITEM, Form.NUMBERED)
    return all(
        part.form in plain and len(part.words.text) <= _SOURCE_LINE and len(part.words.links) < 2
        for part in section.parts
    )


def _file(page: KnowledgePage, article: Article, proposals: Proposals) -> None:
    values: dict[str, list[Any]] = {}
    values["themes"] = _terms(Theme, proposals.themes)
    values["target_groups"] = _terms(TargetGroup, proposals.groups)
    values["associations"] = list(
        Association.objects.filter(name__iexact=article.front.organisation)
    )
    for name, terms in values.items():
        setattr(page, name, terms)
    if proposals.rung:
        page.ladder_level = LadderLevel.objects.filter(slug=proposals.rung.slug).first()


def _terms(model: type[Any], proposals: Iterable[Proposal]) -> list[Any]:
    return list(model.objects.filter(slug__in=[one.slug for one in proposals]))


def _own(article: Article, model: type[KnowledgePage]) -> dict[str, Any]:
    if model is Dossier:
        first, others = _introduction(article)
        return {"introduction": markup.html(first), "sections": list(_stream(others, article))}
    return {name: markup.html(parts) for name, parts in by_field(article).items()}


def _introduction(article: Article) -> tuple[Sequence[Part], Sequence[Part]]:
    """What stands before any heading, up to the first quote."""
    opening = next((s for s in article.sections if s.heading is None and s.meaning is None), None)
    parts = opening.parts if opening else ()
    at = next((n for n, part in enumerate(parts) if part.form is Form.QUOTE), len(parts))
    return parts[:at], parts[at:]


def _stream(opening: Sequence[Part], article: Article) -> Iterator[tuple[str, Any]]:
    yield from _blocks("", opening)
    for section in article.sections:
        if (section.heading is None and section.meaning is None) or _is_listed(section):
            continue
        heading = f"<h2>{markup.words(section.heading)}</h2>" if section.heading else ""
        yield from _blocks(heading, section.parts)


def _blocks(heading: str, parts: Sequence[Part]) -> Iterator[tuple[str, Any]]:
    html, run = heading, []
    for part in parts:
        if part.form is not Form.QUOTE:
            run.append(part)
            continue
        if html or run:
            yield "tekst", html + markup.html(run)
        html, run = "", []
        yield "citaat", {"quote": part.words.text, "speaker_role": part.role}
    if html or run:
        yield "tekst", html + markup.html(run)


def by_field(article: Article) -> dict[str, list[Part]]:
    """The parts of an advice by the field where they belong; what has no meaning of its own goes
    with what stands before it."""
    found: dict[str, list[Part]] = {name: [] for name in dict.fromkeys(_FIELDS.values())}
    left = set(map(id, recommendations.of(article).others))
    at = "context"
    for section in article.sections:
        if _is_listed(section):
            continue
        at = _FIELDS[section.meaning] if section.meaning else at
        asked = section.meaning is Meaning.RECOMMENDATIONS
        if section.heading and not asked:
            found[at].append(Part(Form.SUBHEADING, section.heading))
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
