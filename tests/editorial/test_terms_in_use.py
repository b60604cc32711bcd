"""A term that something uses is not deleted, and the editor reads where it is used."""

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import Authority, PolicyAdvice, Recommendation, Theme
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
