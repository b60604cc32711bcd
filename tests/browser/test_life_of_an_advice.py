"""The whole life of an advice, by the screens that each person has, and by nothing else.

An association writes it, an editor asks for more and then publishes it, anyone finds it, the
council answers, the association says otherwise, who stays silent is reminded; and a visitor sends
in a practice. Only time itself is made to jump.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from playwright.sync_api import Browser, expect
from wagtail.models import Collection, Site

from armoedegeheugen.editorial import roles
from armoedegeheugen.followup.reminders import send_reminders
from armoedegeheugen.submissions import spam_guard
from search.facets import labels
from tests import world as making
from tests.browser.someone import PASSWORD, Someone
from tests.safety import scene

pytestmark = pytest.mark.browser

TITLE = "Advies over warm wonen"
QUESTION = "Wie moet dit lezen? Schrijf er een samenvatting in gewone woorden bij."
ASKED = (
    "Isoleer eerst de sociale woningen.",
    "Stuur niemand weg die niet kan betalen.",
    "Vraag bewoners wat ze nodig hebben.",
)
BECAUSE = "Er is geld voor de helft van de woningen."
NOT_TRUE = "Er is nog geen enkele woning aangepakt."
PRACTICE = "Elke dinsdag samen koken"
HALF_A_YEAR = timedelta(days=190)


@dataclass
class People:
    editor: Someone
    member: Someone
    council: Someone
    visitor: Someone


@pytest.fixture
def people(
    chromium: Browser, transactional_db: None, index: str, live_server, settings, monkeypatch
) -> Iterator[People]:
    """A site with its shelves and its vocabulary, one editor, and nobody else yet."""
    labels.forget()
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    monkeypatch.setattr(spam_guard, "WHOLE", timedelta(0))
    monkeypatch.setattr(spam_guard, "LAST_PAGE", timedelta(seconds=-1))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")  # taken along by a test that flushed the database
    scene.portal()
    Site.objects.update(hostname="localhost", port=int(live_server.url.rpartition(":")[2]))
    making.theme("Wonen")
    making.municipality("Gent")
    user = User.objects.create_user("redacteur", "redacteur@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=roles.EDITORS))

    def someone(email: str = "") -> Someone:
        return Someone(chromium, live_server.url, email)

    found = People(
        someone("redacteur@example.org"), someone("lid@example.org"),
        someone("welzijn@example.org"), someone("buur@example.org"),
    )  # fmt: skip
    yield found
    for each in vars(found).values():
        each.context.close()
    labels.forget()


def test_from_the_first_word_to_what_came_of_it(people: People):
    editor, member, council, visitor = vars(people).values()
    editor_lets_them_in(editor)
    member.accepts_the_invitation("Samen Sterk")
    member_submits(member)
    editor_asks(editor)
    member_submits_again(member)
    editor_approves(editor)
    visitor_finds_it(visitor)
    council_answers_one(council)
    member_contests(member)
    both_sides_are_shown(visitor)
    who_stays_silent_is_reminded(council, member)
    visitor_sends_in_a_practice(visitor)
    editor_publishes_it(editor)
    visitor_reads_it(visitor)
    for each in vars(people).values():
        assert each.faults == []


def editor_lets_them_in(editor: Someone) -> None:
    editor.goes("/beheer/")
    editor.logs_in("redacteur")
    editor.sets_up_a_telephone()
    editor.goes("/beheer/")
    editor.clicks("Toegang")
    editor.clicks("Vereniging toegang geven")
    editor.writes("Of: naam van een nieuwe", "Samen Sterk")
    editor.writes("E-mailadres van wie je uitnodigt", "lid@example.org")
    editor.clicks("Uitnodigen", "button")
    editor.sees("‘Samen Sterk’ heeft een werkruimte.")
    editor.goes("/beheer/toegang/")
    editor.clicks("Bestuur toegang geven")
    editor.writes("Of: naam van een nieuwe", "OCMW Gent")
    editor.page.get_by_label("Gemeente van de nieuwe").select_option(label="Gent")
    editor.writes("Functie", "diensthoofd welzijn")
    editor.writes("E-mailadres van wie je uitnodigt", "welzijn@example.org")
    editor.clicks("Uitnodigen", "button")
    editor.sees("welzijn@example.org kan antwoorden voor ‘OCMW Gent’.")


def member_submits(member: Someone) -> None:
    page = member.page
    member.sees("Mijn vereniging")
    member.clicks("Nieuw: beleidsadvies")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_teaser").fill("Bewoners vragen warme en betaalbare woningen.")
    for number, words in enumerate(ASKED):
        page.locator("#id_recommendations-ADD").click()
        page.locator(f"#id_recommendations-{number}-text").fill(words)
    member.tab("Kenmerken")
    member.picks("authority", "OCMW Gent")
    page.locator("#id_date").fill(timezone.localdate().isoformat())
    member.picks("municipality", "Gent")
    page.locator("input[name=themes]").check()
    member.sends("[name=action-submit]")


def editor_asks(editor: Someone) -> None:
    editor.follows_the_link(editor.gets(f"Na te kijken: {TITLE}"), "/edit/")
    editor.acts("[data-workflow-action-name=reject]")
    window = editor.page.locator(".modal-content")
    window.locator("textarea").fill(QUESTION)
    window.locator("[type=submit]").click()
    expect(window).to_have_count(0)


def member_submits_again(member: Someone) -> None:
    assert QUESTION in member.gets(f"Pas nog iets aan: {TITLE}")
    member.goes("/beheer/mijn-vereniging/")
    member.sees(QUESTION, "aanpassing gevraagd")
    member.clicks(TITLE)
    member.page.locator("#id_plain_summary").fill("Iedereen heeft een warm huis nodig.")
    member.sends("[name=action-restart-workflow]")
    member.goes("/beheer/mijn-vereniging/")
    member.sees("ligt bij de redactie")


def editor_approves(editor: Someone) -> None:
    editor.follows_the_link(editor.gets(f"Na te kijken: {TITLE}"), "/edit/")
    editor.sends("[data-workflow-action-name=approve]")
    editor.sees(f"Pagina '{TITLE}' is gewijzigd.")


def visitor_finds_it(visitor: Someone) -> None:
    visitor.goes("/")
    visitor.page.locator("[name=q]:visible").first.fill("warme woningen")
    visitor.page.keyboard.press("Enter")
    visitor.clicks(TITLE)
    visitor.sees(*ASKED, "Het bestuur gaf nog geen antwoord.")


def says(who: Someone, position: str, reason: str) -> None:
    who.clicks("Voeg iets toe bij aanbeveling 1")
    who.writes("Wanneer werd dit gezegd", timezone.localdate().isoformat())
    who.page.get_by_label(position, exact=True).check()
    who.writes("Waarom?", reason)
    who.clicks("Kijk na", "button")
    who.clicks("Voeg toe", "button")
    expect(who.page.locator(".story__sides")).to_contain_text(reason)


def council_answers_one(council: Someone) -> None:
    council.accepts_the_invitation("OCMW Gent")
    council.goes("/opvolging/?q=isoleer")
    council.clicks(ASKED[0])
    says(council, "Deels gevolgd", BECAUSE)
    council.sees("diensthoofd welzijn, OCMW Gent")


def member_contests(member: Someone) -> None:
    member.gets(f"Goedgekeurd: {TITLE}")
    member.goes("/beheer/mijn-vereniging/")
    member.clicks("Aanbeveling 1")
    says(member, "Niet gevolgd", NOT_TRUE)
    member.sees("Het bestuur en de vereniging zeggen niet hetzelfde.")


def both_sides_are_shown(visitor: Someone) -> None:
    visitor.goes("/opvolging/")
    row = visitor.page.locator(".result", has_text=ASKED[0])
    for words in (r"Het bestuur\s*Deels gevolgd", r"De vereniging\s*Niet gevolgd", "Betwist"):
        expect(row).to_contain_text(re.compile(words))
    visitor.goes("/zoeken/")
    visitor.page.locator("#facet-opvolging > summary").click()
    for value in ("deels-gevolgd", "betwist"):
        visitor.page.locator(f"#opvolging-{value}").check()
    expect(visitor.page.locator(".result")).to_have_count(2)
    visitor.clicks(TITLE)
    story = visitor.page.locator(".recommendation", has_text=ASKED[0])
    expect(story.locator(".side--bestuur")).to_contain_text(BECAUSE)
    expect(story.locator(".side--vereniging")).to_contain_text(NOT_TRUE)


def who_stays_silent_is_reminded(council: Someone, member: Someone) -> None:
    assert send_reminders() == 0
    assert send_reminders(timezone.now() + HALF_A_YEAR) == 2
    for each in (member, council):
        body = each.gets("Herinnering: 2 aanbevelingen wachten")
        assert ASKED[0] not in body
        assert all(asked in body for asked in ASKED[1:])
    council.follows_the_link(body, "/toevoegen/")
    council.sees(ASKED[1])
    council.follows_the_link(body, "/herinneringen/")
    council.clicks("Stop de herinneringen", "button")
    council.sees("Je krijgt geen herinneringen meer")
    assert send_reminders(timezone.now() + 2 * HALF_A_YEAR) == 1
    member.gets("Herinnering: 2 aanbevelingen wachten")


def visitor_sends_in_a_practice(visitor: Someone) -> None:
    visitor.goes("/insturen/")
    visitor.clicks("Begin", "button")
    visitor.writes("Hoe noem je dit?", PRACTICE)
    visitor.writes("In welke gemeente?", "Gent")
    visitor.writes("Vertel het in het kort", "Buren koken samen en praten.")
    visitor.clicks("Verder", "button")
    visitor.writes("Doelstelling. Wat wou je bereiken?", "Niemand eet graag alleen.")
    for step in ("effect-en-hindernis", "tips-en-bijlage", "wie-ben-je"):
        visitor.clicks("Verder", "button")
        visitor.page.wait_for_url(f"**/{step}/**")
    visitor.writes("Wat doe je?", "buurtwerker")
    visitor.writes("Voor welke organisatie?", "Buurthuis")
    visitor.writes("Op welk e-mailadres", visitor.email)
    visitor.clicks("Verder", "button")
    visitor.page.get_by_label("Ik mag dit delen").check()
    visitor.clicks("Verstuur", "button")
    visitor.sees("Bijna klaar: kijk in je mailbox")
    visitor.follows_the_link(visitor.gets("Bevestig wat je instuurde"), "/bevestigen/")
    visitor.clicks("Ja, geef ze door aan de redactie", "button")
    visitor.sees("Bij de redactie")
    visitor.gets("Je praktijk ligt bij de redactie")


def editor_publishes_it(editor: Someone) -> None:
    editor.goes("/beheer/")
    editor.clicks("Ingestuurd")
    editor.clicks(PRACTICE)
    editor.sees("Niemand eet graag alleen.", "buurtwerker")
    editor.clicks("Open de kaart")
    editor.sends("[data-workflow-action-name=approve]")
    editor.sees("Kies minstens één thema.", "samenvatting in eenvoudige taal")
    editor.page.locator("#id_plain_summary").fill("Buren koken samen.")
    editor.tab("Kenmerken")
    editor.page.locator("input[name=themes]").check()
    editor.sends("[data-workflow-action-name=approve]")
    editor.sees(f"Pagina '{PRACTICE}' is gewijzigd.")


def visitor_reads_it(visitor: Someone) -> None:
    visitor.follows_the_link(visitor.gets("Je praktijk staat online"), "/volgen/")
    visitor.clicks("bekijk de kaart")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(PRACTICE)
    visitor.goes("/zoeken/?q=koken")
    visitor.sees(PRACTICE)
