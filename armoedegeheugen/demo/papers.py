"""Documents of the demo: made once, and never twice, in the collection above all others."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from .files import DIRECTORY

PAPERS = {
    "leesbare-energiefactuur": [
        ("verslag-energietafels.pdf", "Verslag van de energietafels (verzonnen voorbeeld)")
    ]
}
"""For the slug of an item: file and title of what it holds out."""


def document(file: str, title: str) -> Any:
    documents = get_document_model()
    found = documents.objects.filter(title=title).first()
    if found is not None:
        return found
    made = documents(title=title, collection=Collection.get_first_root_node())
    made.file.save(file, ContentFile((DIRECTORY / "documents" / file).read_bytes()), save=False)
    made._set_document_file_metadata()  # size and hash, which only Wagtail's own form sets
    made.save()
    return made
