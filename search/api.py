"""The same search as JSON, version 1. Names of keys are part of the promise and stay."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from .response import FacetView, Result, SearchResponse
from .views import RETRY_AFTER, answer, as_personal


@require_safe
def search(http: HttpRequest) -> JsonResponse:
    found = answer(http)
    if found.errors:
        faults = [{"parameter": f.parameter, "boodschap": f.message} for f in found.errors]
        return _json(http, {"fouten": faults}, status=400)
    if found.unavailable:
        text = "De zoekmachine antwoordt even niet. Probeer het zo meteen opnieuw."
        page = _json(http, {"fouten": [{"parameter": None, "boodschap": text}]}, status=503)
        page["Retry-After"] = str(RETRY_AFTER)
        return page
    return _json(http, as_json(found))


def as_json(found: SearchResponse) -> dict[str, Any]:
    return {
        "totaal": found.total,
        "pagina": found.request.page,
        "per_pagina": found.request.per_page,
        "sorteer": found.request.sort.value,
        "alle_woorden": not found.relaxed,
        "resultaten": [_result(result) for result in found.results],
        "facetten": {facet.name: _facet(facet) for facet in found.facets},
        "suggestie": None,
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
    }


def _facet(facet: FacetView) -> list[dict[str, Any]]:
    return [
        {"waarde": v.key, "label": v.label, "aantal": v.count, "gekozen": v.selected}
        for v in facet.values
    ]


def _json(http: HttpRequest, data: dict[str, Any], status: int = 200) -> JsonResponse:
    page = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    return as_personal(http, page)
