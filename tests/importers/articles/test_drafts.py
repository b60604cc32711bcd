"""An article becomes a draft whose fields hold it, and a source of a draft that exists."""

import pytest

from armoedegeheugen.importers.articles import drafts
from armoedegeheugen.importers.articles.article import (
    Article,
    LinkedText,
    Part,
    PartKind,
    Section,
)
from armoedegeheugen.importers.articles.drafts import DraftWriter, by_field, kind_of, source_of
from armoedegeheugen.importers.articles.heading_meanings import Meaning
from armoedegeheugen.importers.articles.lines import ExtractedText
from armoedegeheugen.importers.articles.pipeline import Reading
from armoedegeheugen.importers.articles.proposals import Proposal, Proposals
from armoedegeheugen.importers.gazetteer import Place
from armoedegeheugen.importers.source import Source
from armoedegeheugen.models import Dossier, PolicyAdvice, Recommendation
from armoedegeheugen.models.blocks import SourceBlock
from tests.importers.articles.parts import article, asking, section, text
from tests.world import World, association, municipality, province, rung

ADDRESS = "https://voorbeeld.example/"


def reading(*sections: Section, name: str = "a.txt", **values) -> Reading:
    return Reading(ExtractedText(Source(name, ())), article(*sections, **values))


def write(found: Reading, kind: str = "dossier", **proposals):
    outcome = DraftWriter.load().write(found, Proposals(**proposals), kind)
    return drafts.MODELS[kind].objects.get(pk=outcome.page_id)


def shown(parts: list[Part]) -> list[str]:
    return [part.content.text for part in parts]


def longest(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def test_long_values_fit_their_fields(world: World):
    page = write(reading(title="t" * 300, teaser="z" * 400, organisation="o" * 200))
    for name in ("title", "teaser", "contact_organisation"):
        assert len(getattr(page, name)) == longest(Dossier, name), name
    [source] = page.sources
    assert len(source.value["title"]) == SourceBlock().child_blocks["title"].field.max_length


def test_a_long_number_of_a_recommendation_fits_its_field(world: World):
    heads = [text(f"Kop {n}", PartKind.SUBHEADING, number="1.2.3.4.5.6.7.8.9") for n in (1, 2)]
    found = reading(section("Aanbevelingen", Meaning.RECOMMENDATIONS, *heads))
    numbers = [each.number for each in write(found, "advice").recommendations.all()]
    assert numbers == ["1.2.3.4.5.6.7.8.9"[: longest(Recommendation, "number")]] * 2


@pytest.mark.parametrize(
    ("year", "period"), [(1949, None), (1950, 1950), (2100, 2100), (2101, None), (None, None)]
)
def test_a_year_outside_the_field_s_range_is_left_empty(world: World, year, period):
    assert write(reading(year=year)).period_from == period


def test_sources_that_are_each_a_line_are_sources_of_the_page(world: World):
    listed = section(
        "Bronnen",
        Meaning.SOURCES,
        text("De nota", url=ADDRESS + "n"),
        text("b" * 250, PartKind.ITEM),
        text("Te lang adres", PartKind.NUMBERED, url=ADDRESS + "x" * 200),
    )
    page = write(reading(listed))
    assert [(each.value["title"], each.value["url"]) for each in page.sources][1:] == [
        ("De nota", ADDRESS + "n"),
        ("b" * 250, ""),
        ("Te lang adres", ""),
    ]
    assert list(page.sections) == []


@pytest.mark.parametrize(
    "part",
    [
        text("b" * 251),
        text("Een citaat.", PartKind.QUOTE),
        Part(PartKind.TEXT, LinkedText("a b", links=((0, 1, ADDRESS), (2, 3, ADDRESS)))),
    ],
    ids=["too long", "a quote", "two links"],
)
def test_other_text_below_sources_stays_text(world: World, part: Part):
    page = write(reading(section("Bronnen", Meaning.SOURCES, text("De nota"), part)))
    assert len(page.sources) == 1
    assert "De nota" in str(page.sections.raw_data)


def test_footnotes_are_text_and_no_sources(world: World):
    page = write(reading(section("", Meaning.SOURCES, text("¹ Een noot.", PartKind.NOTE))))
    assert len(page.sources) == 1
    assert "Een noot." in str(page.sections.raw_data)


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (article(), "dossier"),
        (article(title="Advies over wonen"), "dossier"),
        (article(asking("Bouw.", "Huur.")), "dossier"),
        (article(asking("Bouw.", "Huur.", "Meet.")), "advice"),
        (article(asking("Bouw."), title="Advies over wonen"), "advice"),
        (article(asking("Bouw."), genre="STANDPUNT"), "advice"),
    ],
)
def test_an_advice_asks_and_says_so_or_asks_more_than_two_things(made: Article, kind: str):
    assert kind_of(made) == kind


