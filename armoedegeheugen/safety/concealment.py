"""Answer for a page or a document that a reader may not see as for one that does not exist.

Invariant: the status and the body are those of a missing address, so that nobody learns a slug or a
file name by trying. A page behind a password is the exception: its reader got the link.
"""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.documents.models import AbstractDocument
from wagtail.models import CollectionViewRestriction, Page, Site
from wagtail.permissions import page_permission_policy

from ..compat import references_from, references_to
from ..models import FollowUp
from ..visibility import closed_to, is_concealed
from .file_permissions import choosable_documents


def conceal_page(page: Page, request: HttpRequest, *_: object) -> None:
    """Raise `Http404` for a page that this reader may not see."""
    if is_concealed(page, request):
        raise Http404


def conceal_document(document: AbstractDocument, request: HttpRequest) -> None:
    """Raise `Http404` for a document that this reader may not see."""
    if _is_in_closed_collection(document, request) or not may_read(document, request):
        raise Http404


def may_read(document: AbstractDocument, request: HttpRequest) -> bool:
    """Return whether the reader sees a page that holds the document, or may choose the document.

    A published page counts as it is online: what only its draft holds is for those who edit it.
    """
    pages = Page.objects.filter(pk__in=[int(key) for key in references_to(document, Page)])
    answered = Page.objects.filter(
        pk__in=FollowUp.objects.filter(document=document).values("advice")
    )
    closed = closed_to(request)
    if any(not closed.holds(page) for page in answered.live()):
        return True
    if any(not closed.holds(page) and _holds(page, document) for page in pages.live().specific()):
        return True
    if not request.user.is_authenticated:
        return False
    own = page_permission_policy.explorable_instances(request.user).filter(
        pk__in=pages.values("pk")
    )
    return own.exists() or choosable_documents(request.user).filter(pk=document.pk).exists()


def _holds(page: Page, document: AbstractDocument) -> bool:
    """Return whether the stored page refers to a document; the index may have a draft's."""
    model = type(document)
    return any(
        row.object_id == str(document.pk) and row.refers_to(model) for row in references_from(page)
    )


def _is_in_closed_collection(document: AbstractDocument, request: HttpRequest) -> bool:
    return any(
        rule.restriction_type != CollectionViewRestriction.PASSWORD
        and not rule.accept_request(request)
        for rule in document.collection.get_view_restrictions()
    )


class ConcealingRedirectMiddleware(RedirectMiddleware):
    """Redirect old addresses, but not to a page that the reader may not see."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the redirect that is stored for a missing address, or the answer as it is."""
        redirect = super().process_response(request, response)
        if redirect is response or not self._leads_to_hidden_page(request, redirect["Location"]):
            return redirect
        return response

    def _leads_to_hidden_page(self, request: HttpRequest, url: str) -> bool:
        parts = urlsplit(url)
        if parts.netloc and parts.netloc != request.get_host():
            return False
        try:
            if resolve(parts.path).url_name != "wagtail_serve":
                return False
        except Http404:
            return False
        page = _page_at(parts.path, request)
        return page is None or is_concealed(page, request)


def _page_at(path: str, request: HttpRequest) -> Page | None:
    """Return the published page of a path; `Page.route_for_request` knows the first path only."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    try:
        return site.root_page.specific.route(request, [part for part in path.split("/") if part])[0]
    except Http404:
        return None
