"""Serve the pages behind the links in the mails: confirm, status, answer, withdraw.

Invariant: a GET changes nothing. Mail scanners open every link in a mail; only the button on the
page counts.
"""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..models import Submission
from ..models.submission import State
from . import client_ip, drafts, lifecycle, rate_limit, summary, tokens
from .forms import AnswerForm
from .responses import TOO_OFTEN, render_page, unlisted

StatusView = Callable[[HttpRequest, Submission], HttpResponse]


def _followed(view: StatusView) -> Callable[[HttpRequest, str], HttpResponse]:
    """Give a view the submission of a private link, or answer 404."""

    @unlisted
    @wraps(view)
    def with_submission(request: HttpRequest, token: str) -> HttpResponse:
        submission = _find(tokens.read_follow, token)
        if submission is None or submission.state == State.DRAFT:
            return render_page(request, "unknown", status=404)
        return view(request, submission)

    return with_submission


def _find(read: Callable[[str], uuid.UUID], token: str) -> Submission | None:
    try:
        return (
            Submission.objects.select_related("page", "municipality").filter(pk=read(token)).first()
        )
    except tokens.Invalid:
        return None


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a submission by the link in its mail."""
    try:
        key, stamp = tokens.read_confirmation(token, drafts.lifetime())
    except tokens.Invalid:
        return render_page(request, "unknown", status=404)
    submission = Submission.objects.filter(pk=key).first()
    if submission is None:
        return render_page(request, "unknown", status=404)
    if not tokens.is_for(submission, stamp):
        return render_page(request, "outdated", status=410)
    if submission.state != State.SENT:
        return _redirect_to_status(submission)
    if request.method != "POST":
        return render_page(request, "confirm", title=submission.title)
    try:
        lifecycle.confirm(submission)
    except lifecycle.NoShelf:
        return render_page(request, "closed", status=503)
    return _redirect_to_status(submission)


def _redirect_to_status(submission: Submission) -> HttpResponse:
    return redirect("submissions:follow", tokens.follow(submission))


@_followed
@require_safe
def follow(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Show the status of a submission."""
    return _status_page(request, submission, AnswerForm())


@_followed
@require_POST
def answer(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Take the sender's answer to a question of the editors."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _status_page(request, submission, form)
    if not rate_limit.allows("answer", address=client_ip.client_address(request)):
        form.add_error(None, "Je stuurde al veel antwoorden. Wacht een uur en probeer opnieuw.")
        return _status_page(request, submission, form, status=TOO_OFTEN)
    lifecycle.answer(submission, form.cleaned_data["answer"])
    return _redirect_to_status(submission)


def _status_page(
    request: HttpRequest, submission: Submission, form: AnswerForm, status: int = 200
) -> HttpResponse:
    page = submission.page
    return render_page(
        request,
        "follow",
        status,
        submission=submission,
        messages=submission.messages.all(),
        sections=summary.of(submission).sections,
        address=page.full_url if page is not None and page.live else "",
        form=form,
        token=tokens.follow(submission),
        may_withdraw=submission.state in lifecycle.WITHDRAWABLE,
    )


@_followed
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Withdraw a submission after a page that asks to be sure."""
    if submission.state not in lifecycle.WITHDRAWABLE:
        return _redirect_to_status(submission)
    if request.method != "POST":
        back = reverse("submissions:follow", args=[tokens.follow(submission)])
        return render_page(request, "withdraw", submission=submission, back=back)
    lifecycle.withdraw(submission)
    return _redirect_to_status(submission)
