"""The same search as JSON, version 1. Names of keys are part of the promise and stay."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from armoedegeheugen.sanitise import without_hidden
from armoedegeheugen.submissions import client_ip

from ..autocomplete import suggestions
from ..http import RETRY_AFTER, audience_of, with_cache_headers
from ..results.passages import Passage
from ..results.response import FacetView, Result, SearchResponse
from . import rate_limit
from .search_page import answer

TOO_OFTEN = 429
FRESH = 60
"""Seconds for which a browser, or a cache before us, may give a visitor the same suggestions."""

PACE = rate_limit.Pace()


@require_safe
def search(http: HttpRequest) -> JsonResponse:
    found = answer(http)
    if found.errors:
        faults = [{"parameter": f.parameter, "boodschap": f.message} for f in found.errors]
        return _json(http, {"fouten": faults}, status=400)
    if found.unavailable:
        text = "De zoekmachine antwoordt even niet. Probeer het zo meteen opnieuw."
        page = _fault(http, None, text, 503)
        page["Retry-After"] = str(RETRY_AFTER)
        return page
    return _json(http, as_json(found))


@require_safe
def suggest(http: HttpRequest) -> JsonResponse:
    """Suggestions while somebody types: `suggestions.py` gives the shape of the answer."""
    q = " ".join(without_hidden(http.GET.get("q", "")).split())
    if not PACE.allows(client_ip.client_address(http)):
        page = _fault(http, None, "Dat gaat te snel. Probeer het zo meteen opnieuw.", TOO_OFTEN)
        page["Retry-After"] = str(rate_limit.SECONDS)
        return page
    if len(q) > suggestions.LONGEST:
        text = f"Je vraag is te lang. Gebruik ten hoogste {suggestions.LONGEST} tekens."
        return _fault(http, "q", text, 400)
    found = suggestions.suggest(q, audience_of(http))
    page = _json(http, suggestions.as_json(q, found))
    if not page.has_header("Cache-Control"):
        page["Cache-Control"] = f"public, max-age={FRESH}"
    return page


def as_json(found: SearchResponse) -> dict[str, Any]:
    """`totaal` and `facetten` speak of the items with all words, or where `alle_woorden` is false,
    of those with most of them. Where the former end, the latter follow in `resultaten`, each with
    the words that it lacks (`ontbreekt`); `totaal_meeste_woorden` counts these, null on pages that
    do not reach them. `verwant` are items on the same subject as the first of few results, and
    count for no number. `suggestie` is the question as it was probably meant."""
    return {
        "totaal": found.total,
        "pagina": found.request.page,
        "per_pagina": found.request.per_page,
        "sorteer": found.request.sort.value,
        "alle_woorden": not found.relaxed,
        "totaal_meeste_woorden": found.more_total,
        "niet_gezocht": list(found.ignored),
        "resultaten": [_result(result) for result in found.results],
        "verwant": [_result(result) for result in found.kindred],
        "facetten": {facet.name: _facet(facet) for facet in found.facets},
        "suggestie": found.suggestion or None,
    }


def _result(result: Result) -> dict[str, Any]:
    held = result.payload
    return {
        "id": result.id,
        "soort": result.kind,
        "titel": result.title,
        "url": result.url,
        "samenvatting": result.summary,
        "fragment": result.fragment_html,
        "gemeente": held["gemeente"],
        "provincie": held["provincie"],
        "themas": held["themas"],
        "trede": held["trede"],
        "doelgroepen": held["doelgroepen"],
        "verenigingen": held["verenigingen"],
        "datum": held["datum"],
        "ontbreekt": list(result.missing),
        "document": _passage(result.passage) if result.passage else None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    """Where an attached document says what the item itself does not."""
    return {
        "titel": passage.title,
        "url": passage.url,
        "bladzijde": passage.page,
        "fragment": passage.fragment_html,
        "herkend_uit_scan": passage.ocr,
    }


def _facet(facet: FacetView) -> list[dict[str, Any]]:
    return [
        {"waarde": v.key, "label": v.label, "aantal": v.count, "gekozen": v.selected}
        for v in facet.values
    ]


def _fault(http: HttpRequest, parameter: str | None, text: str, status: int) -> JsonResponse:
    return _json(http, {"fouten": [{"parameter": parameter, "boodschap": text}]}, status)


def _json(http: HttpRequest, data: dict[str, Any], status: int = 200) -> JsonResponse:
    page = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    return with_cache_headers(http, page)
