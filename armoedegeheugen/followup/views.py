"""Serve the forms that add to follow-up. A page that a reader may not see answers 404."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from ..models import (
    Feedback,
    FollowUp,
    KnowledgePage,
    Municipality,
    PolicyAdvice,
    Recommendation,
)
from ..models.adoption import ADOPTABLE
from ..visibility import readable
from . import removal
from .forms import AdoptionForm, FeedbackForm, FollowUpForm, RemovalForm
from .permissions import Speaker, adopting_places, edits
from .plain_form import PlainForm
from .stories import load_stories

# Sent along by the review: confirmed, or back to the form.
REVIEWED = "nagekeken"
CHANGE = "wijzig"

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@never_cache
@login_required
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add an entry to the follow-up of a recommendation."""
    asked = _asked(request, key)
    advice = asked.advice
    speaker = Speaker(request.user, advice)
    told = load_stories([advice.pk]).of(asked, advice)
    sides = speaker.sides(asked, told.responsible)
    if not sides:
        return _denied(request, f"{advice.get_url(request)}#{asked.anchor}")
    form = FollowUpForm(
        _posted(request),
        request.FILES or None,  # even an empty one would make the form answer to nothing
        speaker=speaker,
        asked=asked,
        named=told.responsible,
    )
    context = {
        "form": form,
        "asked": asked,
        "advice": advice,
        "side": sides[0] if len(sides) == 1 else None,
        "story": told,
    }
    address = f"{advice.get_url(request)}#{asked.anchor}"
    return _answer(request, form, "followup/add.html", context, address)


@form_view
@never_cache
@login_required
def tell_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Report that the participants of an advice were told."""
    advice = _readable(request, get_object_or_404(PolicyAdvice.objects.live(), pk=pk))
    speaker = Speaker(request.user, advice)
    address = f"{advice.get_url(request)}#teruggekoppeld"
    if not speaker.may_tell_back:
        return _denied(request, address)
    form = FeedbackForm(_posted(request), speaker=speaker)
    return _answer(request, form, "followup/tell_back.html", {"advice": advice}, address)


@form_view
@never_cache
@login_required
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Report that a municipality adopted a practice or an advice."""
    item = _readable(request, _adoptable(pk))
    address = f"{item.get_url(request)}#overgenomen"
    places = _places(request, item)
    if not places:
        return _denied(request, address)
    form = AdoptionForm(_posted(request), places=places)
    form.instance.item = item.page_ptr
    form.instance.author = request.user
    return _answer(request, form, "followup/adopt.html", {"item": item}, address)


@form_view
@never_cache
@login_required
def remove_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the text of an answer, as an editor of its advice."""
    return _remove(request, get_object_or_404(FollowUp.objects.exclude(reason=""), pk=pk))


@form_view
@never_cache
@login_required
def remove_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the text of feedback to participants, as an editor of its advice."""
    return _remove(request, get_object_or_404(Feedback.objects.exclude(how=""), pk=pk))


def _remove(request: HttpRequest, entry: FollowUp | Feedback) -> HttpResponse:
    advice = _readable(request, entry.advice)
    if not edits(request.user, advice):
        raise Http404
    address = f"{advice.get_url(request)}#wat-kwam-ervan"
    form = RemovalForm(_posted(request), has_file=bool(getattr(entry, "document", None)))
    if request.method == "POST" and form.is_valid():
        why, with_file = form.cleaned_data["why"], form.cleaned_data.get("with_file", False)
        removal.remove_text(entry, why, request.user, with_file)
        return HttpResponseRedirect(address)
    context = {
        "form": form,
        "entry": entry,
        "advice": advice,
        "back": address,
        "text": getattr(entry, removal.TEXT_FIELD[type(entry)]),
    }
    return render(request, "followup/remove.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, key: UUID) -> Recommendation:
    rows = Recommendation.objects.filter(key=key, advice__live=True)
    related = rows.select_related("responsible__municipality", "advice__authority__municipality")
    recommendation = get_object_or_404(related.order_by("pk")[:1])
    _readable(request, recommendation.advice)
    return recommendation


def _adoptable(pk: int) -> KnowledgePage:
    page = get_object_or_404(Page.objects.live(), pk=pk)
    if not issubclass(page.specific_class or Page, ADOPTABLE):
        raise Http404
    return page.specific


def _readable(request: HttpRequest, page: KnowledgePage) -> KnowledgePage:
    if not readable([page], request):
        raise Http404
    return page


def _places(request: HttpRequest, item: KnowledgePage) -> QuerySet[Municipality]:
    today = Municipality.objects.filter(successor=None)
    if edits(request.user, item):
        return today
    return today.filter(pk__in=[place.pk for place in adopting_places(request.user)])


def _posted(request: HttpRequest) -> QueryDict | None:
    """Return the posted fields, also of a form without any, so that it is checked."""
    return request.POST if request.method == "POST" else None


def _answer(
    request: HttpRequest, form: PlainForm, template: str, context: dict[str, Any], address: str
) -> HttpResponse:
    """Show the form, then what it says for a review, and store it once that is confirmed."""
    context = {**context, "form": form, "back": address}
    if request.method != "POST" or CHANGE in request.POST:
        return render(request, template, context)
    reviewed = REVIEWED in request.POST
    if form.is_valid() and reviewed:
        _save_once(form)
        return HttpResponseRedirect(address)
    if form.errors and not (reviewed and form.errors.keys() == {"file"}):
        return render(request, template, context, status=400)
    status = 400 if form.errors else 200
    return render(request, "followup/review.html", context, status=status)


@transaction.atomic
def _save_once(form: PlainForm) -> None:
    """Store the form, unless a second click did already."""
    if getattr(form, "twin", None) is None:
        form.save()


def _denied(request: HttpRequest, back: str) -> HttpResponse:
    return render(request, "followup/denied.html", {"back": back}, status=403)
