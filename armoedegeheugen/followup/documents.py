"""Store the letter or decision that comes with an answer: one PDF, validated by its content.

It goes into a collection that anyone may read, as the answer itself. An advice that is not public
takes no file.
"""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection

from ..compat import set_file_metadata
from ..models import PolicyAdvice
from ..submissions.attachment import Refused, check, display_name
from ..visibility import is_public
from .permissions import User

COLLECTION = "Opvolging"
ONLY_PDF = "Dit is geen pdf. Bewaar de brief als pdf en kies die."


def takes(advice: PolicyAdvice) -> bool:
    """Return whether a file may be added: only to an advice that anyone may read."""
    return is_public(advice)


def checked(upload: UploadedFile) -> ContentFile:
    """Return the PDF as it may be stored, under a safe name.

    Raises:
        Refused: It is no PDF, or it is damaged or too large.
    """
    attachment = check(upload)
    if attachment.extension != "pdf":
        raise Refused(ONLY_PDF)
    return ContentFile(attachment.data, name=display_name(upload.name or "", "pdf"))


def keep(file: ContentFile, user: User) -> AbstractDocument:
    """Store the PDF as a document in the collection for follow-up."""
    document = get_document_model()(
        title=str(file.name).rpartition(".")[0],
        file=file,
        collection=_collection(),
        uploaded_by_user=user,
    )
    set_file_metadata(document)
    document.save()
    return document


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    collection = root.get_children().filter(name=COLLECTION).first()
    return collection or root.add_child(name=COLLECTION)
