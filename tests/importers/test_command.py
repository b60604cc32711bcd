"""The command: files in, drafts and a report out, and never a word of an editor changed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError
from wagtail.models import Task, Workflow, WorkflowTask

from armoedegeheugen.importers.drafts import existing, writer
from armoedegeheugen.models import PracticeCard
from tests import world as making
from tests.importers.layouts import place_here_title_there, plain
from tests.importers.practices import ALL, FIELDS, KEYS, LETTERS, SOUP
from tests.importers.reading.test_webpage import html
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(world: World) -> None:
    flemish = making.province("Limburg"), making.province("Oost-Vlaanderen")
    making.municipality("Lommel", province=flemish[0])
    making.municipality("Zottegem", province=flemish[1])
    making.municipality("Heist-op-den-Berg", province=making.province("Antwerpen"))


class Run:
    """What came of one call."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: Any) -> None:
        self.status = 0
        try:
            call_command("import_practices", *map(str, arguments))
        except SystemExit as end:
            self.status = int(end.code or 0)
        captured = capsys.readouterr()
        self.errors = captured.err
        self.report = json.loads(captured.out)
        self.cards: list[dict[str, Any]] = self.report["cards"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    return lambda *arguments: Run(capsys, *arguments)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundel.txt"
    path.write_text(plain(ALL), encoding="utf-8")
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "soep.html"
    path.write_text(html(SOUP), encoding="utf-8")
    return path


def only_draft() -> PracticeCard:
    return PracticeCard.objects.get().get_latest_revision_as_object()


def test_report_has_just_the_keys_that_were_promised(run, bundle: Path):
    done = run(bundle)
    assert set(done.report) == {"cards", "rest", "coverage"}
    assert set(done.cards[0]) == {
        *("title", "municipality", "province", "teaser", "doelstelling", "bereik", "neveneffect"),
        *("hindernis", "tips", "contact_role", "notes", "page_id"),
    }
    assert 0.97 <= done.report["coverage"] <= 1
    assert (done.status, done.errors) == (0, "")


def test_each_practice_becomes_a_draft(run, bundle: Path, world: World):
    done = run(bundle)
    pages = {page.pk: page for page in PracticeCard.objects.all()}
    assert [card["page_id"] for card in done.cards] == sorted(pages)
    for card, practice in zip(done.cards, ALL, strict=True):
        page = pages[card["page_id"]]
        assert not page.live
        assert page.has_unpublished_changes
        assert page.get_parent().pk == world.shelf.pk
        assert page.title == practice.whole_title
        assert page.teaser == practice.teaser
        assert page.contact_role == practice.role
        assert [tip.value for tip in page.tips] == list(practice.sections[4])
        assert [source.value["title"] for source in page.sources] == ["bundel.txt"]


def test_place_is_a_municipality_or_a_province_and_never_both(run, bundle: Path):
    for card in run(bundle).cards:
        page = PracticeCard.objects.get(pk=card["page_id"])
        assert (page.municipality.name if page.municipality else "") == card["municipality"]
        alone = page.province.name if page.province else ""
        assert alone == ("" if page.municipality else card["province"])
    assert run(bundle).cards[3]["province"] == LETTERS.place


def test_text_is_paragraphs_and_lists_of_our_own_making(run, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(plain([SOUP]).replace("lange tafel", "<b>lange</b> tafel & bank"), "utf-8")
    run(path)
    text = only_draft().doelstelling
    assert "&lt;b&gt;lange&lt;/b&gt; tafel &amp; bank" in text
    assert text.startswith("<p>")
    assert text.count("<p>") == len(SOUP.sections[0])


def test_bundle_and_page_of_one_practice_make_one_draft_with_both_sources(
    run, bundle: Path, page: Path
):
    done = run(bundle, page)
    assert len(done.cards) == len(ALL)
    assert PracticeCard.objects.count() == len(ALL)
    soup = PracticeCard.objects.get(title=SOUP.whole_title).get_latest_revision_as_object()
    assert [(s.value["title"], s.value["url"]) for s in soup.sources] == [
        ("bundel.txt", ""),
        ("Praktijk | Voorbeeld", "https://voorbeeld.example/praktijk"),
    ]
    assert any(note.startswith("soep.html: Dezelfde praktijk") for note in done.cards[0]["notes"])


def test_words_of_the_second_source_are_in_the_rest(run, bundle: Path, page: Path):
    rest = "\n".join(run(bundle, page).report["rest"])
    assert all(text in rest for section in SOUP.sections for text in section)


def test_second_source_fills_what_the_first_left_empty(run, tmp_path: Path, page: Path):
    path = tmp_path / "kort.txt"
    path.write_text(plain([SOUP]).split("\n\nTIPS")[0], encoding="utf-8")
    run(path)
    done = run(page)
    assert [tip.value for tip in only_draft().tips] == list(SOUP.sections[4])
    assert any("aangevuld: tips" in note for note in done.cards[0]["notes"])


def test_second_run_changes_nothing(run, bundle: Path, page: Path):
    first = run(bundle, page)
    before = list(PracticeCard.objects.order_by("pk").values())
    revisions = [p.revisions.count() for p in PracticeCard.objects.order_by("pk")]
    second = run(bundle, page)
    assert list(PracticeCard.objects.order_by("pk").values()) == before
    assert [p.revisions.count() for p in PracticeCard.objects.order_by("pk")] == revisions
    assert [c["page_id"] for c in second.cards] == [c["page_id"] for c in first.cards]
    assert second.report["coverage"] == first.report["coverage"]
    assert all("Dit ontwerp bestond al" in " ".join(card["notes"]) for card in second.cards)


def test_two_practices_of_one_town_stay_two(run, tmp_path: Path):
    path = tmp_path / "twee.txt"
    text = place_here_title_there([SOUP, KEYS]).replace("ZOTTEGEM", "LOMMEL")
    path.write_text(text.replace("OCMW Zottegem", "OCMW Lommel"), encoding="utf-8")
    assert [card["municipality"] for card in run(path).cards] == ["Lommel", "Lommel"]
    assert len(run(path).cards) == PracticeCard.objects.count() == 2


@pytest.fixture
def edited(run, tmp_path: Path) -> Path:
    """A draft that an editor gave another title and other words."""
    path = tmp_path / "soep.txt"
    path.write_text(plain([SOUP]), encoding="utf-8")
    run(path)
    page = PracticeCard.objects.get()
    page.title, page.doelstelling, page.tips = "Aan tafel", "<p>Herschreven.</p>", []
    editor = User.objects.create_user("redactie")
    page.save_revision(user=editor)
    return path


def test_edited_draft_is_recognised_and_left_alone(run, edited: Path):
    done = run(edited)
    draft = only_draft()
    assert (draft.title, draft.doelstelling) == ("Aan tafel", "<p>Herschreven.</p>")
    assert done.cards[0]["page_id"] == draft.pk


def test_edited_draft_gets_a_new_source_and_nothing_else(run, edited: Path, page: Path):
    done = run(page)
    draft = only_draft()
    assert (draft.title, draft.doelstelling, len(draft.tips)) == (
        "Aan tafel",
        "<p>Herschreven.</p>",
        0,
    )
    assert len(draft.sources) == 2
    assert "Een redacteur werkte al" in " ".join(done.cards[0]["notes"])
    run(page)
    assert len(only_draft().sources) == 2


def test_published_card_is_not_touched(run, bundle: Path, page: Path):
    run(bundle)
    soup = PracticeCard.objects.get(title=SOUP.whole_title)
    soup.get_latest_revision().publish()
    before = PracticeCard.objects.filter(pk=soup.pk).values().get()
    done = run(page)
    assert PracticeCard.objects.filter(pk=soup.pk).values().get() == before
    assert done.cards[0]["page_id"] == soup.pk
    assert "al gepubliceerd" in " ".join(done.cards[0]["notes"])


def test_card_in_other_words_about_the_same_is_named_but_takes_no_drafts_place(
    run, page: Path, world: World
):
    town = making.municipality("Lommel")
    other = world.practice(SOUP.whole_title, municipality=town, doelstelling="<p>Kort.</p>")
    done = run(page)
    assert done.cards[0]["page_id"] != other.pk
    assert "die hierop lijkt" in " ".join(done.cards[0]["notes"])


def test_locked_draft_is_left_alone(run, bundle: Path, page: Path):
    run(bundle)
    PracticeCard.objects.filter(title=SOUP.whole_title).update(locked=True)
    done = run(page)
    draft = PracticeCard.objects.get(title=SOUP.whole_title)
    assert len(draft.get_latest_revision_as_object().sources) == 1
    assert "vergrendeld" in " ".join(done.cards[0]["notes"])


def test_draft_that_someone_judges_is_left_alone(run, bundle: Path, page: Path):
    run(bundle)
    draft = PracticeCard.objects.get(title=SOUP.whole_title)
    judging = Workflow.objects.create(name="Nakijken")
    task = Task.objects.create(name="Lezen")
    WorkflowTask.objects.create(workflow=judging, task=task)
    judging.start(draft, User.objects.create_user("lid"))
    done = run(page)
    assert len(draft.get_latest_revision_as_object().sources) == 1
    assert "nagekeken" in " ".join(done.cards[0]["notes"])


def test_number_of_queries_does_not_grow_with_the_cards(
    world: World, django_assert_max_num_queries: Any
):
    for number in range(12):
        world.practice(f"Kaart {number}", live=number % 2 == 0)
    with django_assert_max_num_queries(8):
        assert len(list(existing.existing_cards())) == 12


def test_former_name_of_a_town_finds_the_draft_of_todays(run, tmp_path: Path):
    making.merger("Merelbeke", "Merelbeke-Melle")
    old, new = tmp_path / "oud.txt", tmp_path / "nieuw.txt"
    text = plain([SOUP]).replace("LOMMEL", "MERELBEKE")
    old.write_text(text, encoding="utf-8")
    new.write_text(text.replace("MERELBEKE", "MERELBEKE-MELLE"), encoding="utf-8")
    done = run(old, new)
    assert [card["municipality"] for card in done.cards] == ["Merelbeke"]
    assert PracticeCard.objects.get().municipality.name == "Merelbeke"


def test_dry_run_makes_nothing_and_merges_all_the_same(run, bundle: Path, page: Path):
    done = run("--dry-run", bundle, page)
    assert PracticeCard.objects.count() == 0
    assert [card["page_id"] for card in done.cards] == [None] * len(ALL)


def test_bad_file_is_named_and_the_others_are_done(run, bundle: Path, tmp_path: Path):
    empty = tmp_path / "leeg.txt"
    empty.touch()
    done = run(empty, bundle, tmp_path / "weg.txt")
    assert done.status == 1
    assert len(done.errors.splitlines()) == 2
    assert f"{empty}: dit bestand is leeg." in done.errors
    assert PracticeCard.objects.count() == len(ALL)


def test_file_without_a_practice_is_all_rest_and_no_failure(run, tmp_path: Path):
    path = tmp_path / "nieuws.txt"
    path.write_text("Een bericht over soep.\n\nMeer niet.", encoding="utf-8")
    done = run(path)
    assert (done.status, done.cards) == (0, [])
    assert done.report["rest"] == ["Een bericht over soep.", "Meer niet."]
    assert f"{path}: er is geen praktijk in gevonden." in done.errors


def test_file_that_fails_halfway_leaves_no_drafts(
    run, bundle: Path, page: Path, monkeypatch: pytest.MonkeyPatch
):
    make = writer._create

    def stumble(card: Any, *rest: Any) -> Any:
        if card.title == KEYS.whole_title:
            raise DatabaseError("De schijf is vol.")
        return make(card, *rest)

    monkeypatch.setattr(writer, "_create", stumble)
    done = run(bundle, page)
    assert done.status == 1
    assert f"{bundle}: er zijn geen ontwerpen gemaakt." in done.errors
    assert [card["title"] for card in done.cards] == [SOUP.whole_title]
    assert PracticeCard.objects.get().pk == done.cards[0]["page_id"]


def test_without_a_shelf_there_are_no_drafts(run, page: Path, world: World):
    world.shelf.delete()
    world.inside.delete()
    done = run(page)
    assert done.status == 1
    assert "geen overzicht" in done.errors


def test_names_addresses_and_numbers_are_on_no_page(run, bundle: Path, page: Path):
    run(bundle, page)
    for practice in PracticeCard.objects.all():
        draft = practice.get_latest_revision_as_object()
        told = [draft.title, draft.teaser, draft.contact_role, draft.contact_organisation]
        told += [str(getattr(draft, field)) for field in (*FIELDS, "sources")]
        for one in ALL:
            name, _, number = one.contact.split(", ")
            assert name not in " ".join(told)
            assert number not in " ".join(told)


def test_long_sentence_is_cut_on_the_page_and_whole_in_the_report(run, tmp_path: Path):
    teaser = " ".join(f"Zin {number} over soep op dinsdag." for number in range(12))
    path = tmp_path / "lang.txt"
    path.write_text(plain([replace(SOUP, teaser=teaser)]), encoding="utf-8")
    done = run(path)
    assert done.cards[0]["teaser"] == teaser
    short = only_draft().teaser
    assert len(short) <= 300
    assert teaser.startswith(short)
    assert short.endswith("dinsdag.")
    assert "De samenvatting is te lang" in " ".join(done.cards[0]["notes"])


def test_practice_without_a_title_is_called_after_its_place(run, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("DOELSTELLING\n\nHet OCMW Lommel kookt soep.\n\nTIPS\n\n» Proef.", "utf-8")
    done = run(path)
    assert done.errors == ""
    assert done.cards[0]["title"] == ""
    assert only_draft().title == "Lommel"
    assert "Er is geen titel gevonden." in done.cards[0]["notes"]
