"""Create the documents of the demo in the root collection, each only once."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from ..compat import set_file_metadata
from .files import DIRECTORY

# For the slug of an item: the file and title of each of its documents.
DOCUMENTS = {
    "leesbare-energiefactuur": [
        ("verslag-energietafels.pdf", "Verslag van de energietafels (verzonnen voorbeeld)")
    ]
}


def get_or_create(file: str, title: str) -> Any:
    """Return the document with this title, created from `file` if it does not exist."""
    model = get_document_model()
    existing = model.objects.filter(title=title).first()
    if existing is not None:
        return existing
    document = model(title=title, collection=Collection.get_first_root_node())
    content = ContentFile((DIRECTORY / "documents" / file).read_bytes())
    document.file.save(file, content, save=False)
    set_file_metadata(document)
    document.save()
    return document
