"""Route addresses. Wagtail's pages come last, because they can have any address."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from armoedegeheugen.editorial import holding
from armoedegeheugen.web.login import AdminLoginView, PortalLoginView
from armoedegeheugen.web.logout import AdminLogoutView, PortalLogoutView
from armoedegeheugen.web.style_guide import style_guide
from armoedegeheugen.workspace import separation
from armoedegeheugen.workspace.choosing import ChoosePassword
from config import manifest
from config.robots import robots
from config.security_txt import security_txt

urlpatterns = [
    path("beheer/", include([*separation.urls, *holding.urls])),
    path("beheer/login/", never_cache(AdminLoginView.as_view()), name="wagtailadmin_login"),
    path("beheer/logout/", never_cache(AdminLogoutView.as_view()), name="wagtailadmin_logout"),
    path("beheer/", include(wagtailadmin_urls)),
    path("aanmelden/", PortalLoginView.as_view(), name="login"),
    path(
        "uitnodiging/<uidb64>/<token>/",
        ChoosePassword.as_view(),
        name="uitnodiging",
    ),
    path("afmelden/", PortalLogoutView.as_view(), name="logout"),
    path("sitemap.xml", sitemap),
    path("robots.txt", robots),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("zonder-netwerk/", manifest.offline, name="offline"),
    path("sw.js", manifest.worker, name="worker"),
    path("", include("armoedegeheugen.sharing.urls")),
    path(".well-known/security.txt", security_txt),
    path("documenten/", include(wagtaildocs_urls)),
    path("stijl/", style_guide, name="stijl"),
    path("insturen/", include("armoedegeheugen.submissions.urls")),
    path("", include("search.urls")),
    path("", include("armoedegeheugen.paper.urls")),
    path("", include("armoedegeheugen.followup.urls")),
]


def _image(request: HttpRequest, path: str) -> HttpResponseBase:
    # Images only: documents are served by Wagtail, which checks who may read them. The folder of
    # the images is the root, so that `..` cannot leave it.
    return serve(request, path, document_root=f"{settings.MEDIA_ROOT}/images")


MEDIA = re_path(r"^media/images/(?P<path>.+)$", _image)
if settings.SERVE_MEDIA:
    urlpatterns.append(MEDIA)
urlpatterns.append(path("", include(wagtail_urls)))
