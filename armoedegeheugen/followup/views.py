"""Serve the forms that add to follow-up. A page that a reader may not see answers 404."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from ..models import KnowledgePage, Municipality, PolicyAdvice, Recommendation
from ..models.adoption import ADOPTABLE
from ..visibility import readable
from .forms import AdoptionForm, FeedbackForm, FollowUpForm
from .permissions import Speaker, adopting_places, edits
from .stories import load_stories

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
        request.POST or None,
        request.FILES or None,
        speaker=speaker,
        asked=asked,
        named=told.responsible,
    )
    if request.method == "POST" and form.is_valid():
        _save_once(form)
        return HttpResponseRedirect(f"{advice.get_url(request)}#{asked.anchor}")
    context = {
        "form": form,
        "asked": asked,
        "advice": advice,
        "side": sides[0] if len(sides) == 1 else None,
        "story": told,
    }
    return _shown(request, "followup/add.html", context, form)


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
    form = FeedbackForm(request.POST or None, speaker=speaker)
    if request.method == "POST" and form.is_valid():
        _save_once(form)
        return HttpResponseRedirect(address)
    return _shown(request, "followup/tell_back.html", {"form": form, "advice": advice}, form)


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
    form = AdoptionForm(request.POST or None, places=places)
    form.instance.item = item.page_ptr
    form.instance.author = request.user
    if request.method == "POST" and form.is_valid():
        form.save()
        return HttpResponseRedirect(address)
    return _shown(request, "followup/adopt.html", {"form": form, "item": item}, form)


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


@transaction.atomic
def _save_once(form: FollowUpForm | FeedbackForm) -> None:
    if form.twin is None:
        form.save()


def _shown(
    request: HttpRequest, template: str, context: dict[str, object], form: object
) -> HttpResponse:
    status = 400 if getattr(form, "errors", None) else 200
    return render(request, template, context, status=status)


def _denied(request: HttpRequest, back: str) -> HttpResponse:
    return render(request, "followup/denied.html", {"back": back}, status=403)
