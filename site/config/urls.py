"""Addresses. What Wagtail serves comes last: its pages may stand anywhere."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from config.robots import robots

urlpatterns = [
    path("beheer/", include(wagtailadmin_urls)),
    path("aanmelden/", LoginView.as_view(), name="login"),
    path("afmelden/", LogoutView.as_view(), name="logout"),
    path("sitemap.xml", sitemap),
    path("robots.txt", robots),
    path("documenten/", include(wagtaildocs_urls)),
    path("insturen/", include("armoedegeheugen.submissions.urls")),
    path("", include("search.urls")),
]
if settings.SERVE_MEDIA:
    # Images only: a document goes through Wagtail, which asks who may read it.
    urlpatterns.append(
        re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT})
    )
urlpatterns.append(path("", include(wagtail_urls)))
