"""Telling, a step at a time: nothing typed is lost, and what is wrong is said beside the field."""

import pytest
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import Submission
from armoedegeheugen.models.submission import State
from armoedegeheugen.sections.models import OverviewPage
from armoedegeheugen.submissions import drafts, rate_limit, steps
from tests.submissions.conftest import (
    ANSWERS,
    Sender,
    complaint,
    picture,
    shown,
    soup,
    text,
    upload,
)

CHECK = "/insturen/nakijken/"
HOUR = rate_limit.HOUR


def test_the_whole_way_with_everything(sender: Sender):
    assert sender.begin().url == sender.at("wat-en-waar")
    way = [sender.tell(slug).url for slug in ANSWERS]
    assert way == [*(sender.at(slug) for slug in list(ANSWERS)[1:]), CHECK]
    draft = sender.draft
    assert (draft.title, draft.municipality.name) == ("Elke dinsdag samen koken", "Gent")
    assert draft.show_contact
    for answers in ANSWERS.values():
        for name in answers.keys() - {"show_contact"}:
            assert getattr(draft, name) == answers[name]


def test_the_whole_way_with_only_what_must(sender: Sender):
    none = dict.fromkeys(("bereik", "neveneffect", "hindernis", "tips"), "")
    draft = sender.tell_all(**none)
    assert sender.client.get(CHECK).status_code == 200
    assert draft.bereik == draft.tips == ""


def test_every_step_says_where_you_are_and_what_it_asks(sender: Sender):
    sender.begin()
    for number, step in enumerate(steps.STEPS, 1):
        page = soup(sender.client.get(step.url))
        assert f"Stap {number} van 6" in page.main.get_text()
        assert f"stap {number} van 6" in page.title.string
        assert page.h1.get_text(strip=True) == step.title
        labels = {label["for"] for label in page.main.find_all("label")}
        visible = [
            f for f in page.main.find_all(["input", "textarea"]) if f.get("type") != "hidden"
        ]
        assert {field["id"] for field in visible} <= labels
        assert not page.main.find_all(required=True)
        assert not page.main.find_all(maxlength=True)


