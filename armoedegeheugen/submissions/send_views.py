"""Serve the last step: check, give consent, send; and the page after that."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..models import Submission
from ..models.submission import State
from . import client_ip, drafts, lifecycle, mail, rate_limit, steps, summary, tokens
from .responses import TOO_OFTEN, render_page, unlisted
from .spam_guard import SendForm

NOT_COMPLETE = "Er is nog iets niet in orde. Kijk hieronder wat er ontbreekt."
AGAIN = "We stuurden de mail opnieuw."
ENOUGH = "We stuurden al een paar mails. Kijk ook bij ongewenste mail, of wacht een uur."


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers, and send them."""
    draft = drafts.current(request)
    if draft is None:
        return redirect("submissions:start")
    if draft.state == State.SENT:
        return redirect("submissions:sent")
    if request.method == "POST":
        return _send(request, draft)
    return _shown(request, draft, SendForm(draft))


def _send(request: HttpRequest, draft: Submission) -> HttpResponse:
    form = SendForm(draft, request.POST)
    if summary.of(draft).wrong:
        form.add_error(None, NOT_COMPLETE)
    if not form.is_valid():
        return _shown(request, draft, form)
    here = client_ip.client_address(request)
    if not rate_limit.allows("send", address=here) or not rate_limit.allows(
        "mail", email=draft.email
    ):
        return render_page(request, "too_often", status=TOO_OFTEN, kept=True)
    lifecycle.send(draft)
    response = redirect("submissions:sent")
    drafts.remember(response, draft)
    return response


def _shown(request: HttpRequest, draft: Submission, form: SendForm) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "overview": summary.of(draft),
        "number": steps.COUNT,
        "marks": steps.marks(steps.COUNT),
        "previous": steps.STEPS[-1].url,
        "form": form,
    }
    return render_page(request, "check", **context)


@unlisted
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Show what happens next, after sending."""
    draft = drafts.current(request)
    if draft is None or draft.state != State.SENT:
        return redirect("submissions:start")
    return _sent(request, draft)


@unlisted
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Send the link to confirm again."""
    draft = drafts.current(request)
    if draft is None or draft.state != State.SENT:
        return redirect("submissions:start")
    if not rate_limit.allows("mail", email=draft.email):
        return _sent(request, draft, trouble=ENOUGH, status=TOO_OFTEN)
    mail.confirm(draft)
    return _sent(request, draft, notice=AGAIN)


def _sent(request: HttpRequest, draft: Submission, status: int = 200, **said: str) -> HttpResponse:
    follow = mail.address("submissions:follow", tokens.follow(draft))
    change = steps.STEPS[-1].url
    return render_page(request, "sent", status, draft=draft, follow=follow, change=change, **said)
