"""A form introduces only references that its author may choose, and shows none of the others."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.test.utils.form_data import streamfield

from armoedegeheugen.compat import base_content_type
from armoedegeheugen.models import Dossier, Picture
from armoedegeheugen.workspace import references
from armoedegeheugen.workspace.references import REFUSED
from tests.editorial import forms
from tests.editorial.conftest import Own, Portal, joined, place_of, signed_in
from tests.safety.files import PDF, picture

SECRET = "zwijgzaam"
SHELF = "gesloten-kast"


@dataclass
class Theirs:
    """A page, an image and a document of one association; each has `SECRET` in all its words."""

    page: Page
    image: Picture
    document: Any


@pytest.fixture
def theirs(own: Own) -> Theirs:
    page = Dossier(title=SECRET, slug=SECRET, teaser="Kort.", live=False)
    own.dossiers.refresh_from_db()
    own.dossiers.add_child(instance=page)
    return Theirs(page, *files(own))


def files(owner: Own, word: str = SECRET) -> tuple[Picture, Any]:
    collection = owner.workspace.collection
    image = Picture(title=word, description=f"{word} beeld", credit=word, collection=collection)
    image.file = ContentFile(picture(), name=f"{word}.png")
    image._set_image_file_metadata()
    image.save()
    file = ContentFile(PDF, name=f"{word}.pdf")
    document = get_document_model().objects.create(title=word, file=file, collection=collection)
    return image, document


def content(kind: str, key: Any) -> str:
    """What the editor of rich text sends for a link."""
    block = {
        **{"key": "aaaaa", "text": "hier", "type": "unstyled", "depth": 0},
        **{"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 4, "key": 0}]},
    }
    entity = {"type": kind, "mutability": "MUTABLE", "data": {"id": key, "url": "/x/"}}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


# Each place in which a dossier can refer to something.
PLACES = {
    "image": lambda t: {"image": str(t.image.pk)},
    "list of documents": lambda t: {"documents": streamfield([("document", t.document.pk)])},
    "list of items": lambda t: {"related_items": streamfield([("item", t.page.pk)])},
    "figure": lambda t: {
        "sections": streamfield([("beeld", {"image": t.image.pk, "caption": ""})])
    },
    "info sheet": lambda t: {
        "sections": streamfield(
            [("infosheet", {"document": t.document.pk, "title": "", "description": ""})]
        )
    },
    "reference": lambda t: {
        "sections": streamfield([("verwijzing", {"title": "", "items": streamfield([])})]),
    },
    "text of a section": lambda t: {
        "sections": streamfield([("tekst", content("LINK", t.page.pk))])
    },
    "link to a page": lambda t: {"introduction": content("LINK", t.page.pk)},
    "link by text": lambda t: {"introduction": content("LINK", str(t.page.pk))},
    "link to a document": lambda t: {"introduction": content("DOCUMENT", t.document.pk)},
}


def sent(place: str, t: Theirs, **changes: Any) -> dict[str, Any]:
    values = forms.item(
        introduction=content("LINK", None),
        sections=streamfield([]),
        **changes,
    )
    data = forms.sent({**values, **PLACES[place](t)})
    if place == "reference":
        items = "sections-0-value-items"
        data |= {f"{items}-count": "1", f"{items}-0-deleted": "", f"{items}-0-order": "0"}
        data |= {f"{items}-0-value": str(t.page.pk), f"{items}-0-id": ""}
    return data


@pytest.mark.parametrize("place", PLACES)
def test_what_is_anothers_is_refused_and_not_shown(rival: Client, theirs: Theirs, place: str):
    buurtwerk = place_of("Buurtwerk")
    before = Dossier.objects.count(), Picture.objects.get().renditions.count()
    answer = forms.add_dossier(rival, buurtwerk.dossiers, sent(place, theirs))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert REFUSED in page
    assert SECRET not in page
    assert (Dossier.objects.count(), Picture.objects.get().renditions.count()) == before


@pytest.mark.parametrize("place", PLACES)
def test_a_number_of_nothing_gets_the_same_answer(rival: Client, theirs: Theirs, place: str):
    buurtwerk = place_of("Buurtwerk")
    missing = Theirs(Page(pk=999_999), Picture(pk=999_999), get_document_model()(pk=999_999))
    page = forms.add_dossier(rival, buurtwerk.dossiers, sent(place, missing)).content.decode()
    assert REFUSED in page


@pytest.mark.parametrize("place", PLACES)
def test_ones_own_is_saved(member: Client, theirs: Theirs, own: Own, place: str):
    sent_in = sent(place, theirs, title="Nieuw", slug="nieuw")
    assert forms.add_dossier(member, own.dossiers, sent_in).status_code == 302
    saved = Dossier.objects.get(slug="nieuw")
    kinds = {"image": theirs.image, "figure": theirs.image}
    documents = ("list of documents", "info sheet", "link to a document")
    kinds |= dict.fromkeys(documents, theirs.document)
    target = kinds.get(place, theirs.page)
    model = next(m for m in references._guarded_models() if isinstance(target, m))
    assert references.references_of(saved) == {(base_content_type(model), str(target.pk))}


def test_an_editor_may_refer_to_everything(editor: Client, theirs: Theirs, portal: Portal):
    data = {**sent("image", theirs), **sent("list of documents", theirs)}
    assert forms.add_dossier(editor, portal.dossiers, data).status_code == 302


def test_what_an_item_already_refers_to_may_stay(rival: Client, theirs: Theirs):
    buurtwerk = place_of("Buurtwerk")
    item = Dossier(title="Al lang", slug="al-lang", teaser="Kort.", image=theirs.image, live=False)
    buurtwerk.dossiers.refresh_from_db()
    buurtwerk.dossiers.add_child(instance=item)
    item.save_revision()
    edit = reverse("wagtailadmin_pages:edit", args=[item.pk])
    kept = rival.post(edit, sent("image", theirs, title="Al lang", slug="al-lang"))
    assert kept.status_code == 302
    other = rival.post(edit, sent("list of documents", theirs, title="Al lang", slug="al-lang"))
    assert REFUSED in other.content.decode()


@pytest.mark.parametrize("place", ["image", "figure", "link to a page"])
def test_a_preview_shows_nothing_of_it(rival: Client, theirs: Theirs, place: str):
    buurtwerk = place_of("Buurtwerk")
    add = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["armoedegeheugen", "dossier", buurtwerk.dossiers.pk],
    )
    rival.post(add, sent(place, theirs))
    assert SECRET not in rival.get(add).content.decode()


def test_the_introduction_of_a_shelf_is_checked_too(rival: Client, theirs: Theirs):
    shelf = place_of("Buurtwerk").dossiers
    edit = reverse("wagtailadmin_pages:edit", args=[shelf.pk])
    data = forms.sent(
        {
            **{"title": shelf.title, "slug": shelf.slug, "kind": shelf.kind},
            **{"introduction": content("LINK", theirs.page.pk), "comments": forms.COMMENTS},
        }
    )
    page = rival.post(edit, data).content.decode()
    assert REFUSED in page
    assert SECRET not in page


@pytest.mark.parametrize(
    "value", ["", "nul", '{"entityMap": []}', '{"entityMap": {"0": 1}}', "[]", "{}"]
)
def test_rich_text_that_is_none_refers_to_nothing(value: str):
    data = QueryDict(mutable=True)
    data["text"] = value
    assert list(references._in_rich_text("text", data)) == []


# Every action on several images or documents at once.
ACTIONS = [
    *(("image", name) for name in ("delete", "add_tags", "add_to_collection")),
    *(("document", name) for name in ("delete", "add_tags", "add_to_collection")),
]


def bulk(kind: str, action: str, *keys: Any) -> str:
    model = get_image_model() if kind == "image" else get_document_model()
    args = [model._meta.app_label, model._meta.model_name, action]
    query = "&".join(f"id={key}" for key in keys)
    return f"{reverse('wagtail_bulk_action', args=args)}?{query}"


@pytest.mark.parametrize(("kind", "action"), ACTIONS)
def test_a_bulk_action_answers_as_for_a_number_of_nothing(
    rival: Client, theirs: Theirs, kind: str, action: str
):
    key = getattr(theirs, kind).pk
    answers = [rival.get(bulk(kind, action, each)) for each in (key, 999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert SECRET not in answers[0].content.decode()


@pytest.mark.parametrize(("kind", "action"), ACTIONS)
def test_a_bulk_action_names_ones_own_and_nothing_more(theirs: Theirs, kind: str, action: str):
    buurtwerk = place_of("Buurtwerk")
    rival = signed_in(User.objects.get(pk=joined("buur", buurtwerk).pk))
    image, document = files(buurtwerk, "eigen-stuk")
    mine = {"image": image, "document": document}[kind]
    page = rival.get(bulk(kind, action, mine.pk, getattr(theirs, kind).pk)).content.decode()
    assert "eigen-stuk" in page
    assert SECRET not in page


def test_a_bulk_action_on_pages_or_users_names_none_that_is_hidden(rival: Client, theirs: Theirs):
    pages = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for query in (f"id={theirs.page.pk}", f"id=all&childOf={theirs.page.get_parent().pk}"):
        answer = rival.get(f"{pages}?{query}")
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()
    users = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
    answer = rival.get(f"{users}?id={User.objects.get(username='rivaal').pk}")
    assert answer.status_code in (302, 403, 404)
