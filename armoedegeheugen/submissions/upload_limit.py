"""Reading a form with a file in it, however large that file is.

A file over the limit is let go while it comes in: the words that came along are kept, and no more
than the limit is ever held. Since the form has to be read for its own token against forgery, this
stands before that check.
"""

from collections.abc import Callable
from functools import wraps

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from .attachment import LARGEST

# Of a whole request. Beyond that nobody made an honest mistake, and nothing is read.
MOST = 4 * LARGEST


class UploadLimit(FileUploadHandler):
    """Lets go of a file as soon as it is too large, and remembers that in `request.META`."""

    FLAG = "submission.too_large"

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > LARGEST:
            assert self.request is not None
            self.request.META[self.FLAG] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def was_too_large(request: HttpRequest) -> bool:
    return bool(request.META.get(UploadLimit.FLAG))


def limit_upload(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes one file of at most `LARGEST` bytes."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def braked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or int(length) > MOST:
            return render(request, "submissions/too_large.html", status=413)
        request.upload_handlers.insert(0, UploadLimit(request))
        return protected(request, *args, **kwargs)

    return braked
