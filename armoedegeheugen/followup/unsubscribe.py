"""The link under a reminder with which its reader stops them, and may begin again.

The signature is the proof: whoever has the link got it by mail. So it works without logging in, and
also for a mail program that stops with one click of its own (RFC 8058), which knows no form token.
A look at the page alone changes nothing: some mail programs look at every link.
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
    token = signing.dumps(address.lower(), salt=SALT)
    return reverse("followup:stop", args=[token])


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    try:
        address = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return render(request, "followup/stop_unknown.html", status=404)
    if request.method == "POST":
        _set(address, stopped="hervat" not in request.POST)
    stopped = Correspondent.objects.filter(address=address, stopped_at__isnull=False).exists()
    return render(request, "followup/stop.html", {"address": address, "stopped": stopped})


def _set(address: str, *, stopped: bool) -> None:
    moment = timezone.now() if stopped else None
    Correspondent.objects.update_or_create(address=address, defaults={"stopped_at": moment})
