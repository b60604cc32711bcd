"""On paper stands what the reader may read, and nothing is fetched from elsewhere to set it."""

import io
import re
import time
from threading import Thread
from urllib.parse import quote

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from armoedegeheugen.paper import checks, pdf, qr_code
from tests.paper.sheets import read, words
from tests.world import World


def test_every_kind_of_item_has_a_pdf(world: World, client: Client):
    for item in (
        world.practice(title="Buurtfruit delen", doelstelling="<p>Samen eten.</p>"),
        world.advice(title="Een leesbare brief", recommendations=["Schrijf korter."]),
        world.dossier(title="Warm wonen"),
    ):
        text = words(read(client.get(reverse("paper:item", args=[item.pk]))))
        assert item.title in text
        assert "Pagina 1 van" in text
        assert item.get_full_url().removeprefix("http://") in text.replace(" ", "")


def test_a_pdf_is_tagged_and_says_its_title_and_language(world: World, client: Client):
    item = world.practice(title="Buurtfruit delen")
    reader = read(client.get(reverse("paper:item", args=[item.pk])))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a BooleanObject)
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata.title == "Buurtfruit delen – Armoedegeheugen"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_paper_leaves_out_what_only_a_screen_can_do(world: World, client: Client):
    text = words(read(client.get(reverse("paper:item", args=[world.practice().pk]))))
    assert "mijn map" not in text
    assert "Naar de inhoud" not in text


def test_what_the_reader_may_not_see_has_no_pdf(world: World, client: Client):
    item = world.practice()
    assert client.get(reverse("paper:item", args=[item.pk])).status_code == 200
    PageViewRestriction.objects.create(page=item, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(reverse("paper:item", args=[item.pk])).status_code == 404
    PageViewRestriction.objects.all().delete()
    item.unpublish()
    assert client.get(reverse("paper:item", args=[item.pk])).status_code == 404
    assert client.get(reverse("paper:item", args=[world.home.pk])).status_code == 404


def test_each_address_knows_its_own_methods(world: World, client: Client):
    item = world.practice()
    for name, arguments in (("item", [item.pk]), ("folder", []), ("folder_pdf", [])):
        assert client.post(reverse(f"paper:{name}", args=arguments)).status_code == 405
    assert client.get(reverse("paper:change"), {"actie": "leeg"}).status_code == 405


def test_a_file_name_is_harmless(world: World, client: Client):
    item = world.practice()
    answer = client.get(reverse("paper:item", args=[item.pk]))
    assert answer["Content-Disposition"] == f'inline; filename="{item.slug}.pdf"'
    type(item).objects.filter(pk=item.pk).update(slug='大家";x')
    answer = client.get(reverse("paper:item", args=[item.pk]))
    assert re.fullmatch(r'inline; filename="[a-z0-9-]+\.pdf"', answer["Content-Disposition"])


def test_a_pdf_is_made_once_and_again_for_another_text_or_site(monkeypatch):
    made = []
    monkeypatch.setattr(pdf, "_render", lambda html, base: made.append((html, base)) or b"pdf")
    for html, base in (("a", "http://x/"), ("a", "http://x/"), ("b", "http://x/"), ("a", "/y/")):
        pdf.render_pdf(html, base)
    assert made == [("a", "http://x/"), ("b", "http://x/"), ("a", "/y/")]


def test_one_is_made_at_a_time_and_a_failure_lets_the_next_one_in(monkeypatch):
    held = []

    def fail(html: str, base: str) -> bytes:
        held.append(pdf.AT_ONCE.acquire(blocking=False))
        raise ZeroDivisionError

    monkeypatch.setattr(pdf, "_render", fail)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            pdf.render_pdf("x", "http://x/")
    assert held == [False, False]
    assert pdf.PATIENCE == 20


def test_one_waits_for_the_one_that_is_made_and_a_third_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE", 5)
    monkeypatch.setattr(pdf, "_render", lambda html, base: html.encode())
    made: list[bytes] = []
    with pdf.AT_ONCE:
        waiting = Thread(target=lambda: made.append(pdf.render_pdf("two", "http://x/")))
        waiting.start()
        while pdf.WAITER.acquire(blocking=False):  # until the thread has taken the place
            pdf.WAITER.release()
            time.sleep(0.01)
        begun = time.monotonic()
        with pytest.raises(pdf.Busy):
            pdf.render_pdf("three", "http://x/")
        assert time.monotonic() - begun < 1
        assert made == []
    waiting.join(5)
    assert made == [b"two"]


def test_a_changed_text_is_on_the_next_paper(world: World, client: Client):
    item = world.practice(title="Buurtfruit delen")
    address = reverse("paper:item", args=[item.pk])
    client.get(address)
    item.title = "Buurtgroenten delen"
    item.save_revision().publish()
    assert "Buurtgroenten delen" in words(read(client.get(address)))


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/static/../pyproject.toml",
        "/static/%2e%2e/pyproject.toml",
        "/media/documents/geheim.pdf",
        "/media/images/../documents/geheim.pdf",
        "/zoeken/",
    ],
)
def test_no_other_file_of_this_machine_comes_on_paper(path):
    default_storage.save("documents/geheim.pdf", ContentFile(b"geheim"))
    with pytest.raises((ValueError, OSError, SuspiciousFileOperation)):
        pdf.own_file(path)


def test_an_image_of_a_page_and_a_style_sheet_come_on_paper():
    name = default_storage.save("images/mijn foto.png", ContentFile(b"beeld"))
    fetched = pdf._own_files().fetch(f"http://testserver/media/{quote(name)}")
    assert fetched.read() == b"beeld"
    assert pdf.own_file("/static/css/paper.css")[1] == "text/css"


def test_nothing_is_fetched_from_elsewhere(monkeypatch):
    import socket

    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    html = (
        "<html lang=nl><title>t</title><body><h1>Kop</h1>"
        '<img alt="x" src="http://127.0.0.1:1/x.png"><img alt="y" src="file:///etc/hosts">'
        '<link rel="stylesheet" href="http://127.0.0.1:1/x.css">'
    )
    text = words(PdfReader(io.BytesIO(pdf.render_pdf(html, "http://testserver/"))))
    assert text.replace(" ", "") == "Kopxy"


def test_who_comes_while_too_many_are_made_is_asked_to_wait(world, client, monkeypatch):
    item = world.practice()
    monkeypatch.setattr(pdf, "PATIENCE", 0.01)
    with pdf.AT_ONCE:
        answer = client.get(reverse("paper:item", args=[item.pk]))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "halve minuut" in answer.content.decode()


def test_without_pango_there_is_no_link_and_check_says_why(world, client, monkeypatch):
    item = world.practice()
    assert reverse("paper:item", args=[item.pk]) in client.get(item.url).content.decode()
    monkeypatch.setattr(pdf, "fault", lambda: "cannot load library 'libpango'")
    assert reverse("paper:item", args=[item.pk]) not in client.get(item.url).content.decode()
    assert client.get(reverse("paper:item", args=[item.pk])).status_code == 404
    (remark,) = checks.pdf_can_be_made()
    assert "libpango" in remark.msg


def test_a_code_holds_the_address():
    address = qr_code.svg_data_uri("https://voorbeeld.example/praktijken/buurtfruit/")
    assert address.startswith("data:image/svg+xml")
