"""Find a slug that is free below a page."""

from itertools import count

from wagtail.models import Page


def is_free(slug: str, parent: Page, page: Page | None = None) -> bool:
    """Return whether no child of `parent`, other than `page` itself, has this slug."""
    siblings = parent.get_children()
    if page is not None and page.pk:
        siblings = siblings.not_page(page)
    return not siblings.filter(slug=slug).exists()


def free_slug(slug: str, parent: Page, page: Page | None = None) -> str:
    """Return `slug`, or the first of `slug-2`, `slug-3` … that is free below `parent`."""
    candidates = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(candidate for candidate in candidates if is_free(candidate, parent, page))