@pytest.mark.parametrize(
    ("slug", "name", "said"),
    [
        ("wat-en-waar", "title", "Geef je praktijk een naam."),
        ("wat-en-waar", "place", "Vul een gemeente in"),
        ("wat-en-waar", "teaser", "Schrijf in één of twee zinnen"),
        ("doel-en-bereik", "doelstelling", "Vertel wat je wou bereiken"),
        ("wie-ben-je", "role", "Vul in wat je doet"),
        ("wie-ben-je", "organisation", "Vul je organisatie in"),
        ("wie-ben-je", "email", "Vul je e-mailadres in"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_on_top(sender: Sender, slug, name, said):
    sender.begin()
    response = sender.tell(slug, **{name: "  \n "})
    assert response.status_code == 200
    assert said in complaint(response, name)
    page = soup(response)
    summary = page.find(role="alert")
    assert summary.find("a", href=f"#id_{name}")
    field = page.find(id=f"id_{name}")
    assert field["aria-invalid"] == "true"
    assert f"id_{name}_error" in field["aria-describedby"]
    assert page.title.string.startswith("Fout: ")


@pytest.mark.parametrize("email", ["geen adres", "a@b", "a@example.org\nBcc: b@example.org", "é@"])
def test_an_address_that_is_none_is_refused_and_stays_in_its_field(sender: Sender, email):
    sender.begin()
    response = sender.tell("wie-ben-je", email=email)
    assert "klopt niet" in complaint(response, "email")
    assert shown(response, "role") == "buurtwerker"
    again = sender.client.get(sender.at("wie-ben-je"))
    assert shown(again, "email").split() == email.split()


def test_too_long_is_said_and_nothing_is_cut(sender: Sender):
    sender.begin()
    long = "woord " * 60
    response = sender.tell("wat-en-waar", teaser=long)
    assert "Dit zijn 359 tekens. Er is plaats voor 300." in complaint(response, "teaser")
    assert shown(response, "teaser").strip() == long.strip()
    assert shown(sender.client.get(sender.at("wat-en-waar")), "teaser") == long.strip()


def test_back_keeps_what_was_typed_without_judging_it(sender: Sender):
    sender.begin()
    response = sender.tell("doel-en-bereik", button="terug", doelstelling="", bereik="Half")
    assert response.url == sender.at("wat-en-waar")
    assert sender.draft.bereik == "Half"


def test_back_from_the_first_step_is_the_first_page_which_offers_to_go_on(sender: Sender):
    sender.begin()
    response = sender.client.post(
        sender.at("wat-en-waar"), {"title": "Koken", "place": "", "teaser": "", "terug": "1"}
    )
    assert response.url == reverse("submissions:start")
    page = sender.client.get(response.url)
    assert "Je was al begonnen" in text(page)
    assert "Koken" in text(page)


def test_a_field_that_is_emptied_is_empty(sender: Sender):
    draft = sender.tell_all()
    sender.tell("doel-en-bereik", bereik="")
    draft.refresh_from_db()
    assert draft.bereik == ""


@pytest.mark.parametrize("typed", ["gent", " GENT ", "Gent"])
def test_a_municipality_is_found_however_it_is_written(sender: Sender, typed):
    sender.begin()
    assert sender.tell("wat-en-waar", place=typed).status_code == 302
    assert sender.draft.municipality.name == "Gent"


@pytest.mark.parametrize("typed", ["merelbeke melle", "Mérelbeke-Melle"])
def test_hyphens_and_accents_do_not_matter(sender: Sender, typed):
    sender.begin()
    sender.tell("wat-en-waar", place=typed)
    assert sender.draft.municipality.name == "Merelbeke-Melle"


def test_the_name_of_the_day_is_kept(sender: Sender):
    sender.begin()
    sender.tell("wat-en-waar", place="Merelbeke")
    assert sender.draft.municipality.name == "Merelbeke"


def test_an_unknown_place_is_said_with_the_nearest(sender: Sender):
    sender.begin()
    response = sender.tell("wat-en-waar", place="Gnet")
    assert "Bedoel je Gent?" in complaint(response, "place")
    assert shown(response, "place") == "Gnet"
    assert "Kies een naam uit de lijst" in complaint(
        sender.tell("wat-en-waar", place="<b>Xyz</b>"), "place"
    )


def test_the_list_offers_every_municipality_without_a_script(sender: Sender):
    sender.begin()
    page = soup(sender.client.get(sender.at("wat-en-waar")))
    field = page.find(attrs={"name": "place"})
    offered = {option["value"] for option in page.find("datalist", id=field["list"]).children}
    assert offered == {"Gent", "Merelbeke", "Merelbeke-Melle"}


def test_wider_than_one_municipality_is_a_choice_and_both_is_none(sender: Sender):
    sender.begin()
    assert "Kies één van de twee" in complaint(sender.tell("wat-en-waar", supralocal="on"), "place")
    assert sender.tell("wat-en-waar", place="", supralocal="on").status_code == 302
    assert sender.draft.supralocal
    assert sender.draft.municipality is None


def test_without_a_cookie_nothing_is_shown_and_nothing_typed_is_lost(sender: Sender):
    stranger = Client()
    url = sender.at("doel-en-bereik")
    assert stranger.get(url).url == reverse("submissions:start")
    assert stranger.get(CHECK).url == reverse("submissions:start")
    assert stranger.post(url, ANSWERS["doel-en-bereik"]).status_code == 302
    assert sender.draft.doelstelling == ANSWERS["doel-en-bereik"]["doelstelling"]
    assert "Niemand eet graag alleen" in stranger.get(url).content.decode()


def test_a_cookie_that_someone_made_up_opens_nothing(sender: Sender):
    draft = sender.tell_all()
    for forged in (draft.key.hex, str(draft.key), f"{draft.key.hex}.AAAA.x", ""):
        stranger = Client()
        stranger.cookies[drafts.COOKIE] = forged
        assert stranger.get(sender.at("doel-en-bereik")).status_code == 302


def test_the_cookie_goes_to_the_form_only_and_no_script_reads_it(sender: Sender, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = sender.begin().cookies[drafts.COOKIE]
    assert cookie["path"] == "/insturen/"
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 7 * 24 * 3600


def test_no_cache_keeps_a_step_and_no_search_engine_lists_it(sender: Sender):
    sender.begin()
    response = sender.client.get(sender.at("wat-en-waar"))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert soup(response).find("meta", {"name": "robots"})["content"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in Client().get(reverse("submissions:start"))


def test_stop_erases_all_of_it_at_once(sender: Sender, files):
    sender.begin()
    sender.tell("tips-en-bijlage", bijlage=upload(picture()))
    assert list(files.iterdir())
    response = sender.client.post(reverse("submissions:wipe"))
    assert "Alles is gewist" in text(response)
    assert not Submission.objects.exists()
    assert not list(files.iterdir())
    assert sender.client.get(CHECK).status_code == 302


def test_beginning_anew_erases_what_was_not_sent(sender: Sender):
    first = sender.tell_all()
    sender.begin()
    assert not Submission.objects.filter(pk=first.pk).exists()
    assert Submission.objects.count() == 1


def test_a_form_from_elsewhere_is_refused_in_dutch(sender: Sender):
    strict = Client(enforce_csrf_checks=True)
    for url in (reverse("submissions:start"), sender.at("tips-en-bijlage"), CHECK):
        response = strict.post(url, {"tips": "x"})
        assert response.status_code == 403
        assert "cookies" in text(response)
    assert not Submission.objects.exists()


def test_who_comes_from_the_last_page_goes_back_there(sender: Sender):
    sender.tell_all()
    page = soup(sender.client.get(CHECK))
    change = page.find("a", href=lambda href: href and "doel-en-bereik" in href)["href"]
    form = soup(sender.client.get(change)).main.find("form")
    assert form.find("input", {"name": "nakijken"})
    assert sender.tell("doel-en-bereik", nakijken="1", bereik="Nieuw").url == CHECK
    assert sender.draft.bereik == "Nieuw"


def test_starting_has_a_limit_and_a_forged_header_does_not_evade_it(sender: Sender, monkeypatch):
    monkeypatch.setitem(
        rate_limit.LIMITS, "begin", {"address": [rate_limit.Limit(3, rate_limit.HOUR)]}
    )
    for number in range(3):
        assert sender.begin(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code == 302
    refused = sender.begin(HTTP_X_FORWARDED_FOR="198.51.100.99")
    assert refused.status_code == 429
    assert "Wacht een uur" in text(refused)
    assert sender.begin(REMOTE_ADDR="203.0.113.77").status_code == 302


def test_behind_a_proxy_each_visitor_has_a_limit_of_their_own(
    sender: Sender, monkeypatch, settings
):
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setitem(
        rate_limit.LIMITS, "begin", {"address": [rate_limit.Limit(1, rate_limit.HOUR)]}
    )
    assert sender.begin(HTTP_X_FORWARDED_FOR="203.0.113.1").status_code == 302
    assert sender.begin(HTTP_X_FORWARDED_FOR="203.0.113.2").status_code == 302
    assert sender.begin(HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.2").status_code == 429


def test_without_a_shelf_for_practices_the_form_says_that_it_is_closed(sender: Sender):
    OverviewPage.objects.filter(slug="praktijken").first().delete()
    OverviewPage.objects.filter(kind="").first().delete()
    assert Client().get(reverse("submissions:start")).status_code == 503


def test_what_is_confirmed_can_no_longer_be_changed(sender: Sender):
    draft = sender.tell_all()
    Submission.objects.filter(pk=draft.pk).update(state=State.QUEUED)
    sender.tell("doel-en-bereik", doelstelling="Iets anders")
    draft.refresh_from_db()
    assert draft.doelstelling == ANSWERS["doel-en-bereik"]["doelstelling"]


def test_what_was_confirmed_between_two_clicks_leads_to_the_first_page(sender: Sender, monkeypatch):
    sender.begin()
    monkeypatch.setattr(drafts, "save", lambda *_, **__: False)
    assert sender.tell("doel-en-bereik").url == reverse("submissions:start")


def test_beginning_anew_leaves_what_was_sent(sender: Sender):
    sent = sender.tell_all()
    sender.send()
    sender.begin()
    assert Submission.objects.filter(pk=sent.pk).exists()


def test_a_step_without_a_cookie_counts_as_a_beginning(sender: Sender, monkeypatch):
    monkeypatch.setitem(rate_limit.LIMITS, "begin", {"address": [rate_limit.Limit(1, HOUR)]})
    url = sender.at("doel-en-bereik")
    assert Client().post(url, ANSWERS["doel-en-bereik"]).status_code == 302
    assert Client().post(url, ANSWERS["doel-en-bereik"]).status_code == 429
    assert Submission.objects.count() == 1


def test_what_is_far_too_long_is_kept_up_to_a_bound(sender: Sender):
    sender.begin()
    sender.tell("tips-en-bijlage", tips="x" * 30_000)
    assert len(sender.draft.tips) == 24_000


def test_an_address_has_a_length(sender: Sender):
    sender.begin()
    response = sender.tell("wie-ben-je", email=f"{'a' * 60}@{'b.' * 100}be")
    assert "te lang" in complaint(response, "email")


def test_municipalities_are_offered_in_the_order_of_their_names(sender: Sender):
    sender.begin()
    page = soup(sender.client.get(sender.at("wat-en-waar")))
    offered = [option["value"] for option in page.find("datalist").find_all("option")]
    assert offered == ["Gent", "Merelbeke", "Merelbeke-Melle"]


def test_the_first_page_is_kept_by_no_cache(sender: Sender):
    assert "no-store" in sender.client.get(reverse("submissions:start"))["Cache-Control"]


def test_stopping_is_by_post_and_lets_go_of_the_cookie(sender: Sender):
    sender.tell_all()
    wipe = reverse("submissions:wipe")
    assert sender.client.get(wipe).status_code == 405
    assert Submission.objects.exists()
    response = sender.client.post(wipe)
    assert response.cookies[drafts.COOKIE]["max-age"] == 0
    assert response.cookies[drafts.COOKIE]["path"] == "/insturen/"


def test_an_unknown_step_is_not_there(sender: Sender):
    sender.begin()
    assert sender.client.get(sender.at("bestaat-niet")).status_code == 404
