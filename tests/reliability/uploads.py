"""Uploads and answers of a portal, for the tests of backups."""

import io
import json
from typing import Any


def upload(count: str) -> int:
    """Pictures and documents, and a file of a submission, each with a row that names it."""
    from django.core.files.base import ContentFile
    from django.core.files.images import ImageFile
    from django.core.files.storage import storages
    from PIL import Image
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    for number in range(int(count)):
        drawn = io.BytesIO()
        Image.new("RGB", (40, 30), (number % 256, 90, 120)).save(drawn, "PNG")
        picture = ImageFile(io.BytesIO(drawn.getvalue()), name=f"foto-{number}.png")
        get_image_model().objects.create(title=f"Foto {number}", file=picture)
        text = ContentFile(f"Verslag {number}\n".encode() * 50, name=f"verslag-{number}.txt")
        get_document_model().objects.create(title=f"Verslag {number}", file=text)
        storages["submissions"].save(f"{number}/brief.txt", ContentFile(b"brief"))
    return int(count)


def mail(to: str) -> int:
    """A mail that waits in the outbox."""
    from armoedegeheugen.mail.outbox import send

    return send(to, "Vraag", "Tekst").pk


def missing_files() -> list[str]:
    """Files that a row names and that are not on the disk."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    rows = [*get_image_model().objects.all(), *get_document_model().objects.all()]
    return [row.file.name for row in rows if not row.file.storage.exists(row.file.name)]


def answers() -> dict[str, Any]:
    """Ids and counts of a few searches, as the API gives them."""
    from tests.reliability.actors import site

    ask = site()
    found = {}
    for question in ("", "q=wonen", "q=energie", "q=kaart", "soort=praktijk&sorteer=oudste"):
        status, _, body = ask(f"/api/v1/zoeken/?{question}")
        assert status == 200, body[:200]
        answer = json.loads(body)
        ids = [item["id"] for item in answer["resultaten"]]
        found[question] = {"totaal": answer["totaal"], "ids": ids, "facetten": answer["facetten"]}
    return found
