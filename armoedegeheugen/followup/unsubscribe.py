"""Serve the link in a reminder by which its reader unsubscribes, and may resume.

The signature is the proof: only the reader of the mail has the link. So it works without logging
in, and for the one-click button of mail programs (RFC 8058), which send no CSRF token. A GET
changes nothing: mail scanners open every link.
"""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..models import Correspondent

SALT = "armoedegeheugen.followup.unsubscribe"


def unsubscribe_path(address: str) -> str:
    """Return the path to unsubscribe an address."""
    token = signing.dumps(address.lower(), salt=SALT)
    return reverse("followup:stop", args=[token])


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show the choice, and unsubscribe or resume on POST."""
    try:
        address = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return render(request, "followup/stop_unknown.html", status=404)
    if request.method == "POST":
        _store(address, stopped="hervat" not in request.POST)
    stopped = Correspondent.objects.filter(address=address, stopped_at__isnull=False).exists()
    return render(request, "followup/stop.html", {"address": address, "stopped": stopped})


def _store(address: str, *, stopped: bool) -> None:
    moment = timezone.now() if stopped else None
    Correspondent.objects.update_or_create(address=address, defaults={"stopped_at": moment})
