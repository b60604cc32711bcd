"""Serve /.well-known/security.txt (RFC 9116), which says where to report a vulnerability."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

# The standard asks for less than a year, so that nobody trusts an outdated file.
VALID = timedelta(days=180)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Return the file, valid until midnight after `VALID`."""
    contact = settings.SECURITY_CONTACT
    expires = (timezone.now() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
