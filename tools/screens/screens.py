"""List every kind of page (screen) and every state in which a reader can see it.

A state is a device or preference of a reader: a telephone, dark colours, paper, a zoom of 400 %, no
scripts. A state of one page only, such as a search without results, is a screen of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

# Milliseconds.
TIMEOUT = 15_000
# The password of every demo user, as in README.md.
PASSWORD = "armoedegeheugen"


@dataclass(frozen=True)
class Screen:
    """A page, and the actions on it before it is shown."""

    name: str
    address: str
    prepare: Callable[[Page], None] | None = None
    status: int = 200


@dataclass(frozen=True)
class State:
    """A window size, emulated media features, and scripts on or off."""

    name: str
    width: int = 1280
    height: int = 800
    media: dict[str, Any] = field(default_factory=dict)
    scripts: bool = True


def _open_filters(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true })")


def _type_ahead(page: Page) -> None:
    page.locator("main input[name=q]").first.press_sequentially("ener", delay=30)
    page.wait_for_timeout(900)


def _collect(page: Page) -> None:
    page.get_by_role("button", name="Bewaar in mijn map").click()
    page.goto("/mijn-map/")


def _send_nothing(page: Page) -> None:
    # The first step of the form, left empty.
    page.get_by_role("link", name="Begin").or_(
        page.get_by_role("button", name="Begin")
    ).first.click()
    page.locator("main form button[type=submit]").first.click()


def _logged_in(name: str, then: Callable[[Page], None] | None = None) -> Callable[[Page], None]:
    """Return actions that log in as a demo user, on their start page."""

    def log_in(page: Page) -> None:
        page.locator("main [name=username]").fill(name)
        page.locator("main [name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").click()
        if then:
            then(page)

    return log_in


def _answer(page: Page) -> None:
    page.goto(ADVICE)
    page.get_by_role("link", name="Voeg iets toe").first.click()


def _answer_nothing(page: Page) -> None:
    _answer(page)
    page.locator("main form button[type=submit]").last.click()


def _tell_back(page: Page) -> None:
    page.goto(ADVICE)
    page.get_by_role("link", name="Voeg een terugkoppeling toe").click()


def _search_internally(page: Page) -> None:
    page.goto("/zoeken/?q=intern")


PRACTICE = "/praktijken/merelbeke-in-actie/"
ADVICE = "/adviezen/leesbare-energiefactuur/"
DOSSIER = "/dossiers/dossier-energie-en-wonen/"
LOGIN = "/aanmelden/"

SCREENS = (
    Screen("start", "/"),
    Screen("overzicht", "/praktijken/"),
    Screen("inspiratiekaart", PRACTICE),
    Screen("inspiratiekaart, eenvoudig", f"{PRACTICE}?taal=eenvoudig"),
    Screen("beleidsadvies", ADVICE),
    Screen("beleidsadvies, eenvoudig", f"{ADVICE}?taal=eenvoudig"),
    Screen("dossier", DOSSIER),
    Screen("thema's", "/themas/"),
    Screen("thema", "/themas/energie/"),
    Screen("gemeenten", "/gemeenten/"),
    Screen("gemeente", "/gemeenten/gent/"),
    Screen("verenigingen", "/verenigingen/"),
    Screen("vereniging", "/verenigingen/achter-de-gevel/"),
    Screen("informatie", "/privacy/"),
    Screen("toegankelijkheidsverklaring", "/toegankelijkheid/"),
    Screen("zoeken, leeg", "/zoeken/"),
    Screen("zoeken, resultaten", "/zoeken/?q=energie&thema=wonen"),
    Screen("zoeken, filters open", "/zoeken/?q=energie", _open_filters),
    Screen("zoeken, kaartjes", "/zoeken/?q=energie&weergave=kaarten"),
    Screen("zoeken, kaart", "/zoeken/?weergave=kaart"),
    Screen("zoeken, niet alle woorden", "/zoeken/?q=energie+wachtlijst+loket"),
    Screen("zoeken, geen resultaat", "/zoeken/?q=xylofoonkwartet&thema=wonen"),
    Screen("zoeken, fout", "/zoeken/?thema=bestaat-niet&pagina=nul", status=400),
    Screen("zoeken, suggesties", "/zoeken/", _type_ahead),
    Screen("opvolging", "/opvolging/"),
    Screen("opvolging, geen resultaat", "/opvolging/?q=xylofoonkwartet"),
    Screen("mijn map, leeg", "/mijn-map/"),
    Screen("mijn map", PRACTICE, _collect),
    Screen("insturen", "/insturen/"),
    Screen("insturen, fout", "/insturen/", _send_nothing),
    Screen("aanmelden", LOGIN),
    Screen("aangemeld als medewerker", LOGIN, _logged_in("medewerker", _search_internally)),
    Screen("aangemeld als bestuur", LOGIN, _logged_in("bestuur")),
    Screen("aangemeld, antwoord geven", LOGIN, _logged_in("bestuur", _answer)),
    Screen("aangemeld, antwoord met fout", LOGIN, _logged_in("bestuur", _answer_nothing)),
    Screen("aangemeld, terugkoppelen", LOGIN, _logged_in("bestuur", _tell_back)),
    Screen("stijl", "/stijl/"),
    Screen("niet gevonden", "/bestaat-niet/", status=404),
    Screen("zonder netwerk", "/zonder-netwerk/"),
)

STATES = (
    State("computer"),
    State("telefoon", width=360, height=740),
    State("donker", media={"color_scheme": "dark"}),
    State("papier", media={"media": "print"}),
    State("400 %", width=320, height=256),
    State("minder beweging", media={"reduced_motion": "reduce"}),
    State("zonder scripts", scripts=False),
)


def applies(screen: Screen, state: State) -> bool:
    """Return False if the screen needs scripts and the state has none."""
    return state.scripts or screen.prepare not in (_open_filters, _type_ahead)


@contextmanager
def shown(browser: Browser, base: str, screen: Screen, state: State) -> Iterator[Page]:
    """Open a screen in a new browser context, and check its status code."""
    context = browser.new_context(
        base_url=base,
        viewport={"width": state.width, "height": state.height},
        locale="nl-BE",
        java_script_enabled=state.scripts,
        service_workers="block",
    )
    try:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT)
        response = page.goto(screen.address)
        assert response is not None
        assert response.status == screen.status, f"{screen.name}: {response.status}"
        if screen.prepare:
            screen.prepare(page)
        page.emulate_media(**state.media)  # after the actions: a printed page hides what they click
        page.wait_for_load_state("networkidle")
        yield page
    finally:
        context.close()
