"""The accessibility statement has every part that the law names, and is a click away everywhere."""

from datetime import date

import pytest
from django.test import Client

from armoedegeheugen.models import AccessibilityStatement
from tests.world import World


@pytest.fixture
def statement(world: World) -> AccessibilityStatement:
    page = AccessibilityStatement(
        title="Toegankelijkheidsverklaring",
        slug="toegankelijkheid",
        scope="<p>Alle openbare pagina’s.</p>",
        status=AccessibilityStatement.PARTIAL,
        method=AccessibilityStatement.OWN,
        method_notes="<p>Met het toetsenbord.</p>",
        drawn_up_on=date(2026, 11, 24),
        barriers=[
            {
                "type": "probleem",
                "value": {
                    "what": "Een oude film zonder ondertitels.",
                    "reason": "buiten",
                    "explanation": "Ze dateert van voor 2020.",
                    "alternative": "Lees de uitgeschreven tekst.",
                },
            }
        ],
        contact_email="toegankelijkheid@example.org",
        answer_days=7,
    )
    return world.home.add_child(instance=page)


@pytest.mark.parametrize(
    "part",
    [
        "Alle openbare pagina’s.",
        "voldoet gedeeltelijk",
        "WCAG 2.1, niveau AA",
        "een eigen beoordeling",
        "Met het toetsenbord.",
        "24 november 2026",
        "Een oude film zonder ondertitels.",
        "Het valt buiten de wet",
        "Lees de uitgeschreven tekst.",
        "toegankelijkheid@example.org",
        "binnen 7 werkdagen",
        "Vlaamse Ombudsdienst",
    ],
)
def test_the_statement_says(statement: AccessibilityStatement, client: Client, part: str):
    assert part in client.get(statement.url).content.decode()


def test_every_page_leads_to_it(statement: AccessibilityStatement, world: World, client: Client):
    for address in (world.home.url, world.practice().url, "/zoeken/", "/opvolging/", "/mijn-map/"):
        assert f'href="{statement.url}"' in client.get(address).content.decode(), address
