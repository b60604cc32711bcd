"""Serve the steps of the form: start, one step, wipe.

Invariant: what comes in is stored before it is validated, so going back, an error or an expired
cookie loses nothing of what was typed.
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
    """Show the first page, and begin a new draft on POST."""
    draft = drafts.current(request)
    if card.practices_overview() is None:
        return render_page(request, "closed", status=503)
    if request.method != "POST":
        return render_page(request, "start", draft=draft, titles=steps.TITLES)
    if not rate_limit.allows("begin", address=client_ip.client_address(request)):
        return render_page(request, "too_often", status=TOO_OFTEN)
    if draft is not None and draft.state == State.DRAFT:
        drafts.erase(draft)
    return _redirect(drafts.begin(), steps.STEPS[0].url)


@upload_limit.limit_upload
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one step, and store what was typed in it."""
    numbered = steps.find(slug)
    if numbered is None:
        raise Http404
    number, current = numbered
    draft = drafts.current(request)
    if request.method == "POST":
        return _take(request, draft, number, current)
    if draft is None:
        return redirect("submissions:start")
    form = current.form(initial=current.form().values_of(draft))
    if "fout" in request.GET:
        form = current.form(current.form().values_of(draft))
    return _shown(request, draft, number, current, form)


def _take(
    request: HttpRequest, draft: Submission | None, number: int, current: steps.StepOf
) -> HttpResponse:
    if draft is None:
        if not rate_limit.allows("begin", address=client_ip.client_address(request)):
            return render_page(request, "too_often", status=TOO_OFTEN)
        draft = drafts.begin()
    form = current.form(request.POST)
    valid = form.is_valid()
    if not drafts.save(draft, **form.stored()):
        return redirect("submissions:start")
    trouble = _take_file(request, draft) if current.takes_file else ""
    if "terug" in request.POST and not trouble:
        return _redirect(draft, steps.before(number))
    if not valid or trouble or "weg" in request.POST:
        response = _shown(request, draft, number, current, form, trouble)
        drafts.remember(response, draft)
        return response
    return _redirect(draft, _next(request, number))


def _next(request: HttpRequest, number: int) -> str:
    """Return the next step, or the summary if the visitor came from there."""
    return steps.after(len(steps.STEPS) if "nakijken" in request.POST else number)


def _take_file(request: HttpRequest, draft: Submission) -> str:
    """Store the uploaded file, or delete the stored one; return an error message."""
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
    current: steps.StepOf,
    form: Step,
    trouble: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "step": current,
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
    """Erase the draft at once, as on a shared computer."""
    draft = drafts.current(request)
    if draft is not None:
        drafts.erase(draft)
    response = render_page(request, "wiped")
    drafts.forget(response)
    return response


def _redirect(draft: Submission, url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    drafts.remember(response, draft)
    return response
