"""What visitors ask, before an editor: what was found and opened, and two clicks to mend it."""

from datetime import date
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import PracticeCard
from search.analytics import query_log
from search.engines.protocol import EngineUnavailable
from search.index import sync
from search.models import AskedQuestion, OpenedItem, Promotion
from search.results import pinned
from tests.editorial.test_reports import card, rows

ADDRESS = "/beheer/reports/gezocht/vraag/"


@pytest.fixture
def page(portal, index) -> PracticeCard:
    page = card(portal, "Budgetcafé")
    page.save_revision().publish()
    sync.sync_all()
    return page


def shown(client: Client, **query: str) -> BeautifulSoup:
    answer = client.get(ADDRESS, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def test_all_questions_with_what_was_found_and_opened(editor: Client, page):
    query_log.count("geld", date(2026, 1, 3), whole=0, near=2)
    query_log.count("geld", date(2026, 2, 3), whole=4)
    query_log.count("regenton", date(2026, 2, 4))
    for row in AskedQuestion.objects.filter(question="geld"):
        OpenedItem.objects.create(asked=row, page=page.pk, count=2)
    assert rows(editor, "zoekvragen") == [
        {
            "Vraag": "geld",
            "Keren": "2",
            "Gevonden": "4",
            "Bijna": "0",
            "Geopend": "4",
            "Laatst": "2026-02-03",
        },
        {
            "Vraag": "regenton",
            "Keren": "1",
            "Gevonden": "0",
            "Bijna": "0",
            "Geopend": "0",
            "Laatst": "2026-02-04",
        },
    ]
    assert [row["Vraag"] for row in rows(editor, "gezocht")] == ["regenton"]


def test_two_clicks_put_an_item_first(editor: Client, page):
    query_log.count("budgetcafe", date(2026, 1, 3))
    report = editor.get("/beheer/reports/gezocht/").text
    assert f"{ADDRESS}?q=budgetcafe" in unescape(report)  # the first click
    form = shown(editor, q="budgetcafe").select_one("form:has(button.button-small)")
    sent = {one["name"]: one["value"] for one in form.select("input")}
    sent.pop("csrfmiddlewaretoken", None)
    answer = editor.post(form["action"], sent, follow=True)  # the second
    assert "staat nu bovenaan" in answer.text
    assert Promotion.objects.get().page_id == page.pk
    assert Client().get("/zoeken/?q=budgetcafe").text.count("Aanbevolen door de redactie") == 1


def test_what_was_put_first_can_be_taken_away(editor: Client, page):
    pinned.put_first("geld", page)
    assert "Haal weg" in shown(editor, q="geld").text
    editor.post(ADDRESS, {"q": "geld", "item": page.pk, "weg": "1"})
    assert not Promotion.objects.exists()


def test_other_words_find_the_answer(editor: Client, page):
    assert "Budgetcafé" not in shown(editor, q="geldzorgen").text
    assert "Budgetcafé" in shown(editor, q="geldzorgen", zoek="budgetcafé").text


def test_a_synonym_is_made_from_here(editor: Client, page):
    link = shown(editor, q="geldzorgen").find("a", string="Maak er een synoniem van")
    answer = editor.get(link["href"])
    assert answer.status_code == 200
    assert 'value="geldzorgen"' in answer.text


def test_what_was_opened_is_named(editor: Client, page):
    query_log.count("geld", date(2026, 1, 3))
    OpenedItem.objects.create(asked=AskedQuestion.objects.get(), page=page.pk, count=3)
    OpenedItem.objects.create(asked=AskedQuestion.objects.get(), page=999_999)
    assert "Budgetcafé (3 keer)" in shown(editor, q="geld").text


def test_without_engine_it_says_so(editor: Client, page, monkeypatch):
    def down(*_: object):
        raise EngineUnavailable("weg")

    monkeypatch.setattr("search.pipeline.run", down)
    assert "De zoekmachine antwoordt even niet." in shown(editor, q="geld").text


def test_what_is_typed_is_shown_as_text(editor: Client, page):
    answer = editor.get(ADDRESS, {"q": "<script>alert(1)</script>", "zoek": "<b>x"})
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text
    assert "<b>x" not in answer.text


@pytest.mark.parametrize("item", ["", "x", "0", "-1", "9" * 30])
def test_no_such_item_is_put_first(editor: Client, page, item):
    assert editor.post(ADDRESS, {"q": "geld", "item": item}).status_code == 404
    assert not Promotion.objects.exists()


def test_only_who_may_publish_gets_here(client: Client, portal, page):
    assert client.get(ADDRESS).status_code == 302
    refused = client.post(ADDRESS, {"q": "geld", "item": page.pk})
    assert refused.status_code == 403
    assert 'action="/aanmelden/"' in refused.content.decode()
    assert reverse("gezochte_vraag") == ADDRESS
    assert not Promotion.objects.exists()
