"""The switch to plain language: a link without scripts, remembered only by who chose."""

import pytest
from django.test import Client

from tests.pages.portal import Portal
from tests.pages.reading import read, text


def test_the_switch_leads_to_both_texts(portal: Portal, client: Client):
    page = read(client, portal.card.url)
    links = {text(link): link for link in page.select(".words a")}
    assert links["Gewone tekst"]["aria-current"] == "true"
    plain = read(client, portal.card.url + links["In eenvoudige taal"]["href"])
    assert text(plain.select_one(".plain p")) == "Mensen praten samen."
    assert text(plain.select_one(".words [aria-current]")) == "In eenvoudige taal"


def test_plain_language_comes_first_and_the_rest_stays_within_reach(portal: Portal, client: Client):
    page = read(client, portal.card.url + "?taal=eenvoudig")
    assert text(page.select_one("main h2")) == "In eenvoudige taal"
    assert len(page.select("details.fold .told")) == 4
    assert page.select_one("#tips") not in page.select("details.fold *")


def test_who_chose_once_reads_every_item_so(portal: Portal, client: Client):
    client.get(portal.card.url + "?taal=eenvoudig")
    assert read(client, portal.card.url).select_one(".plain")
    client.get(portal.card.url + "?taal=gewoon")
    assert not read(client, portal.card.url).select_one(".plain")
    assert not client.cookies["taal"].value


def test_the_cookie_lasts_a_year_and_stays_on_this_site(portal: Portal, client: Client):
    cookie = client.get(portal.card.url, {"taal": "eenvoudig"}, secure=True).cookies["taal"]
    assert cookie["max-age"] == 365 * 24 * 3600
    assert (cookie["samesite"], cookie["httponly"], cookie["secure"]) == ("Lax", True, True)


def test_going_back_without_a_cookie_deletes_none(portal: Portal, client: Client):
    assert not client.get(portal.card.url, {"taal": "gewoon"}).cookies


def test_who_never_chose_gets_no_cookie(portal: Portal, client: Client):
    answer = client.get(portal.card.url)
    assert not answer.cookies
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("asked", ["", "frans", "<b>"])
def test_another_word_changes_nothing(asked: str, portal: Portal, client: Client):
    answer = client.get(portal.card.url, {"taal": asked})
    assert "taal" not in answer.cookies
    assert b'class="plain"' not in answer.content


def test_without_a_summary_there_is_no_switch(portal: Portal, client: Client):
    page = read(client, portal.bare_card.url + "?taal=eenvoudig")
    assert not page.select(".words, .plain, .fold")


def test_an_advice_and_a_dossier_fold_their_text(portal: Portal, client: Client):
    for item in (portal.advice, portal.dossier):
        item.plain_summary = "Kort gezegd."
        item.save_revision().publish()
        page = read(client, item.url + "?taal=eenvoudig")
        assert text(page.select_one(".plain p")) == "Kort gezegd."
        assert page.select_one("details.fold h2")
    assert not page.select("details.fold .recommendation")
