"""Copy a sender's file into the image or document library, on an editor's request."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Collection

from ..compat import set_file_metadata
from ..models import Picture, Submission
from . import attachment


def may_take(submission: Submission, user: User | AnonymousUser) -> bool:
    """Return whether the user may copy the file, and nobody did so yet."""
    taken = submission.document_id or submission.picture_id
    return bool(submission.attachment and not taken and _collection(submission, user))


def take(submission: Submission, user: User | AnonymousUser) -> None:
    """Copy the file into the library.

    Raises:
        PermissionDenied: The user may add to no collection.
    """
    collection = _collection(submission, user)
    if collection is None:
        raise PermissionDenied
    with attachment.open_stored(submission.attachment) as stored:
        file = ContentFile(stored.read(), name=submission.attachment_name)
    shared = {
        "title": submission.attachment_name.rpartition(".")[0],
        "file": file,
        "collection": collection,
        "uploaded_by_user": user,
    }
    if is_picture(submission):
        submission.picture = Picture.objects.create(**shared)
    else:
        document = get_document_model()(**shared)
        set_file_metadata(document)
        document.save()
        submission.document = document
    submission.save(update_fields=["document", "picture"])


def is_picture(submission: Submission) -> bool:
    """Return whether the file is an image; otherwise it is a PDF."""
    return not submission.attachment.endswith(".pdf")


def _collection(submission: Submission, user: User | AnonymousUser) -> Collection | None:
    policy = images if is_picture(submission) else documents
    return policy.collections_user_has_permission_for(user, "add").first()