def test_each_meaning_of_an_advice_has_its_field():
    made = article(
        section("", None, text("vooraf")),
        section("Aanleiding", Meaning.CONTEXT, text("waarom")),
        section("Vragen", Meaning.QUESTIONS, text("vraag")),
        section("Werkwijze", Meaning.PARTICIPATION, text("samen")),
        section("Nog iets", None, text("ook samen"), text("drempel", meaning=Meaning.CHALLENGES)),
        section("Bevindingen", Meaning.FINDINGS, text("koud")),
        asking("Bouw.", "Huur."),
    )
    assert {name: shown(parts) for name, parts in by_field(made).items()} == {
        "context": ["vooraf", "Aanleiding", "waarom"],
        "questions": ["Vragen", "vraag"],
        "participation": ["Werkwijze", "samen", "Nog iets", "ook samen"],
        "findings": ["drempel", "Bevindingen", "koud"],
    }


def test_what_leads_up_to_recommendations_stays_with_the_findings():
    lead = text("Wij vragen:")
    made = article(
        section(
            "Aanbevelingen",
            Meaning.RECOMMENDATIONS,
            lead,
            text("Bouw.", PartKind.ITEM),
            text("Huur.", PartKind.ITEM),
        )
    )
    assert shown(by_field(made)["findings"]) == ["Wij vragen:"]


def test_the_introduction_ends_at_the_first_quote(world: World):
    opening = section("", None, text("Eerst."), text("Zij zei.", PartKind.QUOTE), text("Dan."))
    page = write(reading(opening, section("Kop", None, text("Later."))))
    assert page.introduction == "<p>Eerst.</p>"
    assert [block.block_type for block in page.sections] == ["citaat", "tekst", "tekst"]


def test_terms_place_and_association_are_filled_in_where_they_exist(world: World):
    association("Huurdersraad"), rung("Adviseren"), province("Limburg"), municipality("Genk")
    page = write(
        reading(organisation="HUURDERSRAAD"),
        place=Place("Limburg", "Limburg", is_province=True),
        ladder_level=Proposal("adviseren", "Adviseren", ()),
    )
    assert [each.name for each in page.associations.all()] == ["Huurdersraad"]
    assert (page.province.name, page.municipality) == ("Limburg", None)
    assert page.ladder_level.name == "Adviseren"
    other = write(reading(title="Iets anders"), place=Place("Genk", "Limburg"))
    assert (other.municipality.name, other.province, other.ladder_level) == ("Genk", None, None)


WORDS = "Wie huurt betaalt elke winter de muren van een ander en zit toch met een jas aan tafel. "
LONG = section(
    "", None, text(WORDS), text("De eigenaar weet het, de buren weten het, de raad nu ook.")
)


def test_another_source_of_the_same_text_is_added_to_the_draft_alone(world: World):
    page = write(reading(LONG))
    again = reading(LONG, organisation="Huurdersraad")
    dry = DraftWriter.load(dry_run=True).write(again, Proposals(), "dossier")
    assert dry.page_id == page.pk
    assert len(Dossier.objects.get().get_latest_revision_as_object().sources) == 1
    for _ in range(2):
        DraftWriter.load().write(again, Proposals(), "dossier")
    draft = Dossier.objects.get()
    assert [each.value["title"] for each in draft.get_latest_revision_as_object().sources] == [
        "Warm wonen",
        "Warm wonen (Huurdersraad)",
    ]
    assert (draft.live, len(draft.sources)) == (False, 1)


def test_the_same_writer_knows_what_it_made(world: World):
    writer = DraftWriter.load()
    first, second = (writer.write(reading(LONG), Proposals(), "advice") for _ in range(2))
    assert first.page_id == second.page_id
    assert PolicyAdvice.objects.count() == 1
    for _ in range(2):
        writer.write(reading(LONG, organisation="Huurdersraad"), Proposals(), "advice")
    draft = PolicyAdvice.objects.get().get_latest_revision_as_object()
    assert len(draft.sources) == 2


def test_a_source_is_named_by_title_organisation_and_year():
    assert source_of(reading())[0] == "Warm wonen"
    assert source_of(reading(year=2020))[0] == "Warm wonen (2020)"
    assert source_of(reading(organisation="Raad", year=2020))[0] == "Warm wonen (Raad, 2020)"
