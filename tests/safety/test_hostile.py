"""Whatever people write stays text, in every place where it is shown."""

import csv
import email
import json
import re
from collections.abc import Iterator
from email.policy import default
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Revision

from armoedegeheugen.models import Dossier, PracticeCard
from armoedegeheugen.sanitise import HIDDEN
from armoedegeheugen.templatetags.rich import rich
from search.facets import labels
from search.index.rebuild import rebuild
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal
from tests.safety import planting
from tests.safety.conftest import rolled_back
from tests.safety.hostile import EVIL, MARKUP, RUN, TEXTS
from tests.safety.inert import faults
from tests.safety.planting import Planted
from tests.safety.whole_page import faults as page_faults

PUBLISHED = ("edit", "history", "revisions_revert", "view_draft", "usage", "copy", "delete", "move")


ASKED = ("/zoeken/", "/zoeken/nieuw.atom", "/api/v1/zoeken/", "/zoeken/resultaten.csv")


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker, engine_settings: dict[str, Any]
) -> Iterator[Planted]:
    """Planted once for all that is asked of it; a test's own changes are rolled back."""
    with override_settings(**engine_settings), django_db_blocker.unblock(), rolled_back():
        labels.forget()
        made = planting.plant()
        rebuild()
        yield made
    labels.forget()


@pytest.fixture
def planted(site: Planted, db: None) -> Planted:
    return site


@pytest.fixture
def admin(planted: Planted) -> Client:
    client = Client()
    client.force_login(planting.user())
    return client


def check(answer: HttpResponse, where: object) -> str:
    assert answer.status_code == 200, where
    html = answer.content.decode()
    marks = re.findall(r"'nonce-([^']+)'", answer.headers.get("Content-Security-Policy", ""))
    assert page_faults(html, *marks) == [], where
    return html


def test_on_pages(planted: Planted, visitor: Client):
    for page in planted.pages():
        html = check(visitor.get(page.url), page.slug)
        assert "{{ 7|add:7 }}" in html or page.slug != planted.dossier.slug
    for path in ("/", "/alles/"):
        check(visitor.get(path), path)


def test_in_search(planted: Planted, visitor: Client):
    for query in ({"q": "kruidenier"}, {"thema": "thema"}, {"vereniging": "vereniging"}, {}):
        html = check(visitor.get("/zoeken/", {**query, "per_pagina": "50"}), query)
        assert "kruidenier" in html or "q" not in query


def test_in_what_was_asked(planted: Planted, visitor: Client):
    for text in (*TEXTS.values(), *list(MARKUP.values())[::6]):
        asked = text.encode("utf-8", "replace").decode()
        for parameter in ("q", "thema", "sorteer", "pagina", "soort"):
            for path in ASKED:
                answer = visitor.get(path, {parameter: asked})
                assert answer.status_code in (200, 400), (path, parameter)
                if path == "/zoeken/":
                    assert page_faults(answer.content.decode()) == []


def test_in_the_feed(planted: Planted, visitor: Client):
    answer = visitor.get("/zoeken/nieuw.atom")
    feed = ElementTree.fromstring(answer.content)
    texts = list(feed.itertext())
    assert any("<script>" in text for text in texts), "as text"
    assert not any(HIDDEN.search(text) for text in texts)
    assert {element.tag.rpartition("}")[2] for element in feed.iter()} <= {
        *("feed", "title", "link", "id", "updated", "entry", "published", "summary", "category"),
        *("subtitle", "author", "name", "rights"),
    }


def test_in_the_table(planted: Planted, visitor: Client):
    answer = visitor.get("/zoeken/resultaten.csv")
    assert answer["X-Content-Type-Options"] == "nosniff"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert any("=HYPERLINK" in cell for cell in cells)
    assert len({len(row) for row in rows}) == 1
    for cell in cells:
        assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
        assert not HIDDEN.search(cell)


def test_in_json(planted: Planted, visitor: Client):
    answer = visitor.get("/api/v1/zoeken/", {"q": "kruidenier", "per_pagina": "50"})
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not HIDDEN.search(answer.content.decode())
    found = json.loads(answer.content)["resultaten"]
    assert found
    for item in found:
        fragment = item["fragment"].replace("<mark>", "").replace("</mark>", "")
        assert "<" not in fragment


def test_in_the_admin_of_pages(planted: Planted, admin: Client):
    for page in planted.pages()[:5]:
        revision = Revision.objects.for_instance(page).latest("pk").pk
        for name in PUBLISHED:
            args = [page.pk, revision] if name == "revisions_revert" else [page.pk]
            check(admin.get(reverse(f"wagtailadmin_pages:{name}", args=args)), (page.slug, name))
    check(admin.get(f"/beheer/pages/{planted.card.get_parent().pk}/"), "listing")
    for path in ("inspiratiekaarten", "beleidsadviezen", "themadossiers", "reports/site-history"):
        check(admin.get(f"/beheer/{path}/"), path)


