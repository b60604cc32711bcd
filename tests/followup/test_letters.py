"""A letter or a decision that comes along with an answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection

from armoedegeheugen.models import FollowUp
from tests import world as making
from tests.followup.conftest import Scene, signed_in
from tests.followup.test_views import STEP, address, fields, reviewed
from tests.pages.reading import read
from tests.submissions.conftest import picture

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n29\n%%EOF\n"


def letter(data: bytes = PDF, name: str = "Brief van het bestuur.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def test_a_letter_comes_along_as_a_document(scene: Scene, client: Client):
    signed_in(scene.council).post(address(scene), {**STEP, "file": letter()})
    document = FollowUp.objects.get().document
    assert document.uploaded_by_user == scene.council
    assert document.collection.name == "Opvolging"
    assert document.file_size == len(PDF)
    assert document.file_hash
    assert document.filename == "Brief-van-het-bestuur.pdf"
    signed_in(scene.council).post(address(scene, 2), {**STEP, "file": letter()})
    assert Collection.objects.filter(name="Opvolging").count() == 1
    link = read(client, scene.advice.url).select_one(".step__link a.document")
    assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize(
    "upload",
    [
        letter(b"<html><script>alert(1)</script>"),
        letter(b"%PDF-1.4\n/JavaScript\n" + PDF),
        letter(b"GIF89a", "foto.pdf"),
        letter(picture(), "foto.jpg"),
        letter(b""),
    ],
)
def test_a_file_that_is_no_pdf_is_refused_and_kept_nowhere(scene: Scene, upload):
    answer = signed_in(scene.council).post(address(scene), {**STEP, "file": upload})
    assert answer.status_code == 400
    assert not get_document_model().objects.exists()
    assert not FollowUp.objects.exists()


def test_an_advice_that_is_not_for_everyone_takes_no_file(scene: Scene):
    making.restrict(scene.advice)
    client = signed_in(scene.council)
    review = reviewed(client, address(scene), STEP)
    assert "file" not in fields(review)
    client.post(address(scene), {**STEP, "file": letter()})
    assert FollowUp.objects.get().document is None


def test_a_letter_goes_with_its_advice(scene: Scene, client: Client):
    signed_in(scene.council).post(address(scene), {**STEP, "file": letter()})
    file = FollowUp.objects.get().document.url
    assert client.get(file).status_code == 200
    making.restrict(scene.advice)
    assert client.get(file).status_code == 404
