"""The steps: from the first page to the mail that asks to confirm.

Invariant: whatever comes in is kept before it is judged, so going back, going on, an error or a
cookie that ran out loses nothing of what was typed.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ..models import Submission
from ..models.submission import State
from . import card, client_ip, drafts, rate_limit, steps, upload_limit
from .attachment import TOO_LARGE, Refused, check
from .forms import Step, municipalities
from .responses import TOO_OFTEN, render_page, unlisted

NO_ROOM = "Een bijlage kan nu even niet. Verstuur zonder, of probeer het over een paar uur opnieuw."
MANY_FILES = "Je voegde al veel bestanden toe. Wacht een uur, of ga verder zonder bijlage."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    draft = drafts.current(request)
    if card.practices_overview() is None:
        return render_page(request, "closed", status=503)
    if request.method != "POST":
        return render_page(request, "start", draft=draft, titles=steps.TITLES)
    if not rate_limit.allows("begin", address=client_ip.client_address(request)):
        return render_page(request, "too_often", status=TOO_OFTEN)
    if draft is not None and draft.state == State.DRAFT:
        drafts.erase(draft)
    return _on(drafts.begin(), steps.STEPS[0].url)


@upload_limit.limit_upload
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    found = steps.find(slug)
    if found is None:
        raise Http404
    number, asked = found
    draft = drafts.current(request)
    if request.method == "POST":
        return _take(request, draft, number, asked)
    if draft is None:
        return redirect("submissions:start")
    form = asked.form(initial=asked.form().values_of(draft))
    if "fout" in request.GET:
        form = asked.form(asked.form().values_of(draft))
    return _shown(request, draft, number, asked, form)


def _take(
    request: HttpRequest, draft: Submission | None, number: int, asked: steps.StepOf
) -> HttpResponse:
    if draft is None:
        if not rate_limit.allows("begin", address=client_ip.client_address(request)):
            return render_page(request, "too_often", status=TOO_OFTEN)
        draft = drafts.begin()
    form = asked.form(request.POST)
    valid = form.is_valid()
    if not drafts.save(draft, **form.stored()):
        return redirect("submissions:start")
    trouble = _take_file(request, draft) if asked.takes_file else ""
    if "terug" in request.POST and not trouble:
        return _on(draft, steps.before(number))
    if not valid or trouble or "weg" in request.POST:
        response = _shown(request, draft, number, asked, form, trouble)
        drafts.remember(response, draft)
        return response
    return _on(draft, _next(request, number))


def _next(request: HttpRequest, number: int) -> str:
    """On to the next step, or back to the last page for who came from there."""
    return steps.after(len(steps.STEPS) if "nakijken" in request.POST else number)


def _take_file(request: HttpRequest, draft: Submission) -> str:
    """Keep the file that came along, or let go of the one that is there; returns what is wrong."""
    if "weg" in request.POST:
        drafts.detach(draft)
        return ""
    if upload_limit.was_too_large(request):
        return TOO_LARGE
    upload = request.FILES.get("bijlage")
    if upload is None:
        return ""
    if not drafts.room_for_files():
        return NO_ROOM
    if not rate_limit.allows("upload", address=client_ip.client_address(request)):
        return MANY_FILES
    try:
        drafts.attach(draft, check(upload), upload.name or "")
    except Refused as refusal:
        return str(refusal)
    return ""


def _shown(
    request: HttpRequest,
    draft: Submission,
    number: int,
    asked: steps.StepOf,
    form: Step,
    trouble: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "step": asked,
        "number": number,
        "marks": steps.marks(number),
        "form": form,
        "trouble": trouble,
        "to_check": "nakijken" in request.POST or "nakijken" in request.GET,
        "places": municipalities() if "place" in form.fields else [],
    }
    return render_page(request, "step", **context)


@unlisted
@require_POST
def wipe(request: HttpRequest) -> HttpResponse:
    """On a computer that others use, or for who thinks better of it."""
    draft = drafts.current(request)
    if draft is not None:
        drafts.erase(draft)
    response = render_page(request, "wiped")
    drafts.forget(response)
    return response


def _on(draft: Submission, url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    drafts.remember(response, draft)
    return response
