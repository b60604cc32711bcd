"""What a card, an advice and a dossier show, and what they leave out."""

from django.test import Client

from armoedegeheugen.models import PracticeCard
from tests import world as making
from tests.pages.portal import Portal
from tests.pages.reading import facts, headings, read, text

TOLD = ["Doelstelling", "Bereik", "Neveneffect", "Hindernis", "Tips"]


def test_a_card_tells_the_five_headings_in_their_order(portal: Portal, client: Client):
    page = read(client, portal.card.url)
    found = [heading for heading in headings(page) if heading in TOLD]
    assert found == TOLD
    assert [text(tip) for tip in page.select(".checklist li")] == ["Begin klein.", "Neem tijd."]


def test_what_is_empty_leaves_no_trace(portal: Portal, client: Client):
    for item in (portal.bare_card, portal.bare_advice, portal.bare_dossier):
        page = read(client, item.url)
        assert headings(page.main) == [item.title, "Kenmerken"]
        assert list(facts(page)) == ["Laatst nagekeken"]
        assert not page.main.find_all(["img", "figure", "dl:empty", "ul:empty"])


def test_an_example_says_that_it_is_one(portal: Portal, client: Client):
    said = "Dit is een verzonnen voorbeeld."
    for item in (portal.card, portal.advice, portal.dossier):
        assert said in text(read(client, item.url))
    assert said not in text(read(client, portal.bare_card.url))


def test_the_place_keeps_the_name_of_its_day_beside_todays(portal: Portal, client: Client):
    where = facts(read(client, portal.card.url))["Waar"]
    assert where.startswith("Merelbeke nu Merelbeke-Melle, sinds 1 januari 2025")


def test_the_rung_is_drawn_and_said(portal: Portal, client: Client):
    page = read(client, portal.card.url)
    assert page.select_one(".ladder")["aria-label"] == "Trede 3 van 6 op de participatieladder"
    assert text(page.select_one(".ladder .is-here")) == "Adviseren"
    assert text(page.select_one(".rung__question")) == "adviseren?"


def test_terms_lead_to_everything_that_carries_them(portal: Portal, client: Client):
    links = {link["href"] for link in read(client, portal.card.url).select("main a")}
    assert {
        "/zoeken/?thema=energie",
        "/zoeken/?doelgroep=gezinnen",
        "/zoeken/?hindernis=tijd",
        "/zoeken/?trede=adviseren",
        "/gemeenten/merelbeke-melle/",
        "/verenigingen/samen-sterk/",
    } <= links


def test_contact_is_a_role_and_a_general_address(portal: Portal, client: Client):
    contact = facts(read(client, portal.card.url))["Contact"]
    assert contact == "Coördinator OCMW info@example.org"


def test_an_image_has_its_description_and_its_maker(portal: Portal, client: Client):
    figure = read(client, portal.card.url).select_one("figure.figure")
    assert figure.img["alt"] == "Mensen rond een tafel"
    assert text(figure.figcaption) == "Beeld: Een tekenaar"


def test_promised_and_reached_stand_side_by_side(portal: Portal, client: Client):
    rungs = read(client, portal.advice.url).select_one(".rungs")
    assert [text(h) for h in rungs.find_all("h3")] == ["Beloofd", "Bereikt"]
    assert [text(r) for r in rungs.select(".rung__name")] == ["Meebeslissen", "Adviseren"]
    assert text(rungs.select_one(".rungs__verdict")) == "De inspraak bleef lager dan beloofd."


def test_each_recommendation_has_an_address_of_its_own(portal: Portal, client: Client):
    page = read(client, portal.advice.url)
    shown = page.select(".recommendation")
    asked = list(portal.advice.recommendations.all())
    assert [record["id"] for record in shown] == [each.anchor for each in asked]
    assert [text(record.h3) for record in shown] == ["Aanbeveling 1", "Aanbeveling 2"]
    assert "Wie moet dit doen OCMW Merelbeke" in text(shown[0])
    assert "Wie moet dit doen" not in text(shown[1])


def test_a_found_recommendation_leads_to_its_place_on_the_page(portal: Portal, client: Client):
    from search.index import sync

    sync.sync_all()
    found = read(client, "/zoeken/?soort=aanbeveling").select(".result__title a")
    address, _, anchor = found[0]["href"].partition("#")
    assert read(client, address).find(id=anchor)


def test_a_dossier_lists_its_parts_and_each_link_arrives(portal: Portal, client: Client):
    page = read(client, portal.dossier.url)
    links = page.select(".contents a")
    assert [text(link) for link in links] == [
        "Wat is er aan de hand?", "Film", "Zo doe je het", "Lees ook",
    ]  # fmt: skip
    assert [text(page.find(id=link["href"][1:])) for link in links] == [text(a) for a in links]


def test_a_video_is_a_link_with_its_words_written_out(portal: Portal, client: Client):
    video = read(client, portal.dossier.url).select_one(".video")
    assert video.a["href"] == "https://example.org/film"
    assert "Er praat iemand." in text(video)
    assert not video.find_all(["iframe", "video"])


def test_items_that_a_visitor_may_not_open_are_not_named(
    portal: Portal, client: Client, django_user_model
):
    draft = portal.world.practice("Ontwerp", live=False)
    chosen = [("item", page) for page in (portal.secret, draft, portal.bare_card)]
    portal.advice.related_items = chosen
    portal.dossier.sections = [("verwijzing", {"title": "Lees", "items": [p for _, p in chosen]})]
    for page in (portal.advice, portal.dossier):
        page.save_revision().publish()
    for address in (portal.advice.url, portal.dossier.url):
        assert [text(t) for t in read(client, address).select(".card__title")] == ["Kale kaart"]
    client.force_login(django_user_model.objects.create_user("iemand"))
    titles = [text(t) for t in read(client, portal.advice.url).select(".card__title")]
    assert titles == ["Geheime kaart", "Kale kaart"]


def test_an_alias_of_a_closed_page_is_closed_too(portal: Portal, client: Client):
    making.restrict(portal.secret)
    alias = portal.secret.create_alias(parent=portal.world.shelf, update_slug="kopie")
    portal.advice.related_items = [("item", alias)]
    portal.advice.save_revision().publish()
    assert read(client, portal.advice.url).select(".card__title") == []


def test_what_is_internal_says_so(portal: Portal, client: Client, django_user_model):
    client.force_login(django_user_model.objects.create_user("iemand"))
    assert "Intern." in text(read(client, portal.secret.url).select_one(".notice--internal"))
    assert not read(client, portal.card.url).select(".notice--internal")


def test_what_is_due_for_review_says_so(portal: Portal, client: Client):
    PracticeCard.objects.filter(pk=portal.card.pk).update(review_by="2020-01-01")
    said = "Misschien klopt niet alles meer."
    assert said in text(read(client, portal.card.url))
    assert said not in text(read(client, portal.dossier.url))


def test_hostile_text_is_shown_and_not_run(portal: Portal, client: Client):
    hostile = "<script>alert(1)</script>"
    portal.bare_card.title = portal.bare_card.teaser = portal.bare_card.plain_summary = hostile
    portal.bare_card.tips = [("tip", hostile)]
    portal.bare_card.save_revision().publish()
    portal.dossier.sections = [("stappen", {"title": hostile, "steps": []})] * 3
    portal.dossier.save_revision().publish()
    for address in (portal.bare_card.url, portal.dossier.url, portal.world.shelf.url):
        page = read(client, address)
        assert hostile in text(page)
        assert not page.main.find_all("script")