def test_in_a_comparison(planted: Planted, admin: Client):
    page = planted.card
    page.doelstelling, page.title = "".join(MARKUP.values()), TEXTS["attribute"]
    later = page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", later.pk])
    check(admin.get(address), "comparison")


def test_in_the_admin_of_terms_and_files(planted: Planted, admin: Client):
    check(admin.get("/beheer/"), "home")
    for model in ("theme", "association", "authority"):
        name = f"wagtailsnippets_armoedegeheugen_{model}"
        check(admin.get(reverse(f"{name}:list")), model)
        number = planted.advice.authority_id if model == "authority" else 0
        number = number or getattr(planted.card, f"{model}s").first().pk
        for view in ("edit", "history", "usage", "delete"):
            answer = admin.get(reverse(f"{name}:{view}", args=[number]), follow=True)
            check(answer, (model, view))
    image, document = planted.card.image_id, planted.card.documents[0].value.pk
    for path in (
        "images/",
        f"images/{image}/",
        "documents/",
        f"documents/edit/{document}/",
        "users/",
    ):
        check(admin.get(f"/beheer/{path}"), path)


def test_in_windows_to_choose_from(planted: Planted, admin: Client):
    for path in ("images/chooser/", "documents/chooser/", "choose-page/", "snippets/choose/x/"):
        answer = admin.get(f"/beheer/{path}")
        if answer.status_code == 200:
            assert page_faults(json.loads(answer.content)["html"]) == [], path


def test_in_a_preview_before_anything_is_saved(editor: Client, portal: Portal):
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["armoedegeheugen", "dossier", portal.dossiers.pk]
    )
    for text in (TEXTS["script"], TEXTS["attribute"], TEXTS["in a json script"]):
        sent = forms.dossier(title=text, teaser=text, plain_summary=text, contact_role=text)
        assert editor.post(address, sent).json()["is_valid"]
        check(editor.get(address, {"mode": ""}), text)


def test_in_mail(editor: Client, member: Client, own: Own):
    texts = [text for name, text in TEXTS.items() if name != "half a pair"]  # can't be sent at all
    for number, text in enumerate(texts):
        # A form refuses a null: then no mail goes out, and that is well.
        sent = forms.dossier(title=text, slug=f"m-{number}", teaser=text[:300])
        forms.add_dossier(member, own.dossiers, sent, **forms.SUBMIT)
    assert len(mail.outbox) > len(texts) / 2
    for message in mail.outbox:
        read = email.message_from_bytes(message.message().as_bytes(), policy=default)
        assert read["Bcc"] is None
        assert [address.addr_spec for address in read["To"].addresses] == message.to
        assert {part.get_content_type() for part in read.walk()} == {"text/plain"}
        assert not HIDDEN.search(read.get_content() + read["Subject"])


def test_what_is_stored_holds_nothing_hidden(planted: Planted):
    stored = [page.__class__.objects.filter(pk=page.pk).values() for page in planted.pages()]
    content = [json.dumps(r.content, ensure_ascii=False) for r in Revision.objects.all()]
    assert not HIDDEN.search("".join(map(str, stored)) + "".join(content).replace("\\u00", ""))
    raw = "".join(json.dumps(revision.content) for revision in Revision.objects.all())
    for escaped in ("\\u202e", "\\u200b", "\\u0000", '\\ud83d\\"', "\\u2066"):
        assert escaped not in raw


def test_no_template_of_ours_shows_rich_text_unsanitised(settings):
    for template in (settings.ROOT / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "|richtext" not in text, template
        assert not re.search(r"\|safe\b", text) or template.name in SAFE_ALREADY, template
        assert "autoescape off" not in text, template


SAFE_ALREADY = {
    "_result.html",  # the highlighter escapes; tests/search/results/test_highlighter.py
    "_register_row.html",
    "date_input.html",  # Wagtail's own settings of a widget, as Wagtail shows them
    "datetime_input.html",
    "time_input.html",
}


def test_old_rich_text_is_cleaned_when_shown(planted: Planted, visitor: Client):
    """What was stored before, or past the form, by whatever way."""
    for html in MARKUP.values():
        assert faults(rich(html)) == []
    PracticeCard.objects.filter(pk=planted.card.pk).update(hindernis=f"<p onclick={RUN}>{EVIL}</p>")
    shown = check(visitor.get(planted.card.url), "updated in the database")
    assert f"<p>{EVIL}</p>" in shown


def test_a_form_refuses_an_address_that_runs(member: Client, own: Own):
    sources = forms.streamfield([("bron", {"title": "x", "url": f"javascript:{RUN}"})])
    answer = forms.add_dossier(member, own.dossiers, forms.dossier(sources=sources))
    assert answer.status_code == 200
    assert not Dossier.objects.exists()
