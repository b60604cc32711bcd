"""Serve the web app manifest, the service worker and the page for a browser without network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

ICONS = ((192, "img/icoon-192.png"), (512, "img/icoon-512.png"))
# In seconds.
DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(request: HttpRequest) -> JsonResponse:
    """Return the manifest, with which a telephone installs the site."""
    icons = [
        {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png"}
        for size, name in ICONS
    ]
    content = {
        "name": "Armoedegeheugen",
        "short_name": "Geheugen",
        "description": "Wat mensen in armoede en hun gemeente samen leerden.",
        "lang": "nl-BE",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": "#fffdf9",
        "theme_color": "#0a4f5c",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=DAY)
def offline(request: HttpRequest) -> HttpResponse:
    """Render the page that the service worker caches; it holds nothing personal."""
    return render(request, "offline.html")


@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Render the service worker, at the root so that its scope is the whole site."""
    return render(request, "worker.js", content_type="text/javascript")
