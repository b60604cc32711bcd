"""A letter or a decision that comes with an answer: one PDF, judged by what is in it.

It goes into a collection that anyone may read, as the answer itself does; so an advice that is not
for everyone takes none.
"""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection

from ..models import PolicyAdvice
from ..submissions.attachment import Refused, check, display_name
from .permissions import User

COLLECTION = "Opvolging"
ONLY_PDF = "Dit is geen pdf. Bewaar de brief als pdf en kies die."


def takes(advice: PolicyAdvice) -> bool:
    return not advice.get_view_restrictions().exists()


def checked(upload: UploadedFile) -> ContentFile:
    """The file as it may be kept, under a safe name; raises `Refused`, which says why not."""
    found = check(upload)
    if found.extension != "pdf":
        raise Refused(ONLY_PDF)
    return ContentFile(found.data, name=display_name(upload.name or "", "pdf"))


def keep(file: ContentFile, user: User) -> AbstractDocument:
    document = get_document_model()(
        title=str(file.name).rpartition(".")[0],
        file=file,
        collection=_collection(),
        uploaded_by_user=user,
    )
    document._set_document_file_metadata()  # size and hash, as Wagtail's own form does
    document.save()
    return document


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
