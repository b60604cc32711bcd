"""Serve robots.txt: crawlers may visit pages, but not the endless combinations of filters."""

from django.http import HttpRequest, HttpResponse

DISALLOWED = ("/beheer/", "/zoeken/", "/api/", "/aanmelden/", "/afmelden/", "/mijn-map/", "/stijl/")


def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt with the address of the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in DISALLOWED), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
