"""What a search engine may walk: the pages, and not the endless combinations of filters."""

from django.http import HttpRequest, HttpResponse

CLOSED = ("/beheer/", "/zoeken/", "/api/", "/aanmelden/", "/afmelden/", "/mijn-map/", "/stijl/")


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
