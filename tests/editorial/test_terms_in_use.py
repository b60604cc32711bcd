"""A term that something uses is not deleted, and the editor reads where it is used."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Manager
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from armoedegeheugen.editorial.usage import refusal_reason
from armoedegeheugen.models import (
    Authority,
    KnowledgePage,
    LadderLevel,
    PolicyAdvice,
    PracticeCard,
    Recommendation,
    Term,
    Theme,
)
from armoedegeheugen.models.querysets import ITEM_MODELS
from tests.editorial import forms
from tests.editorial.answers import said
from tests.editorial.conftest import Portal
from tests.editorial.forms import term_url
from tests.world import hindrance, merger, theme


def test_a_term_in_use_is_not_deleted_and_the_message_says_where(editor: Client, portal: Portal):
    subject = theme("Wonen")
    sent = {**forms.card(), "themes": [str(subject.pk)]}
    forms.add_card(editor, portal.praktijken, sent)
    for ask in (editor.get, editor.post):
        response = ask(term_url(subject, "delete"), follow=True)
        assert "‘Wonen’ is nog in gebruik bij 1 inspiratiekaart." in said(response)
        assert "Praatcafé in de wijk" in response.content.decode()
    assert Theme.objects.filter(pk=subject.pk).exists()


def test_a_protected_reference_is_told_as_well(editor: Client, portal: Portal):
    old = merger("Melle", "Merelbeke-Melle")
    authority = Authority.objects.create(name="OCMW", slug="ocmw", municipality=old.successor)
    response = editor.post(term_url(old.successor, "delete"), follow=True)
    assert "1 gemeente en 1 bestuur of dienst" in said(response)
    page = PolicyAdvice(title="Advies", teaser="Kort.")
    page.recommendations = [Recommendation(text="Doe iets.", responsible=authority)]
    portal.adviezen.add_child(instance=page)
    assert "1 aanbeveling" in said(editor.post(term_url(authority, "delete"), follow=True))
    assert Authority.objects.exists()


def test_a_term_that_nothing_uses_is_deleted(editor: Client):
    unused = hindrance("Tijd")
    assert editor.get(term_url(unused, "delete")).status_code == 200
    editor.post(term_url(unused, "delete"))
    assert not type(unused).objects.exists()


def test_several_terms_at_once_are_kept_if_one_is_in_use(editor: Client, portal: Portal):
    used, unused = theme("Wonen"), theme("Werk")
    forms.add_card(editor, portal.praktijken, {**forms.card(), "themes": [str(used.pk)]})
    address = reverse("wagtail_bulk_action", args=["armoedegeheugen", "theme", "delete"])
    both = f"{address}?id={used.pk}&id={unused.pk}"
    response = editor.post(both, follow=True)
    assert "‘Wonen’ is nog in gebruik" in said(response)
    assert Theme.objects.count() == 2
    editor.post(f"{address}?id={unused.pk}")
    assert list(Theme.objects.all()) == [used]


def test_the_list_counts_the_items_that_use_a_term(editor: Client, portal: Portal):
    subject = theme("Wonen")
    forms.add_card(editor, portal.praktijken, {**forms.card(), "themes": [str(subject.pk)]})
    response = editor.get(term_url(Theme, "list"))
    assert "1 keer gebruikt" in response.content.decode()


def test_what_was_loaded_in_bulk_is_known_to_be_used(editor: Client):
    call_command("load_vocabularies", verbosity=0)
    main = Theme.objects.get(slug="wonen")
    response = editor.get(term_url(main, "usage"))
    assert "Sociale huur" in response.content.decode()
    answer = editor.post(term_url(main, "delete"), follow=True)
    assert "nog in gebruik bij 5 thema's" in said(answer)


def references() -> list[tuple[type[KnowledgePage], str]]:
    """Each field of each kind of item that refers to a vocabulary."""
    return [
        (model, field.name)
        for model in ITEM_MODELS
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, Term)
    ]


def draft_that_names(portal: Portal, model: type[KnowledgePage], field: str) -> tuple[Any, Term]:
    """A published item without the term, whose draft has it; and the term."""
    shelf = {PracticeCard: portal.praktijken, PolicyAdvice: portal.adviezen}
    page = model(title="Het huis", slug="het-huis", teaser="Kort.")
    shelf.get(model, portal.dossiers).add_child(instance=page)
    page.save_revision().publish()
    vocabulary = model._meta.get_field(field).related_model
    needed = {"order": 9} if vocabulary is LadderLevel else {}
    term = vocabulary.objects.create(name="Een term", slug="een-term", **needed)
    draft = page.get_latest_revision_as_object()
    setattr(draft, field, [term] if isinstance(getattr(draft, field), Manager) else term)
    draft.save_revision(clean=False)
    return page, term


@pytest.mark.parametrize(("model", "field"), references())
def test_a_term_of_a_draft_is_in_use(portal: Portal, model: type[KnowledgePage], field: str):
    page, term = draft_that_names(portal, model, field)
    assert "1 concept" in refusal_reason(term)
    type(page).objects.get().get_latest_revision().publish()
    assert "concept" not in refusal_reason(term)
    assert refusal_reason(term) != ""


def test_a_term_of_a_scheduled_version_is_in_use(portal: Portal):
    page, term = draft_that_names(portal, PracticeCard, "themes")
    later = timezone.now() + timedelta(days=2)
    draft = type(page).objects.get().get_latest_revision_as_object()
    draft.go_live_at = later
    draft.save_revision(approved_go_live_at=later, clean=False)
    draft.themes = []
    draft.save_revision(clean=False)
    assert "1 concept" in refusal_reason(term)


def test_a_term_of_a_recommendation_in_a_draft_is_in_use(portal: Portal):
    authority = Authority.objects.create(name="OCMW", slug="ocmw")
    page, _term = draft_that_names(portal, PolicyAdvice, "themes")
    draft = page.get_latest_revision_as_object()
    draft.recommendations = [Recommendation(text="Doe iets.", responsible=authority)]
    draft.save_revision(clean=False)
    assert "1 concept" in refusal_reason(authority)


@pytest.mark.parametrize(("model", "field"), references())
def test_a_draft_opens_after_its_term_was_deleted(
    editor: Client, portal: Portal, model: type[KnowledgePage], field: str
):
    page, term = draft_that_names(portal, model, field)
    label = model._meta.get_field(field).verbose_name
    type(term).objects.all().delete()
    form = editor.get(f"/beheer/pages/{page.pk}/edit/")
    assert form.status_code == 200
    assert f"kies opnieuw: ‘{label}’" in said(form)
    for address in ("pages/{}/view_draft/", "nakijken/{}/", "pages/{}/history/"):
        assert editor.get(f"/beheer/{address.format(page.pk)}").status_code == 200
    page = type(page).objects.get()
    page.get_latest_revision().publish()
    assert type(page).objects.get().live


def test_a_recommendation_keeps_its_text_when_its_authority_is_gone(editor: Client, portal: Portal):
    authority = Authority.objects.create(name="OCMW", slug="ocmw")
    page, _term = draft_that_names(portal, PolicyAdvice, "themes")
    draft = page.get_latest_revision_as_object()
    draft.recommendations = [Recommendation(text="Doe iets.", responsible=authority)]
    draft.save_revision(clean=False)
    authority.delete()
    opened = PolicyAdvice.objects.get().get_latest_revision_as_object()
    assert [(one.text, one.responsible) for one in opened.recommendations.all()] == [
        ("Doe iets.", None)
    ]
    assert "‘wie moet dit doen’" in said(editor.get(f"/beheer/pages/{page.pk}/edit/"))
