"""Limit the size of an uploaded file while it comes in.

A file over the limit is dropped while the other fields are kept, and no more than the limit is
ever held. Reading the form is what the CSRF check does first, so this comes before that check.
"""

from collections.abc import Callable
from functools import wraps

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from .attachment import LARGEST

# Bytes of a whole request. A larger one is refused unread.
MOST = 4 * LARGEST


class UploadLimit(FileUploadHandler):
    """Drop a file as soon as it is too large, and note that in `request.META`."""

    FLAG = "submission.too_large"

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the chunk on while the file is within the limit."""
        if start + len(raw_data) > LARGEST:
            assert self.request is not None
            self.request.META[self.FLAG] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def was_too_large(request: HttpRequest) -> bool:
    """Return whether a file of this request was dropped."""
    return bool(request.META.get(UploadLimit.FLAG))


def limit_upload(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that takes one file of at most `LARGEST` bytes."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or int(length) > MOST:
            return render(request, "submissions/too_large.html", status=413)
        request.upload_handlers.insert(0, UploadLimit(request))
        return protected(request, *args, **kwargs)

    return limited
