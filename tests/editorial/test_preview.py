"""Every kind of page can be previewed, also before it was ever saved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from armoedegeheugen.models import AccessibilityStatement, Dossier, PolicyAdvice, PracticeCard
from armoedegeheugen.sections.models import (
    AssociationsPage,
    HomePage,
    InfoPage,
    OverviewPage,
    PlacesPage,
    ThemesPage,
)
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal
from tests.world import association, municipality, rung, theme

INTRODUCED = {"introduction": rich_text("<p>Woord vooraf.</p>")}


def section(**fields: Any) -> dict[str, Any]:
    common = {"title": "Een proefpagina", "slug": "een-proefpagina", "comments": forms.COMMENTS}
    return nested_form_data({**common, **fields})


SENT: dict[type[Page], Any] = {
    PracticeCard: lambda: forms.card(ladder_level=str(rung("Raadplegen").pk)),
    PolicyAdvice: lambda: forms.advice({"number": "1", "text": "Vraag het hun."}),
    Dossier: forms.dossier,
    OverviewPage: lambda: section(**INTRODUCED, kind=""),
    ThemesPage: lambda: section(**INTRODUCED),
    PlacesPage: lambda: section(**INTRODUCED),
    AssociationsPage: lambda: section(**INTRODUCED),
    InfoPage: lambda: section(body=rich_text("<p>Over deze site.</p>")),
    HomePage: lambda: section(**INTRODUCED),
    AccessibilityStatement: lambda: section(
        scope=rich_text("<p>Heel de site.</p>"),
        standard="WCAG 2.1, niveau AA",
        status="gedeeltelijk",
        method="zelf",
        method_notes=rich_text("<p>Getest.</p>"),
        drawn_up_on="2026-11-24",
        barriers=streamfield([]),
        contact_email="info@example.org",
        answer_days="10",
    ),
}


def parent(model: type[Page], portal: Portal) -> Page:
    shelves = {PracticeCard: portal.praktijken, PolicyAdvice: portal.adviezen}
    shelves |= {Dossier: portal.dossiers, HomePage: portal.home.get_parent()}
    return shelves.get(model, portal.home)


def shown(client: Client, address: str, sent: dict[str, Any]) -> str:
    checked = client.post(address, sent)
    assert checked.json() == {"is_valid": True, "is_available": True}
    preview = client.get(address)
    assert preview.status_code == 200
    return preview.content.decode()


def test_no_kind_of_page_is_forgotten_here():
    ours = {model for model in get_page_models() if model._meta.app_label == "armoedegeheugen"}
    assert ours == set(SENT)


@pytest.mark.parametrize("model", SENT, ids=lambda model: model.__name__)
def test_a_page_that_is_not_saved_yet(admin_client: Client, portal: Portal, model: type[Page]):
    theme("Wonen"), municipality("Turnhout"), association("Een huis")
    names = ["armoedegeheugen", model._meta.model_name, parent(model, portal).pk]
    sent = SENT[model]()
    html = shown(admin_client, reverse("wagtailadmin_pages:preview_on_add", args=names), sent)
    assert sent["title"] in html
    assert not model.objects.filter(title=sent["title"]).exists()


@pytest.mark.parametrize("model", SENT, ids=lambda model: model.__name__)
def test_a_saved_page_with_a_change(admin_client: Client, portal: Portal, model: type[Page]):
    sent = SENT[model]()
    if model is HomePage:
        page = portal.home
    else:
        admin_client.post(forms.add_url(model, parent(model, portal)), sent)
        page = model.objects.get(slug=sent["slug"])
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert "Een andere titel" in shown(admin_client, address, {**sent, "title": "Een andere titel"})


def test_a_preview_without_a_summary_is_possible(editor: Client, portal: Portal):
    names = ["armoedegeheugen", "practicecard", portal.praktijken.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=names)
    assert "Praatcafé in de wijk" in shown(editor, address, forms.card(teaser=""))


def test_a_member_previews_what_they_write(member: Client, own: Own):
    names = ["armoedegeheugen", "dossier", own.dossiers.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=names)
    assert "Niemand vroeg het ons." in shown(member, address, forms.dossier())
