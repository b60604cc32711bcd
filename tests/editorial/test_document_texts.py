"""Reading documents, and the list that says how it went."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

from armoedegeheugen.compat import set_file_metadata
from armoedegeheugen.documents import texts
from armoedegeheugen.extracting.limits import Limits
from armoedegeheugen.models import DocumentText
from tests.extracting.hostile import whole
from tests.extracting.made import Set, column, pdf

ADDRESS = reverse("documentteksten")
Status = DocumentText.Status


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def document(name: str, data: bytes):
    made = get_document_model()(title=name, collection=Collection.get_first_root_node())
    made.file.save(name, ContentFile(data), save=False)
    set_file_metadata(made)
    made.save()
    return made


def read(name: str, data: bytes) -> DocumentText:
    made = document(name, data)
    texts.read_waiting()
    return DocumentText.objects.get(document=made)


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt", "pptx"])
def test_each_kind_is_read(portal, kind):
    text = read(f"verslag.{kind}", whole()[kind])
    assert text.status == Status.READ
    assert "dezelfde energie" in text.pages[0][1]
    assert len(text.checksum) == 64


def test_a_page_has_its_number_and_its_words_whole(portal):
    pages = [[Set("Voorblad")], column("Wie arm is, heeft recht op een verwar-", 60)]
    pages[1].append(Set("ming die werkt, dag- en nacht.", y=680))
    text = read("verslag.pdf", pdf(pages))
    assert [number for number, _ in text.texts] == [1, 2]
    assert "verwarming die werkt" in text.pages[1][1]
    assert text.page_count == 2


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("kapot.pdf", b"%PDF-1.7 niets", Status.BROKEN),
        ("leeg.pdf", pdf([[Set(" ")]]), Status.EMPTY),
        ("cijfers.csv", b"a;b", Status.UNKNOWN),
        ("nep.docx", b"PK\x03\x04", Status.BROKEN),
    ],
)
def test_what_is_not_read_says_why_in_a_sentence(portal, name, data, status):
    text = read(name, data)
    assert (text.status, text.pages) == (status, [])
    assert text.reason.endswith(".")


def test_a_file_that_is_gone_is_no_fault_of_ours(portal):
    made = document("weg.pdf", whole()["pdf"])
    made.file.storage.delete(made.file.name)
    texts.read_waiting()
    assert DocumentText.objects.get().status == Status.MISSING


def test_of_a_long_document_the_beginning_is_read(portal):
    document("lang.pdf", pdf([column("woord " * 200) for _ in range(6)]))
    texts.read_waiting(limits=Limits(letters=2_000))
    text = DocumentText.objects.get()
    assert (text.status, text.cut) == (Status.PARTLY, True)
    assert 0 < sum(len(page) for _, page in text.texts) <= 2_000


def test_another_file_takes_the_text_of_the_first_with_it_at_once(portal):
    text = read("verslag.pdf", whole()["pdf"])
    made = text.document
    made.file.save("nieuw.pdf", ContentFile(pdf([[Set("iets nieuws")]])), save=False)
    set_file_metadata(made)
    made.save()
    text.refresh_from_db()
    assert (text.status, text.pages) == (Status.WAITING, [])
    assert texts.read_waiting() == 1
    text.refresh_from_db()
    assert text.pages == [[1, "iets nieuws"]]


def test_nothing_is_read_twice(portal):
    read("verslag.pdf", whole()["pdf"])
    assert texts.read_waiting() == 0
    call_command("read_documents", all=True)
    assert DocumentText.objects.get().status == Status.READ


def test_the_list_says_how_each_document_did(editor, portal):
    read("verslag.pdf", whole()["pdf"])
    read("kapot.pdf", b"%PDF-1.7 niets")
    document("later.pdf", whole()["pdf"])
    html = editor.get(ADDRESS).content.decode()
    for said in ("Gelezen (1)", "Niet te lezen (1)", "Wacht (1)", "beschadigd"):
        assert said in html
    only = editor.get(ADDRESS, {"toestand": "broken"}).content.decode()
    assert "kapot.pdf" in only
    assert "verslag.pdf" not in only


def test_an_editor_lets_one_be_read_again_or_all_that_failed(editor, portal):
    good, bad = read("verslag.pdf", whole()["pdf"]), read("kapot.pdf", b"%PDF-1.7 niets")
    again = reverse("documentteksten_opnieuw")
    editor.post(again, {"alles": "1"})
    assert list(texts.waiting()) == [bad.document]
    editor.post(again, {"document": [str(good.document.pk), "x"]})
    assert set(texts.waiting()) == {good.document, bad.document}
    assert editor.get(again).status_code == 405


def test_members_and_visitors_do_not_see_the_list(member, visitor, portal):
    assert member.get(ADDRESS).status_code in (302, 403)
    assert visitor.get(ADDRESS).status_code == 302
