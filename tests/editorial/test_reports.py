"""What editors look back on, each as a page and as two files."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from armoedegeheugen.editorial.reports import coverage, menu
from armoedegeheugen.models import CheckedLink, FollowUp, PolicyAdvice, PracticeCard, Region
from search.analytics import query_log
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal
from tests.world import merger, municipality, province, theme

ADDRESSES = [f"/beheer/reports/{slug}/" for slug in [*menu.REPORTS, "gezocht", "zoekvragen"]]


def add(parent, page, **values):
    related = {name: values.pop(name) for name in ("themes",) if name in values}
    for name, value in values.items():
        setattr(page, name, value)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    for name, value in related.items():
        setattr(page, name, value)
    page.save()
    return page


def card(portal: Portal, title: str, **values):
    return add(portal.praktijken, PracticeCard(title=title, teaser="Kort."), **values)


def rows(client: Client, slug: str) -> list[dict[str, str]]:
    """As the file has them."""
    answer = client.get(f"/beheer/reports/{slug}/?export=csv")
    return list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_report_is_a_page_a_part_and_two_files(editor: Client, portal: Portal, address):
    assert editor.get(address).status_code == 200
    assert editor.get(f"{address}results/").status_code == 200
    heads = b"".join(editor.get(f"{address}?export=csv")).decode("utf-8-sig")
    heads = heads.splitlines()[0].split(";")
    book = load_workbook(BytesIO(b"".join(editor.get(f"{address}?export=xlsx"))))
    assert [cell.value for cell in next(book.active.rows)] == heads


@pytest.mark.parametrize("address", ADDRESSES)
def test_reports_are_for_editors(member: Client, visitor: Client, portal: Portal, address):
    for client in (member, visitor):
        for query in ("", "?export=csv", "results/"):
            assert client.get(f"{address}{query}").status_code in (302, 403)


def test_the_menu_names_them_to_editors_only(editor: Client, member: Client):
    for client, shown in ((editor, True), (member, False)):
        page = client.get("/beheer/").content.decode()
        assert ("/beheer/reports/spreiding/" in page) is shown


def test_what_was_submitted_waits(editor: Client, member: Client, own: Own):
    forms.add_dossier(member, own.dossiers, forms.dossier(), **forms.SUBMIT)
    (row,) = rows(editor, "wacht")
    assert (row["Titel"], row["Soort"], row["Dagen"]) == (
        "Praatcafé in de wijk",
        "themadossier",
        "0",
    )


def test_what_no_council_answered(editor: Client, portal: Portal):
    page = PolicyAdvice(title="Advies", teaser="Kort.", date=date(2024, 1, 1))
    add(portal.adviezen, page)
    first = page.recommendations.create(number="1", text="Bouw huizen.")
    page.recommendations.create(number="2", text="Verlaag de drempel.")
    page.save()
    said = {"side": "bestuur", "date": date(2024, 5, 1), "position": "gevolgd"}
    FollowUp.objects.create(advice=page, recommendation_key=first.key, said_by="dienst", **said)
    (row,) = rows(editor, "zonder-antwoord")
    assert row["Aanbeveling"] == "Aanbeveling 2: Verlaag de drempel."
    assert int(row["Dagen"]) > 300


def test_what_is_past_its_day(editor: Client, portal: Portal):
    today = timezone.localdate()
    for title, days, live in (("Laat", 3, True), ("Vandaag", 0, True), ("Concept", 3, False)):
        made = card(portal, title, live=live)  # no form takes a day in the past
        PracticeCard.objects.filter(pk=made.pk).update(review_by=today - timedelta(days=days))
    assert [(row["Titel"], row["Dagen te laat"]) for row in rows(editor, "na-te-kijken")] == [
        ("Laat", "3")
    ]


def test_the_emptiest_come_first(editor: Client, portal: Portal):
    card(portal, "Leeg")
    card(portal, "Iets", plain_summary="Kort.", contact_role="coördinator")
    found = rows(editor, "onvolledig")
    assert [row["Titel"] for row in found] == ["Leeg", "Iets"]
    assert found[0]["Ingevuld (%)"] == "0"
    assert "de trede" in found[1]["Ontbreekt"]
    assert "het contact" not in found[1]["Ontbreekt"]


def test_a_dead_link_is_named_with_each_item_that_has_it(editor: Client, portal: Portal):
    for title in ("Een", "Twee"):
        link = {"type": "link", "value": {"title": "Weg", "url": "https://example.org/weg"}}
        card(portal, title, links=[link])
    CheckedLink.objects.create(url="https://example.org/weg", fault="niet gevonden (404)")
    CheckedLink.objects.create(url="https://example.org/goed")
    assert [row["Titel"] for row in rows(editor, "dode-links")] == ["Een", "Twee"]


def test_questions_without_result_by_how_often(editor: Client):
    for question, times in (("regenton", 2), ("waterpomp", 3), ("energie", 1)):
        for day in range(1, times + 1):
            query_log.count(question, date(2026, day, 1), whole=int(question == "energie"))
    assert [row["Vraag"] for row in rows(editor, "gezocht")] == ["waterpomp", "regenton"]


def test_a_cell_is_no_formula(editor: Client):
    query_log.count("=1+1", date(2026, 1, 1))
    assert rows(editor, "gezocht")[0]["Vraag"] == "'=1+1"
    book = load_workbook(BytesIO(b"".join(editor.get("/beheer/reports/gezocht/?export=xlsx"))))
    assert book.active["A2"].data_type == "s"


def test_coverage_counts_each_item_once_where_it_is_today(editor: Client, portal: Portal):
    limburg = province("Limburg")
    energy = theme("Energie")
    child = theme("Sociaal tarief", energy)
    theme("Wonen")
    melle = merger("Melle", "Merelbeke-Melle")
    empty = municipality("Pelt", province=limburg, region=Region.FLANDERS)
    card(portal, "Fusie", municipality=melle, themes=[energy, child])
    card(portal, "Provincie", province=limburg, themes=[child])
    card(portal, "Wijd", supralocal=True, themes=[theme("Wonen")])
    card(portal, "Concept", municipality=empty, themes=[energy], live=False)
    found = {row["Gemeente"]: (row["Energie"], row["Wonen"]) for row in rows(editor, "spreiding")}
    assert found == {
        "bovenlokaal": ("0", "1"),
        "hele provincie": ("1", "0"),
        "Merelbeke-Melle": ("1", "0"),
        "Pelt": ("0", "0"),
    }


def test_the_matrix_shows_its_holes_by_province(editor: Client, portal: Portal):
    theme("Energie")
    municipality("Pelt", province=province("Limburg"), region=Region.FLANDERS)
    page = editor.get("/beheer/reports/spreiding/").content.decode()
    assert "coverage__gap" in page
    assert "Limburg: 0 van 2 plaatsen" in page


def test_coverage_asks_the_same_number_of_queries_for_many(
    portal: Portal, django_assert_max_num_queries
):
    themes = [theme(name) for name in ("Energie", "Wonen")]
    for number in range(12):
        place = municipality(f"Plaats {number}", region=Region.FLANDERS)
        card(portal, f"Kaart {number}", municipality=place, themes=themes)
    with django_assert_max_num_queries(12):
        coverage.table(coverage.main_themes())
