"""Give a refused form back with everything that was typed in it.

A form can be refused before its view takes it: the session expired, the CSRF token was renewed in
another tab, too many forms came in, or the server failed. The answer then holds the fields again,
with a button that sends them to the same address. Nothing is stored on the server.

Invariants: no field with a secret is repeated, and no field that another site's page sent. So
another site can neither put words on our pages nor get a visitor to send them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.http.response import HttpResponseBase
from django.middleware import csrf
from django.shortcuts import render, resolve_url
from django.template.loader import get_template
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from ..same_origin import is_same_origin

# The hidden field of the log-in form that carries a form's fields, signed.
FIELD = "bewaard"
SALT = "armoedegeheugen.kept_input"
# Seconds between the refused form and the log-in.
LOG_IN_SECONDS = 24 * 60 * 60

# Parts of the names of fields whose value is never repeated.
SECRETS = ("password", "wachtwoord", "otp_", "token", FIELD)
TOKEN = "csrfmiddlewaretoken"

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

# A value with at least so many characters and a space is shown as a text that somebody typed.
TEXT_LENGTH = 12


@dataclass(frozen=True)
class KeptInput:
    """The fields of a form that was refused."""

    # The path and query that the form was sent to.
    url: str
    fields: tuple[tuple[str, str], ...]
    # Names of the fields that had a file, which has to be chosen again.
    files: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """The values that are running text, to be read and copied."""
        return [value for _, value in self.fields if _is_text(value)]

    @property
    def token(self) -> str:
        """The signed form of this object, for a hidden field."""
        return signing.dumps([self.url, self.fields, self.files], salt=SALT, compress=True)


def read(request: HttpRequest) -> KeptInput | None:
    """Return what a form of this site sent; None for a script's request and for secrets."""
    if request.method != "POST" or _is_by_script(request) or not is_same_origin(request):
        return None
    posted = _fields(request)
    if not posted:
        return None
    fields = tuple(
        (name, value) for name, values in posted.lists() if name != TOKEN for value in values
    )
    if any(secret in name.lower() for name in posted if name != TOKEN for secret in SECRETS):
        return None
    return KeptInput(request.get_full_path(), fields, tuple(request.FILES))


def unsign(token: str) -> KeptInput | None:
    """Return what a log-in form carried; None if it was changed or is too old."""
    try:
        url, fields, files = signing.loads(token, salt=SALT, max_age=LOG_IN_SECONDS)
    except signing.BadSignature:
        return None
    return KeptInput(url, tuple((name, value) for name, value in fields), tuple(files))


def page(
    request: HttpRequest, kept: KeptInput, reason: str, status: int, **context: Any
) -> HttpResponse:
    """Render the fields with a button that sends them again."""
    context |= {"kept": kept, "reason": reason}
    response = render(request, "kept_input/page.html", context, status=status)
    add_never_cache_headers(response)
    return response


# Django's reasons that say the form came from elsewhere, up to the part that varies.
FOREIGN = tuple(
    reason.partition("%s")[0]
    for reason in (
        csrf.REASON_BAD_ORIGIN,
        csrf.REASON_BAD_REFERER,
        csrf.REASON_NO_REFERER,
        csrf.REASON_MALFORMED_REFERER,
        csrf.REASON_INSECURE_REFERER,
    )
)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose CSRF token does not hold."""
    by_another_site = reason.startswith(FOREIGN)
    if not by_another_site and (kept := read(request)):
        return page(request, kept, "csrf", 403)
    return render(request, "403_csrf.html", status=403)


class KeptInputMiddleware:
    """Replace the answer to a refused form by a page that holds what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; look only at answers that refuse a form."""
        response = self.get_response(request)
        if request.method != "POST":
            return response
        return _log_in_again(request, response) or _try_again(request, response) or response


def _log_in_again(request: HttpRequest, response: HttpResponseBase) -> HttpResponse | None:
    target = urlsplit(response.get("Location", ""))
    if response.status_code != 302 or "next" not in parse_qs(target.query):
        return None
    by_password = target.path in (resolve_url(settings.LOGIN_URL), reverse("wagtailadmin_login"))
    second_step = target.path in (reverse("wagtail_2fa_auth"), reverse("wagtail_2fa_device_new"))
    kept = read(request) if by_password or second_step else None
    if kept is None or not (kept.fields or kept.files):
        return None
    if second_step:
        return page(request, kept, "code", 403, code_form=target.path)
    context = {"form": AuthenticationForm(request), "next": kept.url, "kept": kept}
    answer = render(request, "registration/login.html", context, status=403)
    add_never_cache_headers(answer)
    return answer


def _try_again(request: HttpRequest, response: HttpResponseBase) -> HttpResponse | None:
    busy, failed = response.status_code in (429, 503), response.status_code == 500
    if not (busy or failed) or settings.DEBUG:
        return None
    carried = _fields(request).get(FIELD)
    locked = carried is not None
    kept = unsign(str(carried)) if locked else read(request)
    if kept is None or not kept.texts:
        return None
    if busy:
        answer = page(request, kept, "locked" if locked else "busy", response.status_code)
    else:
        # Without the request, so that no context processor is run: one may be what failed.
        context = {"kept": kept, "csrf_token": csrf.get_token(request)}
        text = get_template("500.html").render(context)
        answer = HttpResponse(text, status=500)
    for header in ("Retry-After", "X-Request-ID"):
        if response.has_header(header):
            answer[header] = response[header]
    return answer


def _is_by_script(request: HttpRequest) -> bool:
    headers = request.headers
    asks_json = "json" in headers.get("Accept", "") and "html" not in headers.get("Accept", "")
    return asks_json or "X-Requested-With" in headers or "HX-Request" in headers


def _fields(request: HttpRequest) -> QueryDict:
    """Return the posted fields; none of a request that is no form or cannot be read."""
    if request.content_type not in FORM_TYPES:
        return QueryDict()
    try:
        return request.POST
    except (SuspiciousOperation, MultiPartParserError, RawPostDataException, OSError):
        return QueryDict()


def _is_text(value: str) -> bool:
    stripped = value.strip()
    return len(stripped) >= TEXT_LENGTH and " " in stripped and stripped[0] not in "{["
