"""Answer searches and suggestions as JSON, version 1.

Invariant: the names of keys are part of the promise to partners and stay as they are.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from armoedegeheugen.operations.logs import without_log_line
from armoedegeheugen.sanitise import without_hidden

from ..autocomplete import suggestions
from ..http import RETRY_AFTER, audience_of, with_cache_headers
from ..results.passages import Passage
from ..results.response import FacetView, Result, SearchResponse
from ..searcher import Searcher
from .search_page import answer

# Seconds for which a browser or a shared cache may give a visitor the same suggestions.
FRESH = 60


@require_safe
def search(http: HttpRequest) -> JsonResponse:
    """Answer a search with its results, counts and suggestion."""
    response = answer(http, Searcher.of(audience_of(http)))
    if response.errors:
        faults = [{"parameter": f.parameter, "boodschap": f.message} for f in response.errors]
        return _json(http, {"fouten": faults}, status=400)
    if response.unavailable:
        text = "De zoekmachine antwoordt even niet. Probeer het zo meteen opnieuw."
        page = without_log_line(_fault(http, None, text, 503))
        page["Retry-After"] = str(RETRY_AFTER)
        return page
    return _json(http, as_json(response))


@require_safe
def suggest(http: HttpRequest) -> JsonResponse:
    """Answer with suggestions for what somebody types; `suggestions.py` gives their shape."""
    q = " ".join(without_hidden(http.GET.get("q", "")).split())
    if len(q) > suggestions.MAX_LETTERS:
        text = f"Je vraag is te lang. Gebruik ten hoogste {suggestions.MAX_LETTERS} tekens."
        return _fault(http, "q", text, 400)
    found = suggestions.suggest(q, audience_of(http))
    page = _json(http, suggestions.as_json(q, found))
    if not page.has_header("Cache-Control"):
        page["Cache-Control"] = f"public, max-age={FRESH}"
    return page


def as_json(response: SearchResponse) -> dict[str, Any]:
    """Return a response in the shape of the API.

    `totaal` and `facetten` speak of the items with all words, or where `alle_woorden` is false, of
    those with most of them. Where the former end, the latter follow in `resultaten`, each with the
    words that it lacks (`ontbreekt`); `totaal_meeste_woorden` counts these, null on pages that do
    not come to them. `verwant` are items on the same subject as the first of few results, and are
    in no number. `suggestie` is the question as it was probably meant. `intern` is true for an item
    that only staff find.
    """
    return {
        "totaal": response.total,
        "pagina": response.request.page,
        "per_pagina": response.request.per_page,
        "sorteer": response.request.sort.value,
        "alle_woorden": not response.relaxed,
        "totaal_meeste_woorden": response.more_total,
        "niet_gezocht": list(response.ignored),
        "resultaten": [_result(result) for result in response.results],
        "verwant": [_result(result) for result in response.related],
        "facetten": {facet.name: _facet(facet) for facet in response.facets},
        "suggestie": response.suggestion or None,
    }


def _result(result: Result) -> dict[str, Any]:
    item = result.payload
    return {
        "id": result.id,
        "soort": result.kind,
        "titel": result.title,
        "url": result.url,
        "samenvatting": result.summary,
        "fragment": result.fragment_html,
        "gemeente": item["gemeente"],
        "provincie": item["provincie"],
        "themas": item["themas"],
        "trede": item["trede"],
        "doelgroepen": item["doelgroepen"],
        "verenigingen": item["verenigingen"],
        "datum": item["datum"],
        "intern": result.internal,
        "ontbreekt": list(result.missing),
        "document": _passage(result.passage) if result.passage else None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
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
