"""What a browser sends when an editor saves."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from armoedegeheugen.models import Dossier, KnowledgePage, PolicyAdvice, PracticeCard, Term
from tests.world import province, theme

NOTHING = streamfield([])
COMMENTS = inline_formset([])
PLACES = {"municipality", "province", "supralocal"}


def item(**changes: Any) -> dict[str, Any]:
    """What every kind of item sends, with all that it needs to go online."""
    return {
        **({} if PLACES & changes.keys() else {"province": str(province("Limburg").pk)}),
        "themes": [str(theme("Wonen").pk)],
        "title": "Praatcafé in de wijk",
        "slug": "praatcafe-in-de-wijk",
        "teaser": "Buren praten elke maand over wat moeilijk gaat.",
        "plain_summary": "Mensen praten samen. Zo vinden ze hulp.",
        "contact_role": "buurtwerker",
        "contact_organisation": "Welzijnshuis",
        "contact_email": "welzijnshuis@example.org",
        "sources": streamfield([("bron", {"title": "Jaarverslag van het huis", "url": ""})]),
        "documents": NOTHING,
        "related_items": NOTHING,
        "comments": COMMENTS,
        **changes,
    }


def sent(values: dict[str, Any]) -> dict[str, Any]:
    """Blocks become numbered fields; a list of choices is one field that is sent many times."""
    many = {name: value for name, value in values.items() if isinstance(value, list)}
    return {**nested_form_data({k: v for k, v in values.items() if k not in many}), **many}


def card(**changes: Any) -> dict[str, Any]:
    headings = ("doelstelling", "bereik", "neveneffect", "hindernis")
    told = {name: rich_text(f"<p>Wat wij zeggen over {name}.</p>") for name in headings}
    tips = streamfield([("tip", "Begin klein en blijf komen.")])
    lists = {"tips": tips, "partners": NOTHING, "links": NOTHING}
    return sent(item(**told, **lists, **changes))


def advice(*recommendations: dict[str, Any], **changes: Any) -> dict[str, Any]:
    chapters = ("context", "questions", "participation", "findings")
    told = {name: rich_text(f"<p>Wat wij zeggen over {name}.</p>") for name in chapters}
    listed = {"recommendations": inline_formset(list(recommendations))}
    return sent(item(**told, **listed, **changes))


def dossier(**changes: Any) -> dict[str, Any]:
    sections = streamfield(
        [("citaat", {"quote": "Niemand vroeg het ons.", "speaker_role": "een moeder"})]
    )
    told = {"introduction": rich_text("<p>Een woord vooraf.</p>"), "sections": sections}
    return sent(item(**told, **changes))


def term_url(term: Term | type[Term], view: str) -> str:
    args = [term.pk] if isinstance(term, Term) else []
    return reverse(f"wagtailsnippets_armoedegeheugen_{term._meta.model_name}:{view}", args=args)


def add_url(model: type[KnowledgePage], parent: Page) -> str:
    return reverse(
        "wagtailadmin_pages:add", args=["armoedegeheugen", model._meta.model_name, parent.pk]
    )


def add_card(client: Client, parent: Page, data: dict[str, Any], **action: str) -> HttpResponse:
    return client.post(add_url(PracticeCard, parent), {**data, **action})


def add_advice(client: Client, parent: Page, data: dict[str, Any], **action: str) -> HttpResponse:
    return client.post(add_url(PolicyAdvice, parent), {**data, **action})


def add_dossier(client: Client, parent: Page, data: dict[str, Any], **action: str) -> HttpResponse:
    return client.post(add_url(Dossier, parent), {**data, **action})


PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
