"""Who may read what: Wagtail's own restrictions, asked once a request for many pages."""

from collections.abc import Iterable, Mapping

from django.db.models import F, prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

KEPT = "_restrictions"


def readable(pages: Iterable[Page], request: HttpRequest | None) -> list[Page]:
    """Those pages whose every restriction, on the page or above it, lets this reader in."""
    kept_out = closed(request)
    return [page for page in pages if not _is_under(page, kept_out)]


def is_internal(page: Page, request: HttpRequest | None) -> bool:
    """Whether the world at large may not see this page."""
    return bool(page.pk) and _is_under(page, _paths(_rules(request)))


def closed(request: HttpRequest | None) -> Mapping[int, str]:
    """Number and path of the pages that this reader is kept out of. Restrictions are few."""
    rules = _rules(request)
    return _paths(rule for rule in rules if request is None or not rule.accept_request(request))


def _rules(request: HttpRequest | None) -> list[PageViewRestriction]:
    """Every restriction, with the `path` of its page; once a request."""
    kept = getattr(request, KEPT, None)
    if kept is None:
        kept = list(PageViewRestriction.objects.annotate(path=F("page__path")))
        # Asked on every page of the portal: groups only where they are what counts.
        grouped = [rule for rule in kept if rule.restriction_type == PageViewRestriction.GROUPS]
        prefetch_related_objects(grouped, "groups")
        if request is not None:
            setattr(request, KEPT, kept)
    return kept


def _paths(rules: Iterable[PageViewRestriction]) -> dict[int, str]:
    return {rule.page_id: rule.path for rule in rules}


def _is_under(page: Page, restricted: Mapping[int, str]) -> bool:
    if page.alias_of_id and restricted:
        # An alias obeys its source's restrictions, which its own path does not tell.
        return page.get_view_restrictions().filter(page__in=restricted).exists()
    return any(page.path.startswith(path) for path in restricted.values())
