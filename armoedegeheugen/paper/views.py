"""Serve the PDF of an item, and the folder of a visitor."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from ..models import KnowledgePage
from ..models.querysets import ITEM_MODELS
from ..same_origin import is_same_origin
from ..visibility import readable
from . import folder as collected
from . import pdf, qr_code


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the PDF of one item."""
    page = _item(request, pk)
    context = {**page.get_context(request), **_printed(page, request)}
    return _answer(request, page.get_template(request), context, page.slug)


@require_safe
@never_cache
def folder(request: HttpRequest) -> HttpResponse:
    """Show the folder."""
    return render(request, "paper/folder.html", _folder(request))


@require_safe
@never_cache
def folder_pdf(request: HttpRequest) -> HttpResponse:
    """Serve the PDF of the folder."""
    context = {**_folder(request), "layout": "paper/base.html", "paper": True}
    if not context["items"]:
        raise Http404
    return _answer(request, "paper/folder.html", context, "mijn-map")


@csrf_exempt
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Add an item to the folder, remove one, or empty it.

    There is no CSRF token, which would give every visitor of an item a cookie. A form of another
    site is refused by what the browser says of its origin.
    """
    if not is_same_origin(request):
        raise PermissionDenied
    try:
        keys = _changed(request, collected.numbers(request))
    except collected.Full:
        return HttpResponseRedirect(f"{reverse('paper:folder')}?vol=1")
    response = HttpResponseRedirect(_back(request))
    collected.store(request, response, keys)
    return response


def _changed(request: HttpRequest, keys: list[int]) -> list[int]:
    """Return the folder after the action of the form."""
    action = request.POST.get("actie")
    if action == "leeg":
        return []
    if action == "weg":
        number = _number(request)
        return [key for key in keys if key != number]
    if action == "bewaar":
        return collected.with_item(keys, _item(request, _number(request)).pk)
    raise Http404


def _number(request: HttpRequest) -> int:
    value = request.POST.get("item", "")
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise Http404
    return int(value)


def _back(request: HttpRequest) -> str:
    """Return the page that the visitor came from, if it is on this site."""
    asked = request.POST.get("terug", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return asked
    return reverse("paper:folder")


def _item(request: HttpRequest, pk: int) -> KnowledgePage:
    """Return an item that the reader may see, or answer 404."""
    page = Page.objects.live().type(*ITEM_MODELS).filter(pk=pk).specific().first()
    if page is None or not readable([page], request):
        raise Http404
    return page


def _printed(page: KnowledgePage, request: HttpRequest) -> dict[str, Any]:
    address = page.get_full_url(request)
    return {
        "layout": "paper/base.html",
        "paper": True,
        "address": address,
        "qr": qr_code.svg_data_uri(address),
    }


def _folder(request: HttpRequest) -> dict[str, Any]:
    items = collected.items(request)
    sheets = [{"page": page, **_printed(page, request)} for page in items]
    return {
        "items": items,
        "sheets": sheets,
        "most": collected.MOST,
        "full": "vol" in request.GET,
        "pdf_possible": not pdf.fault(),
    }


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], name: str
) -> HttpResponse:
    if pdf.fault():
        raise Http404
    html = render_to_string(template, context, request)
    try:
        content = pdf.render_pdf(html, request.build_absolute_uri("/"))
    except pdf.Busy:
        response = render(request, "paper/busy.html", status=503)
        response["Retry-After"] = "20"
        return response
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name) or "pagina"}.pdf"'
    return response
