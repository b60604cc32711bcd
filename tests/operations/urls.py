"""The addresses of the site, and some that fail."""

from config.urls import urlpatterns as of_the_site
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Kapot voor an.peeters@voorbeeld.be")


def busy(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Even druk.", status=503)


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("Een vervalst koekje.")


urlpatterns = [
    path("kapot/", broken),
    path("druk/", busy),
    path("verdacht/", suspicious),
    *of_the_site,
]
